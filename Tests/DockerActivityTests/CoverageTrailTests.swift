import AuditEvents
import AuditRecords
import Testing

@testable import DockerActivity

@Suite struct `What a trail cannot tell` {
    /// Lines of a log, with a second between events.
    private struct Lines {
        var lines: [String] = []
        private var time = 1000
        private var serial = 100

        mutating func add(_ record: String, _ further: String..., daemon: Bool = false) {
            time += 1
            serial += daemon ? 0 : 1
            for record in [record] + further {
                let parts = record.split(separator: " ", maxSplits: 1)
                let number = daemon ? 7000 : serial
                lines.append(
                    "type=\(parts[0]) msg=audit(\(time).000:\(number)): \(parts.count > 1 ? String(parts[1]) : "")"
                )
            }
        }

        mutating func wait(_ seconds: Int) { time += seconds }

        mutating func start() { add("DAEMON_START op=start ver=3.0.9 auid=4294967295 pid=5 res=success", daemon: true) }
        mutating func end() { add("DAEMON_END op=terminate auid=0 pid=1 res=success", daemon: true) }
        mutating func login() { add("USER_LOGIN pid=9 uid=0 auid=1001 ses=3 msg='op=login res=success'") }

        /// A rule that is loaded by a call that looks a path up: a directory's own, or that of a file's directory.
        mutating func load(_ key: String, _ path: String, _ type: String = "NORMAL") {
            add(
                "CONFIG_CHANGE auid=4294967295 ses=4294967295 op=add_rule key=\(key) list=4 res=1",
                call(44, "auditctl -R rules"),
                "CWD cwd=\"/root\"",
                "PATH item=0 name=\"\(path)\" inode=5 dev=fe:00 mode=040755 ouid=0 ogid=0 rdev=00:00 nametype=\(type)"
            )
        }

        mutating func remove(_ key: String, pid: Bool = true) {
            let record = "CONFIG_CHANGE auid=1001 ses=4 op=remove_rule key=\(key) list=4 res=1"
            if pid {
                add(record, call(44, "auditctl"))
            } else {
                add("CONFIG_CHANGE op=remove_rule key=\(key) list=4 res=1")
            }
        }

        mutating func write(_ path: String, _ key: String) {
            add(
                call(257, "tee", key),
                "CWD cwd=\"/root\"",
                "PATH item=0 name=\"\(path)\" inode=9 dev=fe:00 mode=0100644 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL"
            )
        }

        private func call(_ number: Int, _ comm: String, _ key: String = "(null)") -> String {
            "SYSCALL arch=c000003e syscall=\(number) success=yes exit=3 a0=ffffff9c a1=0 a2=241 a3=0 items=1 ppid=1 pid=22 "
                + "auid=1001 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=4 comm=\"\(comm)\" "
                + "exe=\"/usr/bin/x\" key=\(key)"
        }

        var coverage: CoverageFindings { FollowedLog(lines).coverage }
        /// `daemon-ended 1002 1007`: kinds and times in seconds.
        var gaps: [String] {
            coverage.gaps.map { "\($0.kind.rawValue) \($0.from / 1000) \($0.to.map { "\($0 / 1000)" } ?? "-")" }
        }
        /// `/etc/docker 1002- rule`: places, times in seconds and what tells.
        var places: [String] {
            coverage.places.map { place in
                let times = place.intervals.map { interval in
                    "\(interval.from / 1000)-\(interval.to.map { "\($0 / 1000)" } ?? "") \(interval.basis.rawValue)"
                }
                return ([String(decoding: place.path, as: UTF8.self)] + times).joined(separator: " ")
            }
        }
    }

    @Test func `is when auditd was off`() {
        var log = Lines()
        log.start()
        log.login()
        log.end()
        log.wait(10)
        log.start()
        log.login()
        #expect(log.gaps == ["daemon-ended 1003 1014"])
    }

    @Test func `is when auditd was killed`() {
        var log = Lines()
        log.start()
        log.login()
        log.wait(100)
        log.start()
        log.login()
        #expect(log.gaps == ["daemon-killed 1002 1103"])
    }

    @Test func `is nothing where the machine was started anew`() {
        var log = Lines()
        log.start()
        log.login()
        log.end()
        log.wait(500)
        log.start()
        log.add("SYSTEM_BOOT pid=3 uid=0 auid=4294967295 ses=4294967295 msg='op=boot res=success'")
        #expect(log.gaps.isEmpty)
    }

    @Test func `is when auditing was off, up to the next event`() {
        var log = Lines()
        log.start()
        log.add("CONFIG_CHANGE op=set audit_enabled=0 old=1 auid=1001 ses=4 res=1")
        log.wait(20)
        log.login()
        #expect(log.gaps == ["audit-off 1002 1023"])
        log.add("CONFIG_CHANGE op=set audit_enabled=0 old=1 auid=1001 ses=4 res=1")
        #expect(log.gaps.last == "audit-off 1024 -")
    }

    @Test func `is a rule that died, until it is loaded anew`() {
        var log = Lines()
        log.load("k", "/etc/docker")
        log.remove("k", pid: false)
        #expect(log.gaps == ["rule-died 1002 -"])
        log.wait(50)
        log.load("k", "/etc/docker")
        #expect(log.gaps == ["rule-died 1002 1053"])
        #expect(log.places == ["/etc/docker 1001-1002 rule 1053- rule"])
    }

    @Test func `is what refused rules would have watched, once for each loading`() {
        var log = Lines()
        for _ in 0..<3 { log.add("CONFIG_CHANGE auid=1001 ses=4 op=add_rule key=k list=4 res=0") }
        #expect(log.gaps == ["rules-refused 1001 1003"])
        #expect(log.coverage.gaps.first?.count == 3)
        log.wait(100)
        log.add("CONFIG_CHANGE auid=1001 ses=4 op=add_rule key=k list=4 res=0")
        #expect(log.gaps.count == 2)
    }

    @Test func `is a clock that was set`() {
        var log = Lines()
        log.add("TIME_INJOFFSET sec=-3600 nsec=0")
        log.add("TIME_INJOFFSET sec=0 nsec=5")
        #expect(log.gaps == ["clock-set 1001 1001"])
        #expect(log.coverage.gaps.first?.distance == -3_600_000)
    }

    @Test func `of a node is nothing of another`() {
        var log = Lines()
        log.start()
        log.login()
        log.end()
        let first = log.lines.map { "node=a " + $0 }
        log.wait(10)
        log.lines = []
        log.start()
        let gaps = FollowedLog(first + log.lines.map { "node=b " + $0 }).coverage.gaps
        #expect(gaps.isEmpty || gaps.allSatisfy { $0.to == nil })
    }

    @Test func `is not a directory whose watch is on record`() {
        var log = Lines()
        log.start()
        log.load("k", "/etc/docker/")
        #expect(log.places == ["/etc/docker 1002- rule"])
        log.write("/etc/docker/daemon.json", "k")
        #expect(log.places == ["/etc/docker 1002- rule"])
    }

    @Test func `is not a file whose watch is on record, once it fires`() {
        var log = Lines()
        log.load("k", "/usr/bin/", "PARENT")
        log.load("other", "/usr/bin/", "PARENT")
        #expect(log.places.isEmpty)
        log.write("/bin/docker", "k")
        #expect(log.places == ["/bin/docker 1001- rule"])
    }

    @Test func `is not a place on which a rule fires, from then on`() {
        var log = Lines()
        log.write("/etc/docker/daemon.json", "k")
        log.write("/var/lib/docker/containers/x", "k")
        log.write("/etc/docker/other", "k")
        #expect(
            log.places == [
                "/etc/docker/daemon.json 1001- event", "/var/lib/docker 1002- event", "/etc/docker 1003- event",
            ]
        )
    }

    @Test func `is every place of a key of which a rule is removed`() {
        var log = Lines()
        log.load("k", "/etc/docker")
        log.load("k", "/etc/containerd")
        log.load("l", "/etc/audit")
        log.remove("k")
        #expect(
            log.places == ["/etc/docker 1001-1004 rule", "/etc/containerd 1002-1004 rule", "/etc/audit 1003- rule"]
        )
        log.write("/etc/docker/x", "k")
        #expect(log.places.first == "/etc/docker 1001-1004 rule 1005- event")
    }

    @Test func `is every place after a start of the machine, until rules are loaded`() {
        var log = Lines()
        log.load("k", "/etc/docker")
        log.login()
        log.wait(60)
        log.start()
        log.load("k", "/etc/docker")
        log.add("SYSTEM_BOOT pid=3 uid=0 auid=4294967295 ses=4294967295 msg='op=boot res=success'")
        #expect(log.places.count == 1)
        #expect(log.places.first?.hasPrefix("/etc/docker 1001-") == true)
    }
}
