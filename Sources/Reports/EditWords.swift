internal import Analysis
internal import DockerActivity

extension Edit {
    /// What became of its file, in an administrator's words.
    var words: StaticString { change.words ?? activity.action.pastWords }
}

extension Report.Edit {
    /// What became of its file, or what was attempted, and by how many steps.
    var words: String {
        var words = outcome == .success ? "\(change.words ?? action.pastWords)" : action.rawValue
        switch outcome {
        case .success: break
        case .failure: words += Action.isRefusal(errorNumber) ? " refused" : " failed"
        case .unknown, .claimed: words += " (\(outcome.rawValue))"
        }
        if steps < 2 { return words }
        if isRepetition { return "\(words) ×\(Quantity.count(steps))" }
        let files = files > 1 ? ", \(Quantity.count(files)) files" : ""
        return "\(words) (\(Quantity.count(steps)) steps\(files))"
    }
}

extension Edit.Change {
    /// What became of a file, in an administrator's words; nil where the action's own words say it.
    ///
    /// An open for writing is no more than that: the log does not tell what was written, or whether anything was.
    var words: StaticString? {
        switch self {
        case .created: "created"
        case .replaced: "replaced"
        case .opened: "opened for writing"
        case .deleted: "deleted"
        case .renamed: "renamed"
        case .attributes: "attributes set"
        case .passing: "made and removed"
        case .act: nil
        }
    }
}

extension Action {
    /// Whether an error says that somebody had no right to do it: EPERM or EACCES; anything else is a failure of another
    /// kind.
    static func isRefusal(_ errorNumber: Int32) -> Bool { errorNumber == 1 || errorNumber == 13 }

    /// What was done, in an administrator's words.
    var pastWords: StaticString {
        switch self {
        case .openWrite: "opened for writing"
        case .openRead: "opened for reading"
        case .create: "created"
        case .delete: "deleted"
        case .rename: "renamed"
        case .link: "hard link made"
        case .symlink: "link made"
        case .mkdir: "directory made"
        case .rmdir: "directory removed"
        case .mknod: "node made"
        case .chmod: "mode set"
        case .chown: "owner set"
        case .setxattr: "xattr set"
        case .removexattr: "xattr removed"
        case .truncate: "truncated"
        case .mount: "mounted"
        case .umount: "unmounted"
        case .bind: "socket bound"
        case .connect: "connected"
        case .execute: "executed"
        case .command: "command given"
        case .groupAddMember: "member added"
        case .groupRemoveMember: "member removed"
        case .groupCreate: "group created"
        case .groupDelete: "group deleted"
        case .groupChange: "group changed"
        case .groupEnter: "group entered"
        case .auditRuleAdd: "rule added"
        case .auditRuleRemove: "rule removed"
        case .auditRuleUpdate: "rule updated"
        case .auditEnable: "audit enabled"
        case .auditDisable: "audit disabled"
        case .auditDaemonStart: "auditd started"
        case .auditDaemonStop: "auditd stopped"
        case .auditLogRotate: "log rotated"
        case .auditSetting: "audit setting"
        }
    }
}
