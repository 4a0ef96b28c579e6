import AuditRecords
import DockerActivity
import Testing

@Suite struct `What happens to a host` {
    private let call =
        "type=SYSCALL msg=audit(1795209138.707:7): arch=c000003e syscall=227 success=yes exit=0 a0=0 a1=7f a2=0 a3=0 "
        + "items=0 ppid=1 pid=2 auid=1001 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=4 "
        + "comm=\"date\" exe=\"/usr/bin/date\" key=(null)"
    private let sender = "pid=1 uid=0 auid=4294967295 ses=4294967295 subj=unconfined"

    /// Fact, object, outcome and login user of each notice that is about the host.
    private func told(_ lines: [String]) -> [String] {
        let log = ActivityLog(lines)
        return log.batch.notices.compactMap { notice in
            guard let fact = notice.fact else { return nil }
            let login = notice.subject.loginID.map { $0 == SubjectFacts.unset ? "unset" : "\($0)" } ?? "?"
            return "\(fact.rawValue) \(log.text(notice.object)) \(notice.outcome) by \(login)"
        }
    }

    private func record(_ type: String, _ text: String) -> String {
        "type=\(type) msg=audit(1795209138.707:7): \(text)"
    }

    @Test func `is told where a call did it`() {
        #expect(
            told([call, record("TIME_INJOFFSET", "sec=-3600 nsec=12")]) == ["clock-set -3600 success by 1001"]
        )
        #expect(
            told([call, record("TIME_ADJNTPVAL", "op=freq old=0 new=7")]) == ["clock-adjusted freq success by 1001"]
        )
        #expect(told([call, record("KERN_MODULE", "name=\"evil\"")]) == ["module-load evil success by 1001"])
        let killed = record("OBJ_PID", "opid=573 oauid=-1 ouid=0 oses=-1 ocomm=\"auditd\"")
        #expect(told([call, killed]) == ["signal auditd success by 1001"])
    }

    @Test func `is told where a record stands alone`() {
        let stopped = record(
            "SERVICE_STOP",
            "\(sender) msg='unit=docker comm=\"systemd\" exe=\"/usr/lib/systemd/systemd\" res=success'"
        )
        #expect(told([stopped]) == ["service-stop docker success by unset"])
        let crashed = record("ANOM_ABEND", "\(sender) comm=\"dockerd\" exe=\"/usr/bin/dockerd\" sig=11 res=1")
        #expect(told([crashed]) == ["program-crash /usr/bin/dockerd success by unset"])
        let account = record(
            "ADD_USER",
            "pid=9 uid=0 auid=1001 ses=4 msg='op=adding user acct=\"eve\" exe=\"/usr/sbin/useradd\" res=success'"
        )
        #expect(told([account]) == ["account-create eve success by 1001"])
    }

    @Test func `is nothing where it is the time service's or another program's`() {
        let service = call.replacing("auid=1001", with: "auid=4294967295")
        #expect(told([service, record("TIME_ADJNTPVAL", "op=freq old=0 new=7")]) == [])
        #expect(told([call, record("OBJ_PID", "opid=5 oauid=-1 ouid=0 oses=-1 ocomm=\"sleep\"")]) == [])
        #expect(told([record("SERVICE_STOP", "\(sender) msg='unit=cron comm=\"systemd\" res=success'")]) == [])
        #expect(told([record("ANOM_ABEND", "\(sender) comm=\"vi\" exe=\"/usr/bin/vi\" sig=11 res=1")]) == [])
    }

    @Test func `is given out by the trail with who did it`() {
        let log = TrailLog([call, record("TIME_INJOFFSET", "sec=5 nsec=0")])
        #expect(log.batch.notices.map(\.fact) == [.clockSet])
        #expect(log.batch.notices.first?.subject.kind == .person)
    }

    @Test func `tells a login user that was another one before`() {
        func former(_ text: String) -> UInt32? {
            let line = record("LOGIN", "pid=9 uid=0 old-auid=\(text) auid=1002 tty=(none) old-ses=3 ses=13 res=1")
            return ActivityLog([line]).batch.notices.first?.formerLoginID
        }
        #expect(former("1001") == 1001)
        #expect(former("4294967295") == nil)
    }
}
