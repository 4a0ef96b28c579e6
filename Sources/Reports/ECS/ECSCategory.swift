internal import DockerActivity

extension Action {
    /// What `event.category` and `event.type` say of it: the schema's allowed values, and of those the types that it expects
    /// of the category.
    var ecsCategory: (category: StaticString, types: [StaticString]) {
        switch self {
        case .openRead: ("file", ["access"])
        case .create, .link, .symlink, .mkdir, .mknod, .bind: ("file", ["creation"])
        case .delete, .rmdir: ("file", ["deletion"])
        case .openWrite, .rename, .chmod, .chown, .setxattr, .removexattr, .truncate: ("file", ["change"])
        case .mount, .umount: ("configuration", ["change"])
        case .connect: ("network", ["connection", "start"])
        case .execute: ("process", ["start"])
        case .command: ("process", ["info"])
        case .groupAddMember, .groupRemoveMember, .groupChange: ("iam", ["group", "change"])
        case .groupCreate: ("iam", ["group", "creation"])
        case .groupDelete: ("iam", ["group", "deletion"])
        case .groupEnter: ("iam", ["group", "info"])
        case .auditRuleAdd: ("configuration", ["creation"])
        case .auditRuleRemove: ("configuration", ["deletion"])
        case .auditRuleUpdate, .auditEnable, .auditDisable, .auditSetting: ("configuration", ["change"])
        case .auditDaemonStart, .auditDaemonStop, .auditLogRotate: ("configuration", ["info"])
        }
    }
}

extension Outcome {
    /// What `event.outcome` says of it.
    var ecsOutcome: String {
        switch self {
        case .success: "success"
        case .failure: "failure"
        case .unknown, .claimed: "unknown"
        }
    }
}
