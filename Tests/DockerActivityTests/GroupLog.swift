/// Lines of a log in which groups are changed, as auditd of Debian 12 and 13 writes them in RAW format.
struct GroupLog {
    private(set) var lines: [String] = []
    private var serial = 100
    private var milliseconds = 1_700_000_000_000
    /// The login user and session of what follows.
    var login = 1002
    var session = 216

    private static let unset: UInt32 = 4_294_967_295

    /// Lets time pass.
    mutating func wait(_ milliseconds: Int) { self.milliseconds += milliseconds }

    private mutating func stamp() -> String {
        serial += 1
        milliseconds += 4
        let fraction = "\(milliseconds % 1000 + 1000)".dropFirst()
        return "msg=audit(\(milliseconds / 1000).\(fraction):\(serial)):"
    }

    private func subject(_ process: Int) -> String { "pid=\(process) uid=0 auid=\(login) ses=\(session)" }

    /// A record from user space.
    mutating func record(_ type: String, _ message: String, process: Int, exe: String, result: String = "success") {
        let tail = "exe=\"\(exe)\" hostname=? addr=? terminal=? res=\(result)"
        lines.append("type=\(type) \(stamp()) \(subject(process)) msg='\(message) \(tail)'")
    }

    /// sudo says what it was asked to run.
    mutating func sudo(_ command: String, process: Int) {
        let text = command.contains(" ") ? command.utf8.map { hex($0) }.joined() : "\"\(command)\""
        lines.append(
            "type=USER_CMD \(stamp()) pid=\(process) uid=\(login) auid=\(login) ses=\(session) "
                + "msg='cwd=\"/home/bob\" cmd=\(text) exe=\"/usr/bin/sudo\" terminal=? res=success'"
        )
    }

    /// A program is executed.
    mutating func execute(_ arguments: [String], process: Int, parent: Int, exe: String, gid: Int = 0) {
        let stamp = stamp()
        var list = "argc=\(arguments.count)"
        for (index, argument) in arguments.enumerated() {
            let isPlain = argument.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x22 }
            list += " a\(index)=" + (isPlain ? "\"\(argument)\"" : argument.utf8.map { hex($0) }.joined())
        }
        call(stamp, 59, process, parent, exe: exe, gid: gid, items: 1)
        lines.append("type=EXECVE \(stamp) \(list)")
        item(stamp, 0, exe, inode: 700, "NORMAL")
    }

    /// A file is renamed over another.
    mutating func rename(
        _ old: String,
        over path: String = "/etc/group",
        process: Int,
        parent: Int,
        exe: String,
        task: String? = nil,
        title: String? = nil
    ) {
        let stamp = stamp()
        call(stamp, 82, process, parent, exe: exe, task: task, gid: 0, items: 5)
        lines.append("type=CWD \(stamp) cwd=\"/root\"")
        item(stamp, 0, "/etc/", inode: 2, "PARENT")
        item(stamp, 1, "/etc/", inode: 2, "PARENT")
        item(stamp, 2, old, inode: 800 + serial, "DELETE")
        item(stamp, 3, path, inode: 799, "DELETE")
        item(stamp, 4, path, inode: 800 + serial, "CREATE")
        if let title { self.title(title, stamp) }
    }

    /// A file is opened for writing.
    mutating func open(
        _ path: String = "/etc/group",
        inode: Int = 799,
        process: Int,
        parent: Int,
        exe: String,
        title: String? = nil,
        outcome: String = "success=yes exit=3"
    ) {
        let stamp = stamp()
        call(stamp, 257, process, parent, exe: exe, gid: 0, items: 1, outcome, "a0=ffffff9c a1=1 a2=2 a3=0")
        lines.append("type=CWD \(stamp) cwd=\"/root\"")
        item(stamp, 0, path, inode: inode, "NORMAL")
        if let title { self.title(title, stamp) }
    }

    /// A client connects to the engine's socket, which belongs to a group.
    mutating func connect(process: Int, parent: Int, socketGroup: Int, gid: Int = 0) {
        let stamp = stamp()
        call(stamp, 42, process, parent, exe: "/usr/bin/docker", gid: gid, items: 1)
        lines.append("type=CWD \(stamp) cwd=\"/root\"")
        item(stamp, 0, "/run/docker.sock", inode: 900, "NORMAL", group: socketGroup)
    }

    private mutating func call(
        _ stamp: String,
        _ number: Int,
        _ process: Int,
        _ parent: Int,
        exe: String,
        task: String? = nil,
        gid: Int,
        items: Int,
        _ outcome: String = "success=yes exit=0",
        _ arguments: String = "a0=1 a1=2 a2=3 a3=4"
    ) {
        lines.append(
            "type=SYSCALL \(stamp) arch=c000003e syscall=\(number) \(outcome) \(arguments) items=\(items) "
                + "ppid=\(parent) pid=\(process) auid=\(login) uid=0 gid=\(gid) euid=0 suid=0 fsuid=0 egid=\(gid) "
                + "sgid=\(gid) fsgid=\(gid) tty=(none) ses=\(session) "
                + "comm=\"\(task ?? String(exe.split(separator: "/").last ?? ""))\" exe=\"\(exe)\" key=\"docker-group\""
        )
    }

    private mutating func item(
        _ stamp: String,
        _ number: Int,
        _ name: String,
        inode: Int,
        _ type: String,
        group: Int = 0
    ) {
        lines.append(
            "type=PATH \(stamp) item=\(number) name=\"\(name)\" inode=\(inode) dev=fe:00 "
                + "mode=\(type == "PARENT" ? "040755" : "0100644") ouid=0 ogid=\(group) rdev=00:00 nametype=\(type) "
                + "cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0"
        )
    }

    private mutating func title(_ text: String, _ stamp: String) {
        let bytes = text.utf8.map { hex($0 == 0x20 ? 0 : $0) }
        lines.append("type=PROCTITLE \(stamp) proctitle=\(bytes.joined())")
    }

    private func hex(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16, uppercase: true)
        return text.count == 1 ? "0\(text)" : text
    }
}
