import DockerActivity

/// The fields that rules about activities may name, by their log source.
struct ActivityRuleFields: RuleFields {
    /// The parent's executable, behind the fields of an activity.
    static let parentExecutable = 0
    /// The parent's command line, behind the fields of an activity.
    static let parentCommand = 1

    /// What the rules look at.
    let view: SigmaLogSource.View

    func meaning(of name: String) throws(SigmaReason) -> FieldMeaning {
        if view == .activity {
            guard let field = ActivityField(rawValue: name) else {
                throw unknown(name, among: ActivityField.allCases.map(\.rawValue))
            }
            return meaning(of: field)
        }
        switch name {
        case "ParentImage": return .text(ActivityField.allCases.count + Self.parentExecutable)
        case "ParentCommandLine": return .text(ActivityField.allCases.count + Self.parentCommand)
        // The working directory of a process is not kept with its activities.
        case "CurrentDirectory": return .unknown
        default: break
        }
        guard let field = Self.sigmaFields[name] else {
            throw unknown(
                name,
                among: Self.sigmaFields.keys + ["ParentImage", "ParentCommandLine", "CurrentDirectory"]
            )
        }
        return meaning(of: field)
    }

    func keywordField() throws(SigmaReason) -> Int {
        throw SigmaReason("keywords without a field are only looked for in records (service: auditd, no category)")
    }

    private func meaning(of field: ActivityField) -> FieldMeaning {
        if let code = field.code { return .code(code.rawValue, field: field.number, words: code.words) }
        return .text(field.number)
    }

    private func unknown(_ name: String, among known: [String]) -> SigmaReason {
        let nearest = Spelling.nearest(to: name, among: known.sorted())
        let hint = nearest.map { "did you mean \"\($0)\"?" } ?? "there are \(known.sorted().joined(separator: ", "))"
        return SigmaReason("the field \"\(name)\" is not known to rules of this log source: \(hint)")
    }

    /// Sigma's fields of process_creation and file_event, and which of an activity's they are.
    private static let sigmaFields: [String: ActivityField] = [
        "Image": .subjectExe, "CommandLine": .subjectCommand, "User": .subjectUser, "LogonId": .subjectAuid,
        "ProcessId": .subjectPid, "ParentProcessId": .subjectPpid, "TargetFilename": .filePath,
    ]

    /// What an activity has to be, that rules of a log source look at it at all.
    static func guardTree(_ view: SigmaLogSource.View) -> RuleTree? {
        let actions: [Action]
        switch view {
        case .record, .activity: return nil
        case .processCreation: actions = [.execute]
        case .fileEvent: actions = [.create, .openWrite, .rename, .link, .symlink, .mkdir, .mknod, .truncate]
        }
        let mask = actions.reduce(UInt64(0)) { $0 | 1 << UInt64($1.index + 1) }
        return .all([
            .code(ActivityCode.action.rawValue, field: ActivityField.action.number, mask: mask),
            .code(ActivityCode.outcome.rawValue, field: ActivityField.outcome.number, mask: 1 << 1),
        ])
    }
}
