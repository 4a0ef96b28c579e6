internal import AuditRecords
internal import DockerActivity

/// Says what was done or attempted, whether it was, and how often.
enum ActionText {
    /// Appends an activity's action as it is named everywhere, its outcome and its count.
    static func append(_ activity: Activity, _ names: inout ActivityNames, to output: inout OutputBuffer) {
        output.append(verbatim: activity.action.rawValue)
        appendOutcome(of: activity, &names, to: &output)
        appendCount(activity.evidence.count, to: &output)
    }

    /// Appends what became of an edit's file, and by how many steps.
    ///
    /// What did not succeed keeps the action's name, which claims nothing.
    static func append(_ edit: Edit, _ names: inout ActivityNames, to output: inout OutputBuffer) {
        if edit.activity.outcome == .success {
            output.append(edit.words)
        } else {
            output.append(verbatim: edit.activity.action.rawValue)
            appendOutcome(of: edit.activity, &names, to: &output)
        }
        if edit.steps == 1 || edit.isRepetition {
            appendCount(edit.activity.evidence.count, to: &output)
            return
        }
        output.append(" (")
        output.append(decimal: edit.steps)
        output.append(" steps")
        if edit.otherFiles > 0 {
            output.append(", ")
            output.append(decimal: UInt64(edit.otherFiles + 1))
            output.append(" files")
        }
        output.append(")")
    }

    private static func appendCount(_ count: UInt64, to output: inout OutputBuffer) {
        guard count > 1 else { return }
        output.append(" ×")
        output.append(decimal: count)
    }

    private static func appendOutcome(
        of activity: Activity,
        _ names: inout ActivityNames,
        to output: inout OutputBuffer
    ) {
        switch activity.outcome {
        case .success: break
        case .failure:
            output.append(Action.isRefusal(activity.errorNumber) ? " refused" : " failed")
            guard activity.errorNumber != 0 else { return }
            output.append(" ")
            if let name = names.error(activity.errorNumber) {
                TerminalText.append(name: name.utf8.span, to: &output)
            } else {
                output.append("error ")
                output.append(decimal: UInt64(activity.errorNumber.magnitude))
            }
        case .unknown: output.append(" (unknown)")
        case .claimed: output.append(" (claimed)")
        }
    }
}
