import AuditRecords
import DockerActivity

extension Detector {
    /// Raises findings on what only sudo's record tells, since the rules that would have recorded it had been removed.
    mutating func raise(_ cards: [DetectionCard], since removed: [Edit], _ verdicts: inout Verdicts) {
        for card in cards where card.level.isAlerting {
            for edit in removed {
                var edit = edit
                state.cases.add(&edit, to: card, into: &verdicts)
            }
            state.cases.changeLatest(of: card) { finding in
                guard finding.acceptance.isEmpty, finding.circumstances.isEmpty else { return }
                finding.level = finding.level.raised
                finding.circumstances.append("while audit rules were removed")
            }
        }
    }

    /// Finds changes of groups that turn out to have docker's number.
    mutating func concludeGroups(_ edit: Edit, isWanted: Bool, _ verdicts: inout Verdicts) {
        guard let card = library.card(CodeDetection.groupNumber) else { return }
        for found in state.otherGroups.take(edit) {
            var found = found
            add(&found, EditFindings([card]), isWanted: isWanted, &verdicts)
        }
    }

    /// Holds the latest change of daemon.json responsible for what the file says today.
    mutating func concludeDaemonFile(_ verdicts: inout Verdicts) {
        guard let dangers = library.daemonSettings?.dangers, !dangers.isEmpty, let change = state.daemonFile,
            let card = library.card(CodeDetection.dangerousValue)
        else { return }
        var edit = change.edit
        add(&edit, EditFindings([card]), isWanted: change.isWanted, &verdicts)
        state.cases.changeLatest(of: card) { $0.setting = Array(dangers.joined(separator: ", ").utf8) }
    }

    /// Finds which rules were removed and not loaded anew before a time.
    mutating func concludeRules(before time: Int64, _ verdicts: inout Verdicts) {
        for removal in state.rules.due(before: time) {
            let id = removal.isKernels ? CodeDetection.ruleDied : CodeDetection.rulesFlushed
            guard let card = library.card(id) else { continue }
            for edit in [removal.edit] + removal.restorations {
                var edit = edit
                add(&edit, EditFindings([card]), isWanted: removal.isWanted, &verdicts)
            }
        }
    }

    /// Whether a person changed a Docker file when nobody is expected to work.
    func isOffHours(_ edit: Edit) -> Bool {
        guard let hours = library.site.officeHours, edit.activity.subject.kind == .person,
            edit.activity.outcome == .success, edit.activity.action.isChangeOfFile,
            edit.activity.file?.place.isWatchedForNews == true
        else { return false }
        return !hours.contains(edit.activity.stamp.milliseconds)
    }
}
