import AuditEvents
import AuditRecords
import DockerActivity
import TestSupport
import Testing

@Suite struct `A call on a file` {
    typealias Item = MadeUpCall.Item

    /// What is expected of one event.
    struct Told: Equatable, CustomStringConvertible {
        var action: Action
        var path: String
        var from = ""
        var resolvedBy = PathResolution.name
        var description: String { "\(action) \(path) from \(from) by \(resolvedBy)" }

        init(_ action: Action, _ path: String, from: String = "", _ resolvedBy: PathResolution = .name) {
            self.action = action
            self.path = path
            self.from = from
            self.resolvedBy = resolvedBy
        }
    }

    private func told(_ call: MadeUpCall) -> [Told] { told(call.lines) }

    private func told(_ lines: [String]) -> [Told] {
        let log = ActivityLog(lines)
        return log.activities.map { activity in
            Told(
                activity.action,
                log.text(activity.file?.path),
                from: log.text(activity.file?.from),
                activity.file?.resolvedBy ?? .unresolved
            )
        }
    }

    private let parent = Item("\"/etc/docker/\"", "PARENT", inode: 9)

    /// A call in x86-64's table, by number, on one absolute name.
    struct Simple: CustomTestStringConvertible, Sendable {
        let number: Int
        let type: String
        let action: Action
        var arguments = ["7f", "7f", "0", "0"]
        var testDescription: String { "\(number) \(type) \(arguments)" }

        init(_ number: Int, _ type: String, _ action: Action, _ arguments: [String] = ["7f", "7f", "0", "0"]) {
            self.number = number
            self.type = type
            self.action = action
            self.arguments = arguments
        }
    }

    @Test(arguments: [
        Simple(2, "NORMAL", .openWrite, ["7f", "1", "0", "0"]), Simple(2, "NORMAL", .openRead, ["7f", "0", "0", "0"]),
        Simple(2, "CREATE", .create, ["7f", "41", "1a4", "0"]),
        Simple(2, "NORMAL", .openWrite, ["7f", "200", "0", "0"]),
        Simple(2, "NORMAL", .openRead, ["7f", "200002", "0", "0"]),
        Simple(257, "NORMAL", .openWrite, ["ffffff9c", "7f", "242", "1b6"]),
        Simple(257, "CREATE", .create, ["ffffff9c", "7f", "242", "1b6"]), Simple(85, "CREATE", .create),
        Simple(85, "NORMAL", .openWrite), Simple(83, "CREATE", .mkdir), Simple(258, "CREATE", .mkdir),
        Simple(84, "DELETE", .rmdir), Simple(87, "DELETE", .delete),
        Simple(263, "DELETE", .delete, ["ffffff9c", "7f", "0", "0"]),
        Simple(263, "DELETE", .rmdir, ["ffffff9c", "7f", "200", "0"]), Simple(133, "CREATE", .mknod),
        Simple(259, "CREATE", .mknod), Simple(90, "NORMAL", .chmod), Simple(268, "NORMAL", .chmod),
        Simple(452, "NORMAL", .chmod), Simple(92, "NORMAL", .chown), Simple(94, "NORMAL", .chown),
        Simple(260, "NORMAL", .chown), Simple(188, "NORMAL", .setxattr), Simple(189, "NORMAL", .setxattr),
        Simple(463, "NORMAL", .setxattr), Simple(197, "NORMAL", .removexattr), Simple(466, "NORMAL", .removexattr),
        Simple(76, "NORMAL", .truncate), Simple(166, "NORMAL", .umount), Simple(42, "NORMAL", .connect),
        Simple(49, "CREATE", .bind), Simple(59, "NORMAL", .execute), Simple(322, "NORMAL", .execute),
    ])
    func `is told by its action`(example: Simple) {
        var call = MadeUpCall(example.number, [parent, Item("\"/etc/docker/x\"", example.type)])
        call.arguments = example.arguments
        #expect(told(call) == [Told(example.action, "/etc/docker/x")])
    }

    @Test func `has numbers of its own on each architecture`() {
        func told(_ architecture: String, _ number: Int, _ type: String = "DELETE") -> Action? {
            var call = MadeUpCall(number, [parent, Item("\"/etc/docker/x\"", type)])
            call.architecture = architecture
            call.arguments = ["ffffff9c", "7f", "0", "0"]
            return ActivityLog(call.lines).activities.first?.action
        }
        #expect(told("40000003", 10) == .delete && told("40000003", 38) == .rename)
        #expect(told("40000003", 212, "NORMAL") == .chown && told("40000003", 15, "NORMAL") == .chmod)
        #expect(told("40000003", 193, "NORMAL") == .truncate && told("40000003", 301) == .delete)
        #expect(told("c00000b7", 35) == .delete && told("c00000b7", 34, "CREATE") == .mkdir)
        #expect(told("c00000b7", 276, "CREATE") == .rename && told("c00000b7", 53, "NORMAL") == .chmod)
        #expect(told("c00000b7", 87) == nil, "timerfd_gettime there, unlink on x86-64")
        #expect(told("c000003e", 0x4000_0057) == .delete, "x32")
        #expect(told("c000003e", 0) == nil && told("c000003e", 4_000_000_000) == nil)
    }

    @Test func `that renames tells both names`() {
        let parents = [parent, Item("\"/tmp\"", "PARENT", inode: 8)]
        let old = Item("\"/tmp/new\"", "DELETE", inode: 7)
        let new = Item("\"/etc/docker/daemon.json\"", "CREATE", inode: 7)
        let replaced = Item("\"/etc/docker/daemon.json\"", "DELETE", inode: 6)
        let expected = Told(.rename, "/etc/docker/daemon.json", from: "/tmp/new")
        #expect(told(MadeUpCall(82, parents + [old, new])) == [expected])
        #expect(told(MadeUpCall(82, parents + [old, replaced, new])) == [expected])
        func replaces(_ items: [Item]) -> Bool? {
            ActivityLog(MadeUpCall(82, items).lines).activities.first?.file?.isReplacement
        }
        #expect(replaces(parents + [old, new]) == false && replaces(parents + [old, replaced, new]) == true)
        // The kernel's slot, not the order of the lines, says which is which.
        var lines = MadeUpCall(82, parents + [old, replaced, new]).lines
        var random = SplitMix64(seed: 0x5)
        for _ in 0..<20 {
            lines.shuffle(using: &random)
            #expect(told(lines) == [expected])
        }
    }

    @Test func `that exchanges two names tells the second`() {
        let items = [
            Item("\"/etc/docker\"", "PARENT", inode: 9), Item("\"/etc/docker\"", "PARENT", inode: 9),
            Item("\"/etc/docker/a\"", "DELETE", inode: 1), Item("\"/etc/docker/b\"", "DELETE", inode: 2),
            Item("\"/etc/docker/b\"", "CREATE", inode: 1), Item("\"/etc/docker/a\"", "CREATE", inode: 2),
        ]
        var call = MadeUpCall(316, items)
        call.arguments = ["ffffff9c", "7f", "ffffff9c", "7f"]
        let expected = Told(.rename, "/etc/docker/b", from: "/etc/docker/a")
        #expect(told(call) == [expected])
        call.items.swapAt(4, 5)
        #expect(told(call) == [expected])
        call.items = items
        for index in call.items.indices { call.items[index].inode = nil }
        #expect(told(call) == [expected], "without inodes the names tell")
        for index in call.items.indices { call.items[index].inode = 5 }
        call.items.swapAt(4, 5)
        #expect(told(call) == [expected], "the same number on two devices")
    }

    @Test func `below a container's layer keeps its own name beside the layer's`() {
        let items = [
            Item("\"/\"", "PARENT", inode: 9), Item("\"/\"", "PARENT", inode: 9), Item("\"/a\"", "DELETE", inode: 1),
            Item("(null)", "DELETE", inode: 1), Item("(null)", "CREATE", inode: 1), Item("\"/b\"", "CREATE", inode: 1),
        ]
        #expect(told(MadeUpCall(82, items)) == [Told(.rename, "/b", from: "/a")])
    }

    @Test func `that was refused names what was asked for`() {
        var create = MadeUpCall(257, [parent])
        create.arguments = ["ffffff9c", "7f", "241", "1b6"]
        create.result = "success=no exit=-13"
        #expect(told(create) == [Told(.create, "/etc/docker", .parentOnly)])
        let refused = ActivityLog(create.lines).activities.first
        #expect(refused?.outcome == .failure && refused?.errorNumber == 13)
        #expect(refused?.file?.recorded.isEmpty == true)

        create.arguments[0] = "5"
        #expect(told(create) == [Told(.create, "/etc/docker", .parentOnly)], "an explicit path ends in a slash")
        create.items = [Item("\"/home/mallory\"", "PARENT")]
        #expect(told(create) == [Told(.create, "", .unresolved)], "the working directory, printed for a descriptor")

        var removal = MadeUpCall(87, [parent, Item("\"/etc/docker/key.json\"", "DELETE")])
        removal.result = "success=no exit=-1"
        #expect(told(removal) == [Told(.delete, "/etc/docker/key.json")])
        #expect(ActivityLog(removal.lines).activities.first?.errorNumber == 1)
    }

    @Test func `without a result has an unknown outcome`() {
        var call = MadeUpCall(87, [Item("\"/etc/docker/x\"", "DELETE")])
        for (result, outcome, number) in [
            ("", Outcome.unknown, Int32(0)), ("success=yes exit=3", .success, 0), ("success=no exit=-2", .failure, 2),
            ("success=no exit=-5000", .failure, 0), ("success=no exit=7", .failure, 0),
            ("success=no exit=-9223372036854775808", .failure, 0),
        ] {
            call.result = result
            let activity = ActivityLog(call.lines).activities.first
            #expect(activity?.outcome == outcome, "\(result)")
            #expect(activity?.errorNumber == number, "\(result)")
        }
    }

    @Test func `looks relative names up where that is known`() {
        func told(_ name: String, descriptor: String = "ffffff9c", cwd: String? = "\"/etc/docker\"") -> [Told] {
            var call = MadeUpCall(257, [Item(name, "CREATE")])
            call.arguments = [descriptor, "7f", "241", "1b6"]
            call.cwd = cwd
            return self.told(call)
        }
        #expect(told("\"daemon.json\"") == [Told(.create, "/etc/docker/daemon.json", .cwd)])
        #expect(told("\"x\"", descriptor: "ffffffffffffff9c") == [Told(.create, "/etc/docker/x", .cwd)])
        #expect(told("\"../../etc/./docker//x\"") == [Told(.create, "/etc/docker/x", .cwd)])
        #expect(told("\"../../../../x\"") == [Told(.create, "/x", .cwd)])
        #expect(told("\"daemon.json\"", descriptor: "3") == [Told(.create, "", .unresolved)])
        #expect(told("\"/etc/docker/../docker/x\"", descriptor: "3") == [Told(.create, "/etc/docker/x")])
        #expect(told("\"x\"", cwd: nil) == [Told(.create, "", .unresolved)])
        #expect(told("\"x\"", cwd: "(null)") == [Told(.create, "", .unresolved)])
        #expect(told("\"x\"", cwd: "2F746D702F612062") == [Told(.create, "/tmp/a b/x", .cwd)])
    }

    @Test func `decodes names in hex, and takes quoted ones by the letter`() {
        func told(_ name: String) -> (path: String, recorded: String) {
            let log = ActivityLog(MadeUpCall(90, [Item(name, "NORMAL")]).lines)
            return (log.text(log.activities.first?.file?.path), log.text(log.activities.first?.file?.recorded))
        }
        #expect(told("2F6574632F646F636B65722F61200A62") == ("/etc/docker/a \nb", "/etc/docker/a \nb"))
        #expect(told("\"/etc/docker/DEADBEEF\"").path == "/etc/docker/DEADBEEF")
        #expect(told("\"DEADBEEF\"") == ("/etc/docker/DEADBEEF", "DEADBEEF"))
        #expect(told("\"(null)\"") == ("/etc/docker/(null)", "(null)"))
        #expect(told("(null)") == ("", ""))
        #expect(told("61206220") == ("/etc/docker/a b ", "a b "))
    }

    @Test func `on a descriptor is known by its inode alone`() {
        for name in ["(null)", "\"\""] {
            let log = ActivityLog(MadeUpCall(91, [Item(name, "NORMAL", inode: 4711)]).lines)
            let activity = log.activities.first
            #expect(activity?.action == .chmod && activity?.file?.resolvedBy == .unresolved)
            #expect(activity?.file?.inode == 4711 && activity?.file?.mode == 0o100644)
            #expect(log.text(activity?.file?.path).isEmpty && log.text(activity?.file?.device) == "fe:00")
        }
        #expect(told(MadeUpCall(93, [Item("\"x\"", "NORMAL")])) == [Told(.chown, "", .unresolved)])
    }

    @Test func `that opens without a name shows the directory`() {
        var call = MadeUpCall(257, [Item("\"/etc/docker\"", "NORMAL")])
        call.arguments = ["ffffff9c", "7f", "410001", "1b6"]
        #expect(told(call) == [Told(.openWrite, "/etc/docker")])
    }

    @Test func `of openat2 has its flags in a record of their own`() {
        func told(_ flags: String?, _ type: String) -> [Told] {
            var call = MadeUpCall(437, [parent, Item("\"/etc/docker/x\"", type)])
            call.arguments = ["ffffff9c", "7f", "7f", "18"]
            if let flags { call.further = [("OPENAT2", "oflag=\(flags) mode=0600 resolve=0x0")] }
            return self.told(call)
        }
        #expect(told("0100101", "CREATE") == [Told(.create, "/etc/docker/x")])
        #expect(told("0100000", "NORMAL") == [Told(.openRead, "/etc/docker/x")])
        #expect(told("01", "NORMAL") == [Told(.openWrite, "/etc/docker/x")])
        #expect(told("010", "NORMAL") == [Told(.openRead, "/etc/docker/x")], "octal: a bit that is no access mode")
        #expect(told(nil, "NORMAL") == [Told(.openWrite, "/etc/docker/x")], "unknown flags are not taken for a read")
    }

    @Test func `through a ring is told without arguments`() {
        func told(_ operation: Int, _ items: [Item]) -> [Told] {
            let call = MadeUpCall(1, items)
            let head =
                "type=URINGOP msg=audit(1795209138.707:44596): uring_op=\(operation) success=yes exit=0 "
                + "items=\(items.count) ppid=1 pid=2 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 key=\"docker\""
            return self.told([head] + call.lines.dropFirst())
        }
        #expect(told(36, [parent, Item("\"/etc/docker/x\"", "DELETE")]) == [Told(.delete, "/etc/docker/x")])
        #expect(told(36, [parent, Item("\"x\"", "DELETE")]) == [Told(.delete, "", .unresolved)])
        #expect(told(18, [parent, Item("\"/etc/docker/x\"", "CREATE")]) == [Told(.create, "/etc/docker/x")])
        let moved = [Item("\"/tmp/a\"", "DELETE"), Item("\"/etc/docker/x\"", "CREATE")]
        #expect(told(35, moved) == [Told(.rename, "/etc/docker/x", from: "/tmp/a")])
        #expect(told(0, [parent, Item("\"/etc/docker/x\"", "NORMAL")]).isEmpty)
    }

    @Test func `that links tells what it points to`() {
        let target = Item("\"../tmp/evil\"", "UNKNOWN", inode: nil)
        let link = Item("\"/etc/docker/daemon.json\"", "CREATE")
        let symbolic = told(MadeUpCall(88, [parent, target, link]))
        #expect(symbolic == [Told(.symlink, "/etc/docker/daemon.json", from: "/etc/tmp/evil")])
        let hard = told(MadeUpCall(86, [Item("\"a\"", "NORMAL"), parent, Item("\"/tmp/b\"", "CREATE")]))
        #expect(hard == [Told(.link, "/tmp/b", from: "/etc/docker/a")])
    }

    @Test func `that executes names the program, not its interpreter`() {
        var call = MadeUpCall(
            59,
            [Item("\"/usr/bin/docker\"", "NORMAL"), Item("\"/lib64/ld-linux-x86-64.so.2\"", "NORMAL", inode: 3)]
        )
        call.further = [("EXECVE", "argc=3 a0=\"docker\" a1=\"run\" a2=612062")]
        #expect(told(call) == [Told(.execute, "/usr/bin/docker")])
        let log = ActivityLog(call.lines)
        #expect(log.text(log.activities.first?.subject.command) == "docker run a b")
    }

    @Test func `keeps all keys`() {
        var call = MadeUpCall(87, [Item("\"/etc/docker/x\"", "DELETE")])
        for (written, text) in [("\"docker\"", "docker"), ("646F636B65720161", "docker\u{1}a"), ("(null)", "")] {
            call.key = written
            let log = ActivityLog(call.lines)
            #expect(log.text(log.activities.first?.keys) == text)
        }
    }

    @Test func `without a path item is no activity, but one that lost its items is counted`() {
        func incomplete(_ call: MadeUpCall) -> UInt64 {
            var extractor = ActivityExtractor(upkeep: .listed)
            var batch = ActivityBatch()
            var parser = RecordParser()
            var assembler = EventAssembler()
            var incomplete: UInt64 = 0
            func take(_ event: Event) -> Bool {
                if extractor.extract(event, into: &batch)?.lack.contains(.parts) == true { incomplete += 1 }
                return true
            }
            for line in call.lines {
                let bytes = Array(line.utf8)
                guard case .record(let head) = parser.parse(bytes.span) else { continue }
                let position = RecordPosition(source: 0, line: 1, offset: 0)
                assembler.add(bytes.span, head: head, position: position) { event, _ in take(event) }
            }
            assembler.finish { event, _ in take(event) }
            return incomplete
        }
        var call = MadeUpCall(42)
        #expect(told(call).isEmpty && incomplete(call) == 0)
        call.announced = 2
        #expect(incomplete(call) == 1)
        #expect(ActivityLog(call.lines).activities.first?.file?.path.isEmpty == true)
        call = MadeUpCall(87, [parent, Item("\"/etc/docker/x\"", "DELETE")])
        #expect(incomplete(call) == 0)
        call.announced = 3
        #expect(incomplete(call) == 1)
    }
}
