internal import DockerActivity

extension Edit {
    /// What became of its file, in an administrator's words.
    var words: StaticString { change.words ?? activity.action.pastWords }
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
