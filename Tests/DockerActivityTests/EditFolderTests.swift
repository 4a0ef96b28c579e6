import AuditRecords
import DockerActivity
import TestSupport
import Testing

@Suite struct `Folding edits` {
    @Test func `ends an edit when its process pauses, and when the clock is set back`() {
        var story = EditStory()
        story.add(.openWrite, "/etc/docker/daemon.json")
        story.wait(seconds: 5)
        story.add(.openWrite, "/etc/docker/daemon.json")
        story.wait(seconds: 6)
        story.add(.openWrite, "/etc/docker/daemon.json")
        story.wait(seconds: -3600)
        story.add(.openWrite, "/etc/docker/daemon.json")
        #expect(story.edits().map(\.steps) == [2, 1, 1])
    }

    @Test func `ends the edits of a process that never pauses`() {
        var story = EditStory()
        for _ in 0..<100 {
            story.add(.openWrite, "/var/lib/docker/network/files/local-kv.db")
            story.wait(seconds: 1)
        }
        #expect(story.edits().map(\.steps) == [61, 39], "by its age of a minute")
        var limits = EditFolder.Limits()
        limits.steps = 30
        #expect(story.edits(limits).map(\.steps) == [30, 30, 30, 10])
    }

    @Test func `keeps a process apart from one that no record numbers`() {
        var story = EditStory()
        story.process = nil
        story.add(.openWrite, "/etc/docker/daemon.json")
        story.add(.openWrite, "/etc/docker/daemon.json")
        #expect(story.edits().count == 2)
    }

    @Test func `gives an edit out when it can be sure of it`() {
        var story = EditStory()
        story.add(.openWrite, "/etc/docker/daemon.json")
        var folder = EditFolder()
        #expect(story.feed(&folder).isEmpty)
        var given = 0
        let time = story.edits()[0].last.milliseconds
        folder.close(at: time + 5000) { _ in given += 1 }
        #expect(given == 0)
        folder.close(at: time + 5001) { _ in given += 1 }
        #expect(given == 1)
        folder.finish { _ in given += 1 }
        #expect(given == 1)
    }

    @Test(arguments: 0..<60)
    func `makes each activity a step of one edit, in order, and always the same`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed) &* 0x9e37 &+ 1)
        var story = EditStory()
        let names = ["daemon.json", "daemon.json~", ".daemon.json.swp", "4913", "x", "x+", "x.lock"]
        let folders = ["/etc/docker/", "/tmp/", ""]
        func path() -> String {
            "\(folders.randomElement(using: &random) ?? "")\(names.randomElement(using: &random) ?? "")"
        }
        for _ in 0..<600 {
            story.process = [1, 2, 3, nil].randomElement(using: &random) ?? nil
            story.session = UInt32.random(in: 7...8, using: &random)
            story.loginID = Bool.random(using: &random) ? 1001 : SubjectFacts.unset
            if Int.random(in: 0..<20, using: &random) == 0 {
                story.wait(seconds: Int64.random(in: 0...12, using: &random))
            }
            guard let action = Action.allCases.randomElement(using: &random) else { continue }
            story.add(
                action,
                Int.random(in: 0..<8, using: &random) == 0 ? "" : path(),
                from: [.rename, .link, .symlink].contains(action) ? path() : "",
                inode: Bool.random(using: &random) ? UInt64.random(in: 1...4, using: &random) : nil,
                replaces: Bool.random(using: &random),
                error: [0, 0, 0, 2, 13, 17].randomElement(using: &random) ?? 0,
                isDirectoryOnly: Int.random(in: 0..<10, using: &random) == 0
            )
        }
        var small = EditFolder.Limits()
        small.steps = 5
        small.bursts = 2
        small.heldSteps = 9
        for limits in [EditFolder.Limits(), small] {
            let edits = story.edits(limits)
            #expect(edits.reduce(0) { $0 + $1.steps } == UInt64(story.count))
            let serials = edits.map(\.activity.stamp.serial)
            #expect(zip(serials, serials.dropFirst()).allSatisfy { $0 < $1 })
            #expect(edits.allSatisfy { $0.last >= $0.activity.stamp })
            #expect(story.told(limits) == edits.map(\.told))
        }
    }
}
