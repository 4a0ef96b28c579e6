import AuditRecords
import DockerActivity
import Reports
import Testing

@Suite struct `A timeline for people` {
    private func shown(
        _ sample: SampleBatch,
        width: Int?,
        colour: Bool = false,
        nodes: Bool = false,
        zone: DisplayZone? = DisplayZone(named: "Europe/Berlin")
    ) throws -> String {
        var renderer = TextTimeline(
            context: SampleBatch.context,
            zone: try #require(zone),
            width: width,
            style: TextStyle(hasColour: colour),
            showsNodes: nodes
        )
        return output {
            renderer.appendHeader(to: &$0)
            renderer.append(0..<sample.batch.activities.count, of: sample.batch, to: &$0)
        }
    }

    @Test func `fits 80 columns`() throws {
        #expect(
            try shown(.evening, width: 80) == #"""
                Times are in Europe/Berlin.
                  TIME     LOGIN → USER    ACTION       FILE                       PROCESS
                Friday 2026-11-20 (UTC+01:00)
                  22:12:18 alice → root    create       /etc/docker/x              sh
                ! 22:12:18 alice → root    rename       /etc/docker/daemon.json ← x  mv
                  22:12:31 mallory         open-write refused EACCES /etc/docker/daemon.json  vi
                  22:12:38 bob → root      create       /etc/systemd/syst….d/override.conf  nano
                ! 22:12:49 alice → root    group-add-member docker, member mallory  usermod
                  22:12:58 alice → root    audit-rule-remove /etc/docker, key docker  auditctl
                  22:13:10 unset → root    delete ×12   /var/lib/docker…/diff/etc/hosts  dockerd
                  22:13:18 alice → root    create       "/et…/evil  vi \e[2J\u{202E}.json"  a\nb
                Saturday 2026-11-21 (UTC+01:00)
                  00:42:18 alice → root    symlink      /etc/docker/certs.d → /root/certs  ln
                  00:42:19 alice → root    chmod        inode 983938 on fe:00      sh
                  00:42:20 alice → root    delete failed ENOENT in /etc/docker     sh
                  00:42:21 alice → root    open-write (unknown) daemon.json (unresolved)  sh

                """#
        )
    }

    @Test func `says more on a wide terminal`() throws {
        #expect(
            try shown(.evening, width: 132) == #"""
                Times are in Europe/Berlin.
                  TIME                 SERIAL   LOGIN → USER        ACTION         FILE                                        PROCESS
                  2026-11-20 22:12:18  44595    alice → root        create         /etc/docker/x                               sh (/usr/bin/dash)
                ! 2026-11-20 22:12:18  44595    alice → root        rename         /etc/docker/daemon.json ← x                 /usr/bin/mv
                  2026-11-20 22:12:31  44608    mallory             open-write refused EACCES  /etc/docker/daemon.json       vi (/usr/bin/vim.basic)
                  2026-11-20 22:12:38  44615    bob → root          create         /etc/systemd/system/docker.service.d/override.conf  /usr/bin/nano
                ! 2026-11-20 22:12:49  44626    alice → root        group-add-member  docker, member mallory                   /usr/sbin/usermod
                  2026-11-20 22:12:58  44635    alice → root        audit-rule-remove  /etc/docker, key docker                 /usr/sbin/auditctl
                  2026-11-20 22:13:10  44647    unset → root        delete ×12     /var/lib/docker/overlay…6d7e8f9/diff/etc/hosts  /usr/sbin/dockerd
                  2026-11-20 22:13:18  44655    alice → root        create         "/etc/docker/evil  vi \e[2J\u{202E}.json"   a\nb (/usr/bin/dash)
                  2026-11-21 00:42:18  53595    alice → root        symlink        /etc/docker/certs.d → /root/certs           /usr/bin/ln
                  2026-11-21 00:42:19  53596    alice → root        chmod          inode 983938 on fe:00                       sh (/usr/bin/dash)
                  2026-11-21 00:42:20  53597    alice → root        delete failed ENOENT  in /etc/docker                       sh (/usr/bin/dash)
                  2026-11-21 00:42:21  53598    alice → root        open-write (unknown)  daemon.json (unresolved)             sh (/usr/bin/dash)

                """#
        )
    }

    @Test func `cuts nothing for a pipe`() throws {
        let text = try shown(.evening, width: nil)
        #expect(!text.contains("…"))
        #expect(
            text.contains("/var/lib/docker/overlay2/0a1b2c3d4e5f60718293a4b5c6d7e8f9/diff/etc/hosts  /usr/sbin/dockerd")
        )
    }

    @Test func `takes nothing away with its colour`() throws {
        let coloured = try shown(.evening, width: 80, colour: true)
        #expect(coloured.contains("\u{1b}[1;31mopen-write refused EACCES\u{1b}[0m"))
        #expect(coloured.contains("\u{1b}[1m/etc/docker/x\u{1b}[0m"))
        #expect(coloured.contains("\u{1b}[2mdelete ×12\u{1b}[0m"))
        let plain = coloured.replacing(/\u{1b}\[[0-9;]*m/, with: "")
        #expect(plain == (try shown(.evening, width: 80)))
    }

    @Test func `names the node where there are several`() throws {
        var sample = SampleBatch()
        sample.add(.create) {
            $0.node = $1.store("web1")
            $0.file = $1.file("/etc/docker/x")
        }
        #expect(try shown(sample, width: 132, nodes: true).contains("web1: alice → root"))
        #expect(!(try shown(sample, width: 132)).contains("web1"))
    }

    @Test func `shows whose rights were used`() throws {
        var sample = SampleBatch()
        sample.add(.create) {  // a set-uid program
            $0.subject.userID = 1001
            $0.subject.user = $1.store("alice")
            $0.subject.effectiveUserID = 0
        }
        sample.add(.create) { activity, _ in
            activity.subject.userID = 77
            activity.subject.effectiveUserID = nil
        }
        sample.add(.create) { activity, _ in
            activity.subject.loginID = nil
            activity.subject.login = ByteRange()
        }
        sample.add(.create) {
            $0.subject.login = $1.store("a-very-long-user-name")
        }
        let lines = try shown(sample, width: 80).split(separator: "\n").dropFirst(3)
        #expect(
            lines.map { $0.dropFirst(11).prefix(16) } == [
                "alice → root    ", "alice → uid:77  ", "? → root        ", "a-very… → root  ",
            ]
        )
    }

    @Test func `heads each day anew, in the zone's days`() throws {
        var sample = SampleBatch()
        for hours: Int64 in [0, 1, 2, 24, 3] { sample.add(.create, after: hours * 3600) { _, _ in } }
        let headings = try shown(sample, width: 80).split(separator: "\n").filter { $0.contains("day 2026") }
        #expect(
            headings == [
                "Friday 2026-11-20 (UTC+01:00)", "Saturday 2026-11-21 (UTC+01:00)",
            ]
        )
        let inUTC = try shown(sample, width: 80, zone: .utc)
        #expect(inUTC.contains("Friday 2026-11-20 (UTC)\n  21:12:18"))
    }

    @Test(arguments: [60, 61, 79, 80, 81, 100, 109, 110, 111, 120, 132, 160, 200])
    func `fits each width and stays harmless, whatever the names`(width: Int) throws {
        var random = SeededBytes(seed: UInt64(width))
        var sample = SampleBatch()
        for round in 0..<120 {
            let action = try #require(Action.allCases.randomElement(using: &random))
            let texts = (0..<7).map { _ in random.hostileText(upTo: round.isMultiple(of: 5) ? 90 : 12) }
            let kind = Int.random(in: 0..<3, using: &random)
            let outcome = try #require(Outcome.allCases.randomElement(using: &random))
            let error = Int32.random(in: 0...140, using: &random)
            sample.add(action, after: Int64(round) * 997) { activity, sample in
                activity.outcome = outcome
                activity.errorNumber = error
                activity.subject.login = sample.store(texts[0])
                activity.subject.effectiveUser = sample.store(texts[1])
                activity.subject.taskName = sample.store(texts[2])
                activity.subject.executable = sample.store(texts[3])
                switch kind {
                case 0:
                    var file = FileFacts()
                    file.path = sample.store(texts[4])
                    file.recorded = sample.store(texts[5])
                    file.from = sample.store(texts[6])
                    activity.file = file
                case 1:
                    var group = GroupFacts()
                    group.name = sample.store(texts[4])
                    group.member = sample.store(texts[5])
                    activity.group = group
                default:
                    var audit = AuditFacts()
                    audit.path = sample.store(texts[4])
                    audit.key = sample.store(texts[5])
                    audit.old = .min
                    audit.new = .max
                    activity.audit = audit
                }
            }
        }
        let text = try shown(sample, width: width)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let headings = lines.filter { $0.contains("day 20") && $0.contains("(UTC+0") }.count
        #expect(lines.count == 120 + headings + 3)
        for line in lines {
            // Our own escapes are ASCII, so that the escaper counts a backslash twice: take them out first.
            let seen = line.replacing("\\", with: "/")
            #expect(TerminalText.width(of: seen.utf8.span) <= width, "\(line)")
        }
        for scalar in text.unicodeScalars where scalar != "\n" {
            #expect(![.control, .format].contains(scalar.properties.generalCategory))
        }
    }

    @Test func `passes over positions that a batch does not have`() {
        let sample = SampleBatch.contractExample
        var renderer = NDJSONTimeline(context: SampleBatch.context)
        #expect(output { renderer.append(0..<5, of: sample.batch, to: &$0) }.split(separator: "\n").count == 1)
        #expect(output { renderer.append(3..<5, of: sample.batch, to: &$0) }.isEmpty)
    }
}
