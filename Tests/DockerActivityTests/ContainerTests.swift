import Testing

@testable import DockerActivity

@Suite struct `A container` {
    private static let web = String(repeating: "a1", count: 32)
    private static let other = String(repeating: "b2", count: 32)

    @Test func `is known by its shim, and its starter surely by the only client`() {
        var story = ContainerStory()
        story.order("docker run --name web -v /srv:/data image sleep 9", by: ContainerStory.alice, process: 1000)
        story.create(Self.web)
        story.start(Self.web)
        story.shim(Self.web, process: 1010)
        story.write("/data/x", process: 1020, parent: 1010)
        let told = story.told()
        #expect(told.last?.container?.id == Self.web)
        #expect(told.last?.container?.name == "web")
        #expect(told.last?.container?.startedBy == 1001)
        #expect(told.last?.container?.confidence == .certain)
        #expect(told.last?.path == "/srv/x")
        #expect(told.last?.resolvedBy == .containerMount)
    }

    @Test func `is known by numbers where no shim is recorded, but never surely`() {
        var story = ContainerStory()
        story.order("docker run --name web image", by: ContainerStory.alice, process: 1000)
        story.create(Self.web)
        story.start(Self.web)
        story.write("/x", process: 1020, parent: 1010)
        #expect(story.lastContainer()?.id == Self.web)
        #expect(story.lastContainer()?.startedBy == 1001)
        #expect(story.lastContainer()?.confidence == .likely)
    }

    @Test func `is known long after its start by a name that only a container gives, and possibly then`() {
        var story = ContainerStory()
        story.learn("/etc/docker/daemon.json", inode: 500)
        story.order("docker run image", by: ContainerStory.alice, process: 1000)
        story.create(Self.web)
        story.start(Self.web)
        story.wait(milliseconds: 3_600_000)
        story.write("/other/daemon.json", inode: 500, process: 5000, parent: 4999)
        #expect(story.lastContainer() == nil)
        story.write("/host/etc/docker/daemon.json", inode: 500, process: 1020, parent: 1010)
        story.write("/host/etc/docker/daemon.json", inode: 500, process: 1020, parent: 1010)
        #expect(story.lastContainer()?.id == Self.web)
        #expect(story.lastContainer()?.startedBy == 1001)
        #expect(story.lastContainer()?.confidence == .possible)
    }

    @Test func `is not the one of a process whose parent is older than its start`() {
        var story = ContainerStory()
        story.order("docker run image", by: ContainerStory.alice, process: 1000)
        story.create(Self.web)
        story.start(Self.web)
        story.write("/x", process: 1020, parent: 990)
        #expect(story.lastContainer() == nil)
    }

    @Test func `is not guessed among two that started at once`() {
        var story = ContainerStory()
        story.order("docker run image", by: ContainerStory.alice, process: 1000)
        story.create(Self.web)
        story.start(Self.web)
        story.create(Self.other)
        story.start(Self.other)
        story.write("/x", process: 1020, parent: 1010)
        #expect(story.lastContainer() == nil)
    }

    @Test func `is told from another by what it was to run`() {
        var story = ContainerStory()
        story.order("docker run --name one image sh -c first", by: ContainerStory.alice, process: 1000)
        story.create(Self.web)
        story.start(Self.web)
        story.order("docker run --name two image sh -c second", by: ContainerStory.bob, process: 1001)
        story.create(Self.other)
        story.start(Self.other)
        story.write("/x", process: 1020, parent: 1010, title: "sh -c first")
        #expect(story.lastContainer()?.name == "one")
        #expect(story.lastContainer()?.startedBy == 1001)
    }

    @Test func `has several candidates where two users were active, and nobody surely`() {
        var story = ContainerStory()
        story.order("docker run image", by: ContainerStory.alice, process: 1000)
        story.order("docker run image", by: ContainerStory.bob, process: 1001)
        story.create(Self.web)
        story.start(Self.web)
        story.shim(Self.web, process: 1010)
        story.write("/x", process: 1020, parent: 1010)
        #expect(story.lastContainer()?.confidence == .possible)
        #expect(story.lastContainer()?.candidates == ["uid:1001", "uid:1002"])
    }

    @Test func `is not of a user who only looked`() {
        var story = ContainerStory()
        story.order("docker run image", by: ContainerStory.alice, process: 1000)
        story.order("docker ps -a", by: ContainerStory.bob, process: 1001)
        story.create(Self.web)
        story.start(Self.web)
        story.shim(Self.web, process: 1010)
        story.write("/x", process: 1020, parent: 1010)
        #expect(story.lastContainer()?.startedBy == 1001)
        #expect(story.lastContainer()?.candidates == [])
    }

    @Test func `that the engine starts by itself has no starter`() {
        var story = ContainerStory()
        story.start(Self.web)
        story.shim(Self.web, process: 1010)
        story.write("/x", process: 1020, parent: 1010)
        #expect(story.lastContainer()?.id == Self.web)
        #expect(story.lastContainer()?.startedBy == nil)
        #expect(story.lastContainer()?.confidence == nil)
    }

    @Test func `that another one had started names who is behind that one, less surely`() {
        var story = ContainerStory()
        story.order("docker run --name ci image", by: ContainerStory.alice, process: 1000)
        story.create(Self.web)
        story.start(Self.web)
        story.shim(Self.web, process: 1010)
        story.connect(by: ContainerStory.unset, process: 1020, parent: 1010, program: "/usr/local/bin/docker")
        story.create(Self.other)
        story.start(Self.other)
        story.shim(Self.other, process: 1030)
        story.write("/x", process: 1040, parent: 1030)
        #expect(story.lastContainer()?.id == Self.other)
        #expect(story.lastContainer()?.startedFrom == Self.web)
        #expect(story.lastContainer()?.startedBy == 1001)
        #expect(story.lastContainer()?.confidence == .possible)
    }

    @Test func `names who ran a program in it for what that program does`() {
        var story = ContainerStory()
        story.order("docker run --name web image sleep 9", by: ContainerStory.alice, process: 1000)
        story.create(Self.web)
        story.start(Self.web)
        story.shim(Self.web, process: 1010)
        story.write("/x", process: 1020, parent: 1010)
        story.wait(milliseconds: 60_000)
        story.order("docker exec -it web sh", by: ContainerStory.bob, process: 1100)
        story.write("/y", process: 1110, parent: 1010)
        story.write("/z", process: 1120, parent: 1110)
        story.write("/x", process: 1020, parent: 1010)
        let containers = story.told().compactMap(\.container)
        #expect(containers.map(\.startedBy) == [1001, 1002, 1002, 1001])
        #expect(containers.map(\.isExecuted) == [false, true, true, false])
        #expect(containers.allSatisfy { $0.id == Self.web })
    }

    @Test func `gives its shim's number back when it ends`() {
        var story = ContainerStory()
        story.order("docker run image", by: ContainerStory.alice, process: 1000)
        story.create(Self.web)
        story.start(Self.web)
        story.write("/x", process: 1020, parent: 1010)
        story.end(Self.web)
        story.wait(milliseconds: 3_600_000)
        story.write("/x", process: 5000, parent: 1010)
        #expect(story.told().last?.container == nil)
    }

    @Test func `has the names and mounts that the engine's files tell`() {
        var known = KnownContainer(id: Array(Self.web.utf8))
        known.name = Array("pwn".utf8)
        known.command = Array("sh -c evil".utf8)
        known.mounts = [(Array("/host".utf8), Array("/".utf8)), (Array("/host/tmp".utf8), [])]
        var story = ContainerStory()
        story.connect(by: ContainerStory.alice, process: 1000)
        story.create(Self.web)
        story.start(Self.web)
        story.write("/host/etc/passwd", process: 1020, parent: 1010, title: "sh -c evil")
        story.write("/host/tmp/x", inode: 301, process: 1020, parent: 1010, title: "sh -c evil")
        let told = story.told(knowing: [known]).suffix(2)
        #expect(told.map(\.container?.name) == ["pwn", "pwn"])
        #expect(told.map(\.path) == ["/etc/passwd", ""])
        #expect(told.map(\.resolvedBy) == [.containerMount, .unresolved])
    }
}
