/// What one line of a rules file says.
public enum RuleStatement: Hashable, Sendable {
    /// `-a`, `-w`: the rule goes to the end of its list.
    case append(AuditRule)
    /// `-A`: the rule goes to the head of its list.
    case prepend(AuditRule)
    /// `-d`, `-W`: the rule is removed.
    case delete(AuditRule)
    /// A setting of the audit system.
    case control(Control)

    /// A setting of the audit system.
    public enum Control: Hashable, Sendable {
        /// `-D`: all rules are removed, or those with a key.
        case deleteAll(key: String?)
        /// `-b`: how many records may wait.
        case backlog(UInt32)
        /// `-f`: 0 silent, 1 printk, 2 panic.
        case failure(UInt32)
        /// `-e`: 0 off, 1 on, 2 locked until the next boot.
        case enabled(UInt32)
        /// `-r`: records a second, 0 without limit.
        case rate(UInt32)
        /// `--backlog_wait_time`: how long a process waits for room, in ticks of 10 ms or less.
        case backlogWait(UInt32)
        /// `-c`: goes on after an error and ends with status 1.
        case carryOn
        /// `-i`: goes on after an error and ends with status 0.
        case ignoreErrors
        /// `--loginuid-immutable`.
        case lockLogins
        /// Any other option that is no rule: `--reset-lost`, `-q` and so on.
        case other(String)
    }

    /// The rule that is added, if one is.
    public var added: AuditRule? {
        switch self {
        case .append(let rule), .prepend(let rule): rule
        case .delete, .control: nil
        }
    }
}
