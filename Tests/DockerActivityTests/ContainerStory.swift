import AuditEvents
import AuditRecords

@testable import DockerActivity

/// What an engine, its clients and its containers do one after the other, as auditd would write it, and what the trail
/// makes of it.
struct ContainerStory {
    /// The login users, by number.
    static let alice = 1001
    static let bob = 1002
    /// The number of what nobody logged in for.
    static let unset = 4_294_967_295

    private var lines: [String] = []
    private var milliseconds = 1_795_209_138_000
    private var serial = 100

    /// Lets time pass.
    mutating func wait(milliseconds count: Int) { milliseconds += count }

    /// Somebody executes the engine's client.
    mutating func execute(_ arguments: [String], by user: Int, process: Int) {
        let list = arguments.enumerated().map { "a\($0.offset)=\"\($0.element)\"" }.joined(separator: " ")
        event(
            59,
            process,
            parent: 900,
            user,
            "/usr/bin/docker",
            [("/usr/bin/docker", "NORMAL", 70)],
            further: [("EXECVE", "argc=\(arguments.count) \(list)")]
        )
    }

    /// A process connects to the engine's socket.
    mutating func connect(by user: Int, process: Int, parent: Int = 900, program: String = "/usr/bin/docker") {
        event(42, process, parent: parent, user, program, [("/var/run/docker.sock", "NORMAL", 71)])
    }

    /// Somebody has the engine do something: the client is executed and connects.
    mutating func order(_ arguments: String, by user: Int, process: Int) {
        execute(arguments.split(separator: " ").map(String.init), by: user, process: process)
        connect(by: user, process: process)
    }

    /// The engine makes a container.
    mutating func create(_ id: String) {
        engine(83, [("/var/lib/docker/containers/", "PARENT", 80), ("/var/lib/docker/containers/\(id)", "CREATE", 81)])
    }

    /// The engine starts a container.
    mutating func start(_ id: String) {
        let task = "/var/lib/docker/containerd/daemon/io.containerd.runtime.v2.task/moby/"
        engine(83, [(task, "PARENT", 90), ("\(task)\(id)", "CREATE", 91)])
    }

    /// A container ends.
    mutating func end(_ id: String) {
        let task = "/var/lib/docker/containerd/daemon/io.containerd.runtime.v2.task/moby/"
        engine(
            82,
            [
                (task, "PARENT", 90), (task, "PARENT", 90), ("\(task)\(id)", "DELETE", 91),
                ("\(task).\(id)", "CREATE", 91),
            ]
        )
    }

    /// A container's shim is executed by containerd.
    mutating func shim(_ id: String, process: Int) {
        event(
            59,
            process,
            parent: 21,
            Self.unset,
            "/usr/bin/containerd-shim-runc-v2",
            [("/usr/bin/containerd-shim-runc-v2", "NORMAL", 72)],
            further: [("EXECVE", "argc=5 a0=\"shim\" a1=\"-namespace\" a2=\"moby\" a3=\"-id\" a4=\"\(id)\"")]
        )
    }

    /// A process that nobody logged in for writes to a file.
    mutating func write(_ path: String, inode: Int = 300, process: Int, parent: Int, title: String = "sh") {
        event(257, process, parent: parent, Self.unset, "/bin/busybox", [(path, "NORMAL", inode)], title: title)
    }

    /// A service of the host writes to a file, so that the file's inode is known.
    mutating func learn(_ path: String, inode: Int) {
        event(257, 30, parent: 1, Self.unset, "/usr/bin/service", [(path, "NORMAL", inode)])
    }

    private mutating func engine(_ call: Int, _ items: [(String, String, Int)]) {
        event(call, 20, parent: 1, Self.unset, "/usr/sbin/dockerd", items)
    }

    private mutating func event(
        _ call: Int,
        _ process: Int,
        parent: Int,
        _ user: Int,
        _ program: String,
        _ items: [(name: String, type: String, inode: Int)],
        further: [(type: String, text: String)] = [],
        title: String = "sh"
    ) {
        serial += 1
        milliseconds += 10
        let session = user == Self.unset ? Self.unset : user - 900
        add(
            "SYSCALL",
            "arch=c000003e syscall=\(call) success=yes exit=0 a0=ffffff9c a1=7ffd0 a2=241 a3=1b6 items=\(items.count) "
                + "ppid=\(parent) pid=\(process) auid=\(user) uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 "
                + "tty=(none) ses=\(session) comm=\"x\" exe=\"\(program)\" key=\"docker\""
        )
        for (type, text) in further { add(type, text) }
        add("CWD", "cwd=\"/\"")
        for (index, item) in items.enumerated() {
            add(
                "PATH",
                "item=\(index) name=\"\(item.name)\" inode=\(item.inode) dev=fe:00 mode=0100644 ouid=0 ogid=0 rdev=00:00 "
                    + "nametype=\(item.type)"
            )
        }
        let hex = title.utf8.map { String($0, radix: 16) }.joined()
        add("PROCTITLE", "proctitle=\(hex)")
    }

    private mutating func add(_ type: String, _ text: String) {
        lines.append(
            "type=\(type) msg=audit(\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst()):\(serial)): \(text)"
        )
    }
}

extension ContainerStory {
    /// What is said of the container that acted.
    struct Container: Equatable {
        var id: String
        var name: String
        /// The login user's number; nil where nobody is named.
        var startedBy: UInt32?
        var confidence: Confidence?
        var candidates: [String]
        var startedFrom: String
        var isExecuted: Bool
    }

    /// What the trail says of each activity, knowing what the engine's files say: by which container it was, on which
    /// path, and how that is known.
    func told(
        knowing known: [KnownContainer] = []
    ) -> [(path: String, resolvedBy: PathResolution?, container: Container?)] {
        let log = ActivityLog(lines)
        var given = GivenState()
        given.containers = known
        var trail = Trail(given: given)
        var judged = ActivityBatch()
        for activity in log.activities { _ = trail.take(activity, of: log.batch, into: &judged) }
        trail.finish(into: &judged)
        func text(_ range: ByteRange) -> String { String(decoding: judged.bytes[range.indices], as: UTF8.self) }
        return judged.activities.map { activity in
            let container = activity.container.map { facts in
                Container(
                    id: text(facts.id),
                    name: text(facts.name),
                    startedBy: facts.startedByID,
                    confidence: facts.confidence,
                    candidates: text(facts.candidates).split(separator: "\u{1}").map(String.init),
                    startedFrom: text(facts.startedFrom),
                    isExecuted: facts.isExecuted
                )
            }
            return (text(activity.file?.path ?? ByteRange()), activity.file?.resolvedBy, container)
        }
    }

    /// The container that is told of last; nil where none is.
    func lastContainer(knowing known: [KnownContainer] = []) -> Container? {
        told(knowing: known).compactMap(\.container).last
    }
}
