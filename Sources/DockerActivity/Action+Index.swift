extension Action {
    /// The action's place in a row of counters, from 0.
    @inlinable
    public var index: Int {
        switch self {
        case .openWrite: 0
        case .openRead: 1
        case .create: 2
        case .delete: 3
        case .rename: 4
        case .link: 5
        case .symlink: 6
        case .mkdir: 7
        case .rmdir: 8
        case .mknod: 9
        case .chmod: 10
        case .chown: 11
        case .setxattr: 12
        case .removexattr: 13
        case .truncate: 14
        case .mount: 15
        case .umount: 16
        case .bind: 17
        case .connect: 18
        case .execute: 19
        case .groupAddMember: 20
        case .groupRemoveMember: 21
        case .groupCreate: 22
        case .groupDelete: 23
        case .groupChange: 24
        case .groupEnter: 25
        case .auditRuleAdd: 26
        case .auditRuleRemove: 27
        case .auditRuleUpdate: 28
        case .auditEnable: 29
        case .auditDisable: 30
        case .auditDaemonStart: 31
        case .auditDaemonStop: 32
        case .auditLogRotate: 33
        case .auditSetting: 34
        case .command: 35
        }
    }

    /// How many actions there are.
    @inlinable
    public static var count: Int { 36 }
}
