import DockerActivity
import Testing

@testable import Detections

@Suite("Sigma's rules on activities")
struct SigmaActivityTests {
    /// A shell's command edits daemon.json, enriched; the same with auditd's names left out.
    static func lines(isEnriched: Bool = true) -> [String] {
        let tail = { (names: String) in isEnriched ? "\u{1d}\(names)" : "" }
        let subject = "auid=1001 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=7"
        let names = tail("ARCH=x86_64 SYSCALL=execve AUID=\"alice\" UID=\"root\" EUID=\"root\"")
        let openNames = tail("ARCH=x86_64 SYSCALL=openat AUID=\"alice\" UID=\"root\" EUID=\"root\"")
        return [
            "type=SYSCALL msg=audit(1700000000.100:1): arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=4 "
                + "items=1 ppid=10 pid=20 \(subject) comm=\"bash\" exe=\"/usr/bin/bash\" key=\"docker\"\(names)",
            "type=EXECVE msg=audit(1700000000.100:1): argc=3 a0=\"bash\" a1=\"-c\" a2=766920782079",
            "type=CWD msg=audit(1700000000.100:1): cwd=\"/root\"",
            "type=PATH msg=audit(1700000000.100:1): item=0 name=\"/usr/bin/bash\" inode=5 dev=fe:00 mode=0100755 ouid=0 ogid=0 "
                + "rdev=00:00 nametype=NORMAL",
            "type=SYSCALL msg=audit(1700000001.200:2): arch=c000003e syscall=257 success=yes exit=3 a0=ffffff9c a1=2 a2=241 "
                + "a3=1b6 items=2 ppid=20 pid=21 \(subject) comm=\"vi\" exe=\"/usr/bin/vim\" "
                + "key=646F636B65720173656C66\(openNames)",
            "type=CWD msg=audit(1700000001.200:2): cwd=\"/root\"",
            "type=PATH msg=audit(1700000001.200:2): item=0 name=\"/etc/docker/\" inode=7 dev=fe:00 mode=040755 ouid=0 ogid=0 "
                + "rdev=00:00 nametype=PARENT",
            "type=PATH msg=audit(1700000001.200:2): item=1 name=\"/etc/docker/daemon.json\" inode=8 dev=fe:00 mode=0100644 "
                + "ouid=0 ogid=0 rdev=00:00 nametype=CREATE",
        ]
    }

    static let own = "{product: linux, service: auditd, category: docker_host}\ntaxonomy: docktrail"

    private func matches(_ detection: String, _ logsource: String, isEnriched: Bool = true) -> Bool {
        var loader = DetectionLoader(reading: SigmaConstructTests.rule(detection, logsource: logsource))
        let library = loader.library()
        #expect(loader.problems == [])
        let log = SigmaLog(Self.lines(isEnriched: isEnriched))
        return !log.matches(activities: library).union(log.matches(records: library)).isEmpty
    }

    @Test(arguments: [
        ("s: {action: create, file.path: /etc/docker/daemon.json}\ncondition: s", true),
        ("s: {action: create, file.class: daemon-config, outcome: success}\ncondition: s", true),
        ("s: {action: create, file.class: socket}\ncondition: s", false),
        ("s: {action: create, file.class: [socket, daemon-*]}\ncondition: s", true),
        ("s: {action: create}\nt: {file.class|startswith: daemon}\ncondition: s and not t", false),
        ("s: {file.newMode: '0666', action: create}\ncondition: s", true),
        ("s: {key: self}\ncondition: s", true),
        ("s: {key|all: [docker, self]}\ncondition: s", true),
        ("s: {argument: vi x y}\ncondition: s", true),
        ("s: {subject.command|contains: 'vi x'}\ncondition: s", true),
        ("s: {subject.auid: 1001, subject.tty: pts0, subject.session: 7}\ncondition: s", true),
        ("s: {container.id: null}\ncondition: s", true),
        ("s: {container.id|exists: true}\ncondition: s", false),
        ("s: {syscall: openat, arch: x86_64}\ncondition: s", true),
        ("s: {subject.login|fieldref: subject.user}\ncondition: s", false),
        ("s: {subject.exe|re: '/vim?$'}\ncondition: s", true),
        ("s: {errno: EACCES}\ncondition: s", false),
        ("s: {file.inode|gte: 8}\ncondition: s", true),
    ])
    func `name the fields of an activity`(detection: String, expected: Bool) {
        #expect(matches(detection, Self.own) == expected)
    }

    @Test func `take names of users from auditd, and numbers where there are none`() {
        #expect(matches("s: {subject.login: alice}\ncondition: s", Self.own))
        #expect(!matches("s: {subject.login: 'uid:1001'}\ncondition: s", Self.own))
        #expect(
            matches("s: {subject.login: 'uid:1001', subject.user: root}\ncondition: s", Self.own, isEnriched: false)
        )
    }

    @Test(arguments: [
        ("s: {Image|endswith: /bash, CommandLine: 'bash -c vi x y'}\ncondition: s", true),
        ("s: {Image|endswith: /vim}\ncondition: s", false),
        ("s: {User: root, LogonId: 1001, ProcessId: 20, ParentProcessId: 10}\ncondition: s", true),
        // Nothing is known of process 10, nor of working directories.
        ("s: {Image|endswith: /bash}\np: {ParentImage|endswith: /sshd}\ncondition: s and not p", false),
        ("s: {Image|endswith: /bash}\np: {ParentImage|endswith: /sshd}\ncondition: s or p", true),
        ("s: {Image|endswith: /bash}\np: {CurrentDirectory: /root}\ncondition: s and not p", false),
    ])
    func `see executions as Sigma's processes`(detection: String, expected: Bool) {
        #expect(matches(detection, "{product: linux, category: process_creation}") == expected)
    }

    @Test(arguments: [
        ("s: {TargetFilename: /etc/docker/*, Image|endswith: vim}\ncondition: s", true),
        ("s: {ParentImage: /usr/bin/bash, ParentCommandLine|contains: vi}\ncondition: s", true),
        ("s: {TargetFilename: /etc/docker/*}\np: {ParentImage: /usr/bin/bash}\ncondition: s and not p", false),
        ("s: {TargetFilename: /usr/bin/bash}\ncondition: s", false),
    ])
    func `see changes as Sigma's files, with the parent that was seen before`(detection: String, expected: Bool) {
        #expect(matches(detection, "{product: linux, category: file_event}") == expected)
    }

    @Test(arguments: [true, false])
    func `see records with the names of calls, enriched or not`(isEnriched: Bool) {
        let auditd = "{product: linux, service: auditd}"
        #expect(
            matches(
                "s: {type: SYSCALL, SYSCALL: openat, a2: 241, exe|endswith: /vim}\ncondition: s",
                auditd,
                isEnriched: isEnriched
            )
        )
        #expect(matches("s: {ARCH: x86_64, key: self}\ncondition: s", auditd, isEnriched: isEnriched))
        #expect(
            matches(
                "s: {type: PATH, name: /etc/docker/*, nametype: create}\ncondition: s",
                auditd,
                isEnriched: isEnriched
            )
        )
        #expect(
            matches("s: {type: EXECVE, a2: 'vi x y'}\nk: ['vi x']\ncondition: s and k", auditd, isEnriched: isEnriched)
        )
        #expect(!matches("s: {type: PATH, exe: '*'}\ncondition: s", auditd, isEnriched: isEnriched))
        #expect(matches("s: {AUID: alice}\ncondition: s", auditd, isEnriched: isEnriched) == isEnriched)
    }

    @Test func `see the fields within a sender's text, and arguments that the kernel spread`() {
        let lines = [
            "type=SERVICE_STOP msg=audit(1700000000.100:1): pid=1 uid=0 auid=4294967295 ses=4294967295 "
                + "msg='unit=docker comm=\"systemd\" exe=\"/usr/lib/systemd/systemd\" hostname=? addr=? terminal=? res=success'",
            "type=EXECVE msg=audit(1700000000.200:2): argc=3 a0=\"sh\" a1_len=4 a1[0]=\"ab\"",
            "type=EXECVE msg=audit(1700000000.200:2): a1[1]=\"cd\" a2=\"-x\"",
        ]
        func matches(_ detection: String) -> Bool {
            var loader = DetectionLoader(reading: SigmaConstructTests.rule(detection))
            let library = loader.library()
            #expect(loader.problems == [])
            return !SigmaLog(lines).matches(records: library).isEmpty
        }
        #expect(matches("s: {type: SERVICE_STOP, unit: docker, res: success}\ncondition: s"))
        #expect(matches("s: {type: EXECVE, a0: sh, a1: abcd, a2: -x}\ncondition: s"))
        #expect(matches("s: {type: EXECVE}\nk: [abcd]\ncondition: s and k"))
    }

    @Test func `are narrowed by a site's filters`() {
        let rule = SigmaConstructTests.rule("s: {action: create}\ncondition: s", logsource: Self.own)
        func filter(_ rules: String, _ login: String) -> String {
            """
            title: Alice is the configuration's owner
            logsource: \(Self.own)
            filter:
              rules: \(rules)
              owner: {subject.login: \(login)}
              condition: not owner
            """
        }
        let log = SigmaLog(Self.lines())
        for (rules, login, expected) in [("[r]", "bob", true), ("[r]", "alice", false), ("any", "alice", false)] {
            var loader = DetectionLoader(reading: "\(rule)\n---\n\(filter(rules, login))")
            let library = loader.library()
            #expect(loader.problems == [])
            #expect(log.matches(activities: library).isEmpty != expected)
        }
        var loader = DetectionLoader(reading: "\(rule)\n---\n\(filter("[other]", "alice"))")
        let library = loader.library()
        #expect(log.matches(activities: library) == ["r"])
        #expect(loader.problems.map(\.reason) == ["the filter is for no rule that is loaded"])
    }

    @Test func `are explained part by part`() throws {
        let detection = "s: {action: create, file.path|endswith: /x.json}\nt: {subject.login: alice}\ncondition: s or t"
        var loader = DetectionLoader(reading: SigmaConstructTests.rule(detection, logsource: Self.own))
        let library = loader.library()
        let log = SigmaLog(Self.lines())
        let activity = try #require(log.batch.activities.last)
        let explanation = try #require(library.explain("r", activity, of: log.batch))
        #expect(explanation.matches == .yes)
        #expect(explanation.searches.map(\.name) == ["s", "t"])
        #expect(explanation.searches.map(\.holds) == [.no, .yes])
        #expect(explanation.searches.first?.items.map(\.holds) == [.yes, .no])
        #expect(explanation.searches.first?.items.map(\.text) == ["action: create", "file.path|endswith: /x.json"])
        #expect(explanation.searches.first?.items.last?.values == [Array("/etc/docker/daemon.json".utf8)])

        var records = DetectionLoader(
            reading: SigmaConstructTests.rule("s: {type: PATH, nametype: CREATE}\ncondition: s")
        )
        let event = try #require(log.events.last)
        let explanations = records.library().explain("r", event)
        #expect(explanations.map(\.explanation.matches) == [.no, .no, .no, .yes])
    }

    @Test func `that the program brings can all be run`() {
        var loader = DetectionLoader.embedded()
        let library = loader.library()
        #expect(library.cards.count >= 60)
        #expect(loader.problems == [])
    }

    @Test func `make way for a site's own with the same id, and can be left out`() {
        var loader = DetectionLoader()
        let rule = SigmaConstructTests.rule("s: {action: create}\ncondition: s", logsource: Self.own)
        loader.add(rule, file: nil)
        loader.add(rule, file: "mine.yml")
        loader.add(rule, file: "again.yml")
        let library = loader.library()
        #expect(library.cards.map(\.file) == ["mine.yml"])
        #expect(loader.problems.map(\.reason) == ["there is another detection with this id in mine.yml"])
        let disabled = ["r", "q"].map { id in loader.disable(id) }
        #expect(disabled == [true, false])
        let rest = loader.library()
        #expect(rest.cards.isEmpty)
    }
}
