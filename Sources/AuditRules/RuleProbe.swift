import AuditRecords
import Glibc

/// Proves that rules record what they should: does something harmless at each watched place and looks for the event.
public struct RuleProbe {
    /// What became of one rule's probe.
    public enum Verdict: String, Sendable {
        /// The event was found, under the rule's key.
        case seen
        /// The event was found, under the key of a rule that is asked before.
        case otherKey = "other-key"
        /// No event came in time.
        case notSeen = "not-seen"
        /// Nothing was done; the reason says why.
        case notTried = "not-tried"
    }

    /// What became of one rule.
    public struct Result: Sendable {
        /// The rule as auditctl lists it.
        public let rule: String
        /// What was done, in words; nil where nothing was.
        public let act: String?
        /// What came of it.
        public let verdict: Verdict
        /// The event's number behind the colon; nil where there is none.
        public let serial: UInt64?
        /// Why, as a sentence without an end; empty where there is nothing to say.
        public let why: String
    }

    private let plan: RulePlan
    private let host: DockerHost
    private let status: RuleStatus
    private let mayMakeFiles: Bool

    /// A probe of a plan's rules.
    ///
    /// - Parameters:
    ///   - plan: the rules.
    ///   - host: the host they are for: this machine.
    ///   - status: how the rules compare with the kernel's; tells why an event did not come.
    ///   - mayMakeFiles: whether a file may be made in each watched directory, and removed.
    public init(_ plan: RulePlan, host: DockerHost, status: RuleStatus, mayMakeFiles: Bool) {
        self.plan = plan
        self.host = host
        self.status = status
        self.mayMakeFiles = mayMakeFiles
    }

    /// Does all acts and waits for their events, no longer than the limit.
    public func run(source: any ProbeSource, milliseconds limit: Int) -> [Result] {
        var results: [Result?] = Array(repeating: nil, count: plan.rules.count)
        var pending: [(index: Int, act: ProbeAct, pid: UInt32)] = []
        var events = ProbeEvents()
        for (index, planned) in plan.rules.enumerated() where planned.isApplicable {
            let choice = ProbeAct.forRule(
                planned.rule,
                machine: plan.machine,
                files: host.files,
                mayMakeFiles: mayMakeFiles
            )
            switch choice {
            case .failure(let obstacle): results[index] = result(index, nil, .notTried, nil, obstacle.reason)
            case .success(let act):
                switch act.perform() {
                case .done(let pid):
                    events.pids.insert(pid)
                    pending.append((index, act, pid))
                case .failed(let number):
                    let reason = "the act failed: \(KernelAuditError(.other, errno: number).reason)"
                    results[index] = result(index, nil, .notTried, nil, reason)
                }
            }
            source.wait(milliseconds: 0) { events.take(line: $0) }
        }
        let end = Self.now + limit
        while !pending.isEmpty {
            let found = events.events
            pending.removeAll { probe in
                guard let result = match(probe, found) else { return false }
                results[probe.index] = result
                return true
            }
            let left = end - Self.now
            if pending.isEmpty || left <= 0 { break }
            source.wait(milliseconds: min(left, 200)) { events.take(line: $0) }
        }
        for probe in pending {
            results[probe.index] = result(probe.index, probe.act, .notSeen, nil, reason(probe.index))
        }
        return results.compactMap { $0 }
    }

    /// The event of an act, by its process, its call and its path.
    ///
    /// The rule's own key goes before another's.
    private func match(_ probe: (index: Int, act: ProbeAct, pid: UInt32), _ events: [ProbeEvents.Event]) -> Result? {
        let candidates = events.filter { event in
            guard event.pid == probe.pid, let call = event.call, let architecture = event.architecture else {
                return false
            }
            guard probe.act.calls.contains(where: { AuditNames.call($0, architecture) == call }) else { return false }
            guard let path = probe.act.path else { return true }
            return event.names.contains(path.bytes)
        }
        let keys = Set(plan.rules[probe.index].rule.keys)
        if let event = candidates.first(where: { keys.isSubset(of: $0.keys) }) {
            return result(probe.index, probe.act, .seen, event.stamp.serial, "")
        }
        guard let event = candidates.first else { return nil }
        let names = event.keys.map { String(decoding: $0, as: UTF8.self) }
        let reason =
            "under the key \(names.isEmpty ? "(none)" : names.joined(separator: ", ")) of a rule that is asked before"
        return result(probe.index, probe.act, .otherKey, event.stamp.serial, reason)
    }

    private func result(
        _ index: Int,
        _ act: ProbeAct?,
        _ verdict: Verdict,
        _ serial: UInt64?,
        _ why: String
    ) -> Result {
        Result(rule: text(index), act: act?.description, verdict: verdict, serial: serial, why: why)
    }

    private func text(_ index: Int) -> String {
        String(decoding: plan.rules[index].rule.listed(machine: plan.machine), as: UTF8.self)
    }

    /// Why an event likely did not come.
    private func reason(_ index: Int) -> String {
        if let kernel = status.kernel, kernel.enabled == 0 { return "auditing is off (enabled 0)" }
        let text = text(index)
        if let entry = status.entries.first(where: { $0.rule == text }), entry.state.isDrift {
            let why = entry.why.isEmpty ? "" : ": \(entry.why)"
            return "the rule is \(entry.state.rawValue)\(why)"
        }
        if let kernel = status.kernel {
            if kernel.lost > 0 { return "the kernel has lost \(kernel.lost) records since boot" }
            if kernel.rateLimit > 0 { return "no more than \(kernel.rateLimit) records a second are let through" }
        }
        return
            "the rule is loaded; the log's writer may be slow, suspended or out of room, or this process was started before "
            + "auditing was turned on"
    }

    private static var now: Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
    }
}
