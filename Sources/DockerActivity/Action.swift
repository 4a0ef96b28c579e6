/// What was done.
///
/// The raw values are the ones that are printed.
public enum Action: String, Sendable, CaseIterable, Codable {
    case openWrite = "open-write"
    case openRead = "open-read"
    case create, delete, rename, link, symlink, mkdir, rmdir, mknod
    case chmod, chown, setxattr, removexattr, truncate
    case mount, umount, bind, connect, execute
    case groupAddMember = "group-add-member"
    case groupRemoveMember = "group-remove-member"
    case groupCreate = "group-create"
    case groupDelete = "group-delete"
    case groupChange = "group-change"
    case groupEnter = "group-enter"
    case auditRuleAdd = "audit-rule-add"
    case auditRuleRemove = "audit-rule-remove"
    case auditRuleUpdate = "audit-rule-update"
    case auditEnable = "audit-enable"
    case auditDisable = "audit-disable"
    case auditDaemonStart = "audit-daemon-start"
    case auditDaemonStop = "audit-daemon-stop"
    case auditLogRotate = "audit-log-rotate"
    case auditSetting = "audit-setting"
    /// What only sudo's record of a command tells.
    case command
}
