import AuditRecords
import DockerActivity
import Testing

@Suite struct `An edit` {
    private let config = "/etc/docker/daemon.json"

    /// What vi does when it writes a file, with its swap file there already.
    private func writeWithVi(_ story: inout EditStory) {
        story.add(.create, "/etc/docker/4913", inode: 5)
        story.add(.chown, inode: 5)
        story.add(.delete, "/etc/docker/4913", inode: 5)
        story.add(.delete, "/etc/docker", error: 2, isDirectoryOnly: true)
        story.add(.rename, "\(config)~", from: config, inode: 3)
        story.add(.create, config, inode: 5)
        story.add(.chmod, inode: 5)
        story.add(.setxattr, config, inode: 5)
        story.add(.delete, "\(config)~", inode: 3)
        story.add(.delete, "/etc/docker/.daemon.json.swp", inode: 4)
    }

    @Test func `by vi is about the file, not about those beside it`() {
        var story = EditStory()
        story.add(.create, "/etc/docker/.daemon.json.swp", inode: 4)
        story.add(.create, "/etc/docker/.daemon.json.swx", inode: 6)
        story.add(.delete, "/etc/docker/.daemon.json.swx", inode: 6)
        story.add(.delete, "/etc/docker/.daemon.json.swp", inode: 4)
        story.add(.create, "/etc/docker/.daemon.json.swp", inode: 4)
        story.wait(seconds: 600)
        writeWithVi(&story)
        #expect(story.told() == ["replaced \(config) 15"], "ten minutes with the swap file there")
        let passed = story.edits()[0].passed.map { [story.edits()[0].string($0.path), "\($0.steps)"] }
        #expect(
            passed == [
                ["\(config)~", "2"], ["/etc/docker/.daemon.json.swp", "4"], ["/etc/docker/.daemon.json.swx", "2"],
                ["/etc/docker/4913", "2"], ["/etc/docker", "1"],
            ]
        )
    }

    @Test func `that leaves its swap file is still one`() {
        var story = EditStory()
        story.add(.create, "/etc/docker/.daemon.json.swp", inode: 4)
        story.wait(seconds: 2000)
        writeWithVi(&story)
        #expect(story.told() == ["created /etc/docker/.daemon.json.swp 1", "replaced \(config) 10"])
    }

    @Test func `by sed, install or ln is known by what the steps did`() {
        var story = EditStory()
        story.add(.create, "/etc/docker/sedOQuQiW", inode: 2)
        story.add(.chown, inode: 2)
        story.add(.setxattr, inode: 2)
        story.add(.rename, config, from: "/etc/docker/sedOQuQiW", inode: 2, replaces: true)
        story.process = 101
        story.add(.delete, config, inode: 2)
        story.add(.create, config, inode: 3)
        story.add(.setxattr, inode: 3)
        story.add(.chown, config, inode: 3)
        story.add(.chmod, config, inode: 3)
        story.process = 102
        story.add(.link, "/etc/docker", from: "/root/h", error: 17, isDirectoryOnly: true)
        story.add(.link, "/etc/docker/CucYAIje", from: "/root/h", inode: 9)
        story.add(.rename, config, from: "/etc/docker/CucYAIje", inode: 9, replaces: true)
        story.add(.delete, "/etc/docker", error: 2, isDirectoryOnly: true)
        #expect(
            story.told() == ["replaced \(config) 4", "replaced \(config) 5", "replaced \(config) from /root/h 4"]
        )
        #expect(story.edits().last?.activity.action == .link)
    }

    @Test func `says what it cannot know no better than the log`() {
        var story = EditStory()
        for (process, action) in [(1, Action.create), (2, .openWrite), (3, .truncate), (4, .delete), (5, .mkdir)] {
            story.process = UInt32(process)
            story.add(action, "/etc/docker/\(process)")
        }
        story.process = 6
        story.add(.rename, config, from: "/tmp/new", replaces: true)
        story.process = 7
        story.add(.rename, "/etc/docker/other", from: "/tmp/other")
        story.process = 8
        story.add(.create, "/etc/docker/.tmp")
        story.add(.rename, "/etc/docker/first", from: "/etc/docker/.tmp")
        story.process = 9
        story.add(.create, "/etc/docker/gone")
        story.add(.delete, "/etc/docker/gone")
        story.process = 10
        story.add(.chmod, config)
        story.add(.chown, config)
        #expect(
            story.told() == [
                "created /etc/docker/1 1", "opened /etc/docker/2 1", "truncate /etc/docker/3 1",
                "deleted /etc/docker/4 1", "mkdir /etc/docker/5 1", "replaced \(config) from /tmp/new 1",
                "renamed /etc/docker/other from /tmp/other 1", "created /etc/docker/first 2",
                "passing /etc/docker/gone 2", "attributes \(config) 2",
            ]
        )
    }

    @Test func `goes on in another process with a file that was made for it`() {
        func story(session: UInt32, loginID: UInt32 = 1001, after seconds: Int64 = 0) -> [String] {
            var story = EditStory()
            story.loginID = loginID
            story.add(.create, "\(config).new", inode: 2)
            story.process = 101
            story.add(.openWrite, "\(config).new", inode: 2)
            story.wait(seconds: seconds)
            story.process = 102
            story.session = session
            story.add(.rename, "/etc/docker", error: 17, isDirectoryOnly: true)
            story.add(.rename, config, from: "\(config).new", inode: 2, replaces: true)
            return story.told()
        }
        #expect(story(session: 7) == ["replaced \(config) 4"])
        let apart = ["created \(config).new 2", "replaced \(config) from \(config).new 2"]
        #expect(story(session: 8) == apart, "another session")
        #expect(story(session: 7, after: 6) == apart, "later")
        #expect(
            story(session: 7, loginID: SubjectFacts.unset).count == 3,
            "daemons share nothing but that they are such"
        )
    }

    @Test func `is one for each file`() {
        var story = EditStory()
        for unit in ["docker.service", "docker.socket"] {
            let path = "/usr/lib/systemd/system/\(unit)"
            story.add(.link, "\(path).dpkg-tmp", from: path)
        }
        for unit in ["docker.service", "docker.socket"] {
            let path = "/usr/lib/systemd/system/\(unit)"
            story.add(.rename, path, from: "\(path).dpkg-new", replaces: true)
        }
        story.add(.delete, "/etc/docker/a")
        story.add(.delete, "/etc/docker/b")
        let path = "/usr/lib/systemd/system/docker"
        #expect(
            story.told() == [
                "replaced \(path).service from \(path).service.dpkg-new 2",
                "replaced \(path).socket from \(path).socket.dpkg-new 2", "deleted /etc/docker/a 1",
                "deleted /etc/docker/b 1",
            ]
        )
    }

    @Test func `does not swallow a file that is left in place`() {
        var story = EditStory()
        story.add(.openWrite, config)
        story.add(.create, "/etc/docker/~")
        story.add(.create, "/etc/docker/evil.lock")
        #expect(
            story.told() == ["opened \(config) 1", "created /etc/docker/~ 1", "created /etc/docker/evil.lock 1"]
        )
    }

    @Test func `of a file that was moved away and back is two`() {
        var story = EditStory()
        story.add(.rename, "/tmp/d", from: config, inode: 2)
        story.process = 101
        story.add(.rename, config, from: "/tmp/d", inode: 2)
        #expect(story.told() == ["renamed /tmp/d from \(config) 1", "renamed \(config) from /tmp/d 1"])
    }

    @Test func `of the account files is one of each command`() {
        var story = EditStory()
        story.add(.execute, "/usr/sbin/usermod")
        story.add(.openWrite, "/etc/gshadow")
        story.add(.openWrite, "/etc/group")
        story.addGroup(.groupAddMember, member: "mallory")
        story.addGroup(.groupAddMember, member: "mallory")
        story.add(.rename, "/etc/gshadow", from: "/etc/gshadow+", replaces: true)
        story.add(.rename, "/etc/group", from: "/etc/group+", replaces: true)
        #expect(
            story.told() == [
                "execute /usr/sbin/usermod 1", "replaced /etc/group from /etc/group+ 4 +1",
                "group-add-member mallory × 2",
            ]
        )
    }

    @Test func `never hides an attempt that was refused`() {
        var story = EditStory()
        story.add(.create, config)
        story.add(.openWrite, config, error: 13)
        story.add(.openWrite, config, error: 13)
        story.add(.openWrite, config, error: 1)
        story.add(.openWrite, config, error: 26)
        story.add(.chmod, config)
        #expect(
            story.told() == [
                "created \(config) 2", "open-write failed \(config) × 2", "open-write failed \(config) 1",
                "open-write failed \(config) 1",
            ]
        )
    }

    @Test func `that only repeats the one before is counted with it`() {
        var story = EditStory()
        func connect(_ process: UInt32, _ path: String = "/run/docker.sock") {
            story.process = process
            story.add(.connect, path)
        }
        connect(1)
        connect(1)
        connect(2)
        story.wait(seconds: 5)
        connect(3)
        #expect(story.told() == ["connect /run/docker.sock × 4"])
        connect(4, "/run/containerd/containerd.sock")
        story.executable = "/usr/bin/curl"
        connect(5, "/run/containerd/containerd.sock")
        story.session = 8
        connect(6, "/run/containerd/containerd.sock")
        story.wait(seconds: 6)
        connect(7, "/run/containerd/containerd.sock")
        #expect(
            story.told().dropFirst() == Array(repeating: "connect /run/containerd/containerd.sock 1", count: 4)[...]
        )
        #expect(story.edits()[0].activity.evidence.count == 4)
    }

    @Test func `is as grave as its gravest step`() {
        var story = EditStory()
        story.add(.create, "/etc/docker/.tmp")
        story.judge(.suspicious)
        story.add(.rename, config, from: "/etc/docker/.tmp")
        story.judge(.routine)
        let edit = story.edits()[0]
        #expect(edit.activity.disposition == .suspicious && edit.steps == 2)
        #expect(edit.activity.stamp.serial == 1 && edit.last.serial == 2 && edit.activity.evidence.line == 1)
    }
}
