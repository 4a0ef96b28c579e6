import AuditRecords
import Testing

@testable import Detections
@testable import DockerActivity

@Suite struct `What follows from a finding` {
    private static let start: Int64 = 1_795_000_000_000
    private let card = DetectionCard(id: "x", title: "X", level: .medium)

    /// What a story's edits and acts have in common: one event a second.
    private func stamp(_ second: Int64) -> Stamp {
        Stamp(milliseconds: Self.start + second * 1000, serial: UInt64(second))
    }

    private func actor(_ login: UInt32?, _ kind: SubjectKind = .person) -> Finding.Actor {
        var actor = Finding.Actor()
        actor.loginID = login
        actor.login = login.map { Array("user\($0)".utf8) } ?? []
        actor.kind = kind
        return actor
    }

    private func act(
        _ kind: LaterAct.Kind,
        _ name: String = "",
        at second: Int64,
        by actor: Finding.Actor,
        after: FileRights? = nil
    ) -> LaterAct {
        let event = Finding.Evidence(stamp: stamp(second), source: 0, line: UInt64(second))
        return LaterAct(kind: kind, event: event, actor: actor, name: Array(name.utf8), after: after)
    }

    private func edit(_ action: Action, _ path: String, mode: UInt32? = nil, at second: Int64 = 0) -> Edit {
        let text = Array(path.utf8)
        let evidence = Activity.Evidence(source: 0, line: UInt64(second))
        var activity = Activity(stamp: stamp(second), action: action, evidence: evidence)
        var file = FileFacts()
        file.path = ByteRange(start: 0, end: text.count)
        file.place = DockerPlace(path: text.span)
        file.resolvedBy = .name
        file.mode = mode
        activity.file = file
        activity.outcome = .success
        activity.subject.loginID = 1001
        return Edit(activity, text: text)
    }

    private func watch(_ edit: Edit) -> Watch {
        var watch = Watch()
        watch.add(edit)
        return watch
    }

    private func told(_ watch: Watch) -> [String] {
        watch.consequences.map { "\($0.kind) by \($0.actor.loginID ?? 0)" }
    }

    @Test func `is who ran a changed program, each once, until a package manager puts its own there`() {
        var watch = watch(edit(.openWrite, "/usr/bin/docker"))
        for (second, login) in [(1, 1002), (2, 1002), (3, 1003)] as [(Int64, UInt32)] {
            watch.take(act(.run, "/usr/bin/docker", at: second, by: actor(login)))
        }
        watch.take(act(.run, "/usr/bin/dockerd", at: 4, by: actor(1004)))
        watch.take(act(.change, "/usr/bin/docker", at: 5, by: actor(1005, .packageManager)))
        watch.take(act(.run, "/usr/bin/docker", at: 6, by: actor(1006)))
        #expect(told(watch) == ["ran by 1002", "ran by 1003", "changed by 1005"])
    }

    @Test func `is nothing that came before`() {
        var watch = watch(edit(.openWrite, "/usr/bin/docker", at: 9))
        watch.take(act(.run, "/usr/bin/docker", at: 8, by: actor(1002)))
        #expect(watch.consequences.isEmpty)
    }

    @Test(arguments: [false, true])
    func `is a mode that is restored, and whether anybody connected in between`(isUsed: Bool) {
        var watch = watch(edit(.chmod, "/run/docker.sock", mode: 0o140660))
        if isUsed { watch.take(act(.connect, "/var/run/docker.sock", at: 1, by: actor(1002))) }
        watch.take(act(.connect, "/run/docker.sock", at: 1, by: actor(nil, .runtime)))
        watch.take(act(.mode, "/run/docker.sock", at: 2, by: actor(1001), after: FileRights(mode: 0o600)))
        watch.take(act(.mode, "/run/docker.sock", at: 3, by: actor(1001), after: FileRights(mode: 0o660)))
        #expect(told(watch) == (isUsed ? ["connected by 1002"] : []) + ["modeSet by 1001", "modeRestored by 1001"])
        #expect(watch.consequences.last?.isUnusedBefore == !isUsed)
        #expect(watch.consequences.last?.delay == 3000)
    }

    @Test func `is the first start of what reads the settings`() {
        var engine = watch(edit(.rename, "/etc/docker/daemon.json"))
        var containerd = watch(edit(.openWrite, "/etc/containerd/config.toml"))
        for program in ["/usr/bin/docker", "/usr/bin/dockerd", "/usr/bin/dockerd", "/usr/bin/containerd"] {
            engine.take(act(.run, program, at: 1, by: actor(nil)))
            containerd.take(act(.run, program, at: 1, by: actor(nil)))
        }
        #expect(engine.consequences.map(\.name) == [Array("/usr/bin/dockerd".utf8)])
        #expect(containerd.consequences.map(\.name) == [Array("/usr/bin/containerd".utf8)])
    }

    @Test func `is a member's first use, and being taken out again`() {
        let text = Array("dockeruser1002".utf8)
        var activity = Activity(
            stamp: stamp(0),
            action: .groupAddMember,
            evidence: Activity.Evidence(source: 0, line: 1)
        )
        var group = GroupFacts()
        group.name = ByteRange(start: 0, end: 6)
        group.member = ByteRange(start: 6, end: text.count)
        group.change = .add
        activity.group = group
        activity.outcome = .success
        for uses in [0, 2] {
            var watch = watch(Edit(activity, text: text))
            watch.take(act(.run, "/usr/bin/docker", at: 1, by: actor(1003)))
            for second in 0..<Int64(uses) { watch.take(act(.run, "/usr/bin/docker", at: 2 + second, by: actor(1002))) }
            watch.take(act(.leave, "user1002", at: 9, by: actor(1001)))
            watch.take(act(.run, "/usr/bin/docker", at: 10, by: actor(1002)))
            #expect(told(watch) == (uses > 0 ? ["used by 1002"] : []) + ["left by 1001"])
            #expect(watch.consequences.last?.isUnusedBefore == (uses == 0))
        }
    }

    @Test func `is told at most so many times, and counted beyond`() {
        var watch = watch(edit(.openWrite, "/usr/bin/docker"))
        for login in 0..<100 as Range<UInt32> {
            watch.take(act(.run, "/usr/bin/docker", at: Int64(login) + 1, by: actor(login + 2000)))
        }
        #expect(watch.consequences.count == Finding.consequencesLimit)
        #expect(watch.omitted == UInt64(100 - Finding.consequencesLimit))
    }

    @Test func `waits until findings are made, and leaves out what repeats a use`() {
        var acts = LaterActs()
        for second in 0..<5 as Range<Int64> { acts.add(act(.run, "/usr/bin/docker", at: second, by: actor(1002))) }
        acts.add(act(.change, "/usr/bin/docker", at: 5, by: actor(1001)))
        for second in 6..<9 as Range<Int64> { acts.add(act(.run, "/usr/bin/docker", at: second, by: actor(1002))) }
        #expect(acts.due(at: stamp(LaterActs.wait / 1000 - 1).milliseconds).isEmpty)
        let due = acts.due(at: stamp(LaterActs.wait / 1000 + 5).milliseconds)
        #expect(due.map(\.event.line) == [0, 5])
        #expect(acts.due(at: .max).map(\.event.line) == [6])
        for second in 0..<10_000 as Range<Int64> {
            acts.add(act(.change, "/etc/docker/\(second)", at: second / 1000, by: actor(1001)))
            _ = acts.excess()
            #expect(acts.isSound)
        }
    }

    // MARK: - Stories

    private func add(_ edit: Edit, to book: inout CaseBook, _ verdicts: inout Verdicts) {
        var edit = edit
        edit.burst = edit.activity.stamp.serial
        book.add(&edit, matching: [card], at: SiteSettings(), isWanted: true, into: &verdicts)
    }

    @Test func `is seen long after the finding was complete, and its own edits are none`() {
        var book = CaseBook()
        var verdicts = Verdicts()
        let day: Int64 = 86_400
        for second in [0, 1] as [Int64] {
            book.follow(act(.change, "/usr/bin/docker", at: second, by: actor(1001)))
            add(edit(.openWrite, "/usr/bin/docker", at: second), to: &book, &verdicts)
        }
        add(edit(.openWrite, "/etc/docker/other.json", at: day), to: &book, &verdicts)
        #expect(verdicts.findings.isEmpty, "it is followed what comes of it")
        book.follow(act(.run, "/usr/bin/docker", at: 2 * day, by: actor(1002)))
        book.finish(into: &verdicts)
        #expect(verdicts.findings.count == 2)
        let program = verdicts.findings.first { $0.file == Array("/usr/bin/docker".utf8) }
        #expect(program?.consequences.map(\.kind) == [.ran])
        #expect(program?.followedUntil == nil)
    }

    @Test func `is followed for a week, of so many findings`() {
        var book = CaseBook()
        var verdicts = Verdicts()
        let count = Int64(CaseBook.watchedLimit + 10)
        for number in 0..<count {
            add(edit(.create, "/etc/docker/\(number).json", at: number * 3600), to: &book, &verdicts)
            #expect(book.isSound)
        }
        #expect(!verdicts.findings.isEmpty)
        for finding in verdicts.findings {
            let age = (finding.followedUntil ?? 0) - finding.stamp.milliseconds
            #expect(age > CaseBook.watchedAge && age < CaseBook.watchedAge + 3 * 3_600_000)
        }
        book.finish(into: &verdicts)
        #expect(verdicts.findings.count == Int(count))
    }
}
