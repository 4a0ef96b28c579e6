import DockerActivity
import Testing

@Suite struct `A record about the audit system` {
    struct Example: CustomTestStringConvertible, Sendable {
        let type: String
        let text: String
        let action: Action
        var outcome = Outcome.success
        var facts = ""
        var testDescription: String { "\(type) \(text)" }

        init(_ type: String, _ text: String, _ action: Action, _ outcome: Outcome = .success, facts: String) {
            self.type = type
            self.text = text
            self.action = action
            self.outcome = outcome
            self.facts = facts
        }
    }

    @Test(arguments: [
        Example("CONFIG_CHANGE", "op=add_rule key=\"docker\" list=4 res=1", .auditRuleAdd, facts: "add_rule docker"),
        Example("CONFIG_CHANGE", "op=add_rule list=4 res=0", .auditRuleAdd, .failure, facts: "add_rule"),
        Example(
            "CONFIG_CHANGE",
            "op=remove_rule path=\"/etc/docker\" key=\"docker\" list=4 res=1",
            .auditRuleRemove,
            facts: "remove_rule docker /etc/docker"
        ),
        Example(
            "CONFIG_CHANGE",
            "op=updated_rules path=2F746D702F612062 key=(null) list=4 res=1",
            .auditRuleUpdate,
            facts: "updated_rules /tmp/a b"
        ),
        Example(
            "CONFIG_CHANGE",
            "op=set audit_enabled=0 old=1 res=1",
            .auditDisable,
            facts: "set audit_enabled 1 0"
        ),
        Example("CONFIG_CHANGE", "op=set audit_enabled=1 old=0 res=1", .auditEnable, facts: "set audit_enabled 0 1"),
        Example("CONFIG_CHANGE", "audit_enabled=2 old=1 res=1", .auditEnable, facts: "audit_enabled 1 2"),
        Example(
            "CONFIG_CHANGE",
            "op=set audit_backlog_limit=8192 old=64 res=1",
            .auditSetting,
            facts: "set audit_backlog_limit 64 8192"
        ),
        Example("DAEMON_START", "op=start ver=3.0.9 format=raw res=success", .auditDaemonStart, facts: "start"),
        Example("DAEMON_END", "op=terminate res=success", .auditDaemonStop, facts: "terminate"),
        Example("DAEMON_ABORT", "op=aborting res=failed", .auditDaemonStop, .failure, facts: "aborting"),
        Example("DAEMON_ROTATE", "op=rotate-logs res=success", .auditLogRotate, facts: "rotate-logs"),
        Example("DAEMON_CONFIG", "op=reconfigure state=changed res=success", .auditSetting, facts: "reconfigure"),
    ])
    func `tells what was done`(example: Example) {
        let log = ActivityLog(["type=\(example.type) msg=audit(1.000:1): auid=1001 ses=3 \(example.text)"])
        #expect(log.activities.map(\.action) == [example.action])
        guard let activity = log.activities.first, let audit = activity.audit else {
            Issue.record("no facts")
            return
        }
        #expect(activity.outcome == example.outcome)
        #expect(activity.subject.loginID == 1001 && activity.subject.session == 3)
        let texts = [audit.operation, audit.key, audit.path, audit.setting].map { log.text($0) }
        let numbers = [audit.old, audit.new].compactMap { $0.map(String.init) }
        #expect((texts + numbers).filter { !$0.isEmpty }.joined(separator: " ") == example.facts)
    }

    @Test func `is read where the kernel forgets a blank`() {
        let log = ActivityLog([
            "type=CONFIG_CHANGE msg=audit(1.000:1): auid=1001 ses=163op=remove_rule path=\"/etc/docker\" key=\"docker\" res=1"
        ])
        let activity = log.activities.first
        #expect(activity?.action == .auditRuleRemove && activity?.subject.session == 163)
        #expect(log.text(activity?.audit?.path) == "/etc/docker")
    }
}
