import CAudit
import SystemPackage

#if canImport(Glibc)
import Glibc
#endif

/// The one door to the kernel's audit rules: a conversation through libaudit.
///
/// A rule's bytes are put together here and not by libaudit's `audit_rule_…` functions, which keep what they have seen
/// of the previous rule in globals. So nothing carries over from one rule to the next, and several doors may be open.
public final class KernelAudit: AuditControl {
    private enum Change { case add, prepend, delete }

    private let socket: CInt

    /// Milliseconds to wait for each message of an answer.
    private static let patience: CInt = 5000
    /// More rules than this are taken for an endless answer.
    private static let ruleLimit = 1 << 20

    /// Opens the conversation; whether it may go on shows with the first request.
    public init() throws(KernelAuditError) {
        socket = audit_open()
        guard socket >= 0 else { throw KernelAuditError(number: errno) }
    }

    deinit { audit_close(socket) }

    /// The audit system's state.
    public func status() throws(KernelAuditError) -> AuditStatus {
        try send(audit_request_status(socket))
        while true {
            let reply = try receive()
            guard reply.type == AUDIT_GET else { continue }
            // mask, enabled, failure, pid, rate_limit, backlog_limit, lost, backlog
            guard reply.words.count >= 8 else { throw KernelAuditError(.noAnswer) }
            return AuditStatus(
                enabled: reply.words[1],
                failure: reply.words[2],
                pid: reply.words[3],
                rateLimit: reply.words[4],
                backlogLimit: reply.words[5],
                lost: reply.words[6],
                backlog: reply.words[7]
            )
        }
    }

    /// All rules, list by list, in the order in which they are asked.
    public func rules() throws(KernelAuditError) -> [AuditRule] {
        try send(audit_request_rules_list_data(socket))
        var rules: [AuditRule] = []
        while rules.count < Self.ruleLimit {
            let reply = try receive()
            switch reply.type {
            case NLMSG_DONE: return rules
            case AUDIT_LIST_RULES:
                guard let rule = try? AuditRule(kernelWords: reply.words) else { throw KernelAuditError(.noAnswer) }
                rules.append(rule)
            default: continue
            }
        }
        throw KernelAuditError(.noAnswer)
    }

    /// Adds a rule to the end of its list.
    public func add(_ rule: AuditRule) throws(KernelAuditError) {
        let number = send(rule, .add)
        if number <= 0 { throw failure(number) }
    }

    /// Adds a rule to the head of its list.
    public func prepend(_ rule: AuditRule) throws(KernelAuditError) {
        let number = send(rule, .prepend)
        if number <= 0 { throw failure(number) }
    }

    /// Removes a rule, which must be equal in every field.
    public func delete(_ rule: AuditRule) throws(KernelAuditError) {
        let number = send(rule, .delete)
        guard number <= 0 else { return }
        if number == -ENOENT { throw KernelAuditError(.absent, errno: ENOENT) }
        throw failure(number)
    }

    /// Puts a sentence into the audit log, as `auditctl -m` does; where that is not allowed nothing happens.
    ///
    /// The kernel adds who said it: process, users and session.
    public func note(_ text: String) {
        _ = unsafe audit_log_user_message(socket, AUDIT_USER, "text=\(text)", nil, nil, nil, 1)
    }

    /// Sends one rule to be added or removed; gives libaudit's positive serial or negative error.
    private func send(_ rule: AuditRule, _ change: Change) -> CInt {
        var words = rule.kernelWords()
        let flags = change == .prepend ? UInt32(AUDIT_FILTER_PREPEND) : 0
        let list = CInt(bitPattern: rule.list.rawValue | flags)
        let action = CInt(bitPattern: rule.action.rawValue)
        // The words are the structure, whole and aligned, and live until the call returns.
        return unsafe words.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return -EINVAL }
            let data = unsafe start.assumingMemoryBound(to: audit_rule_data.self)
            return change == .delete
                ? unsafe audit_delete_rule_data(socket, data, list, action)
                : unsafe audit_add_rule_data(socket, data, list, action)
        }
    }

    /// Why a rule was not taken: EPERM means locked where this process may ask for the state.
    private func failure(_ number: CInt) -> KernelAuditError {
        let error = KernelAuditError(number: number)
        guard error.kind == .notPermitted, let status = try? status(), status.isLocked else { return error }
        return KernelAuditError(.locked, errno: error.errno)
    }

    /// What libaudit's sending gave back: a positive serial, or a negative error.
    private func send(_ result: CInt) throws(KernelAuditError) {
        if result <= 0 { throw KernelAuditError(number: result) }
    }

    private func receive() throws(KernelAuditError) -> (type: CInt, words: [UInt32]) {
        // MAX_AUDIT_MESSAGE_LENGTH of libaudit.h, in words.
        var words = [UInt32](repeating: 0, count: 2243)
        var type: CInt = 0
        var number: CInt = 0
        var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        var polled: CInt
        repeat { polled = unsafe poll(&ready, 1, Self.patience) } while polled < 0 && errno == EINTR
        guard polled > 0 else { throw KernelAuditError(.noAnswer) }
        // The call writes no more than the bytes it is told there are.
        let count = unsafe words.withUnsafeMutableBytes { bytes in
            unsafe caudit_receive(socket, &type, &number, bytes.baseAddress, UInt32(bytes.count))
        }
        if count < 0 { throw KernelAuditError(number: count) }
        if type == NLMSG_ERROR, number != 0 { throw KernelAuditError(number: number) }
        return (type, Array(words[..<((Int(count) + 3) / 4)]))
    }
}
