/// A system call's event, written as auditd would.
struct MadeUpCall {
    var number: Int
    var architecture = "c000003e"
    var arguments = ["7ffd0", "7ffd8", "0", "0"]
    /// `success=` and `exit=`, as written.
    var result = "success=yes exit=0"
    var cwd: String? = "\"/etc/docker\""
    /// What `items=` says; nil for as many as there are.
    var announced: Int?
    var key = "\"docker\""
    var items: [Item] = []
    /// Further records: their type and what follows the stamp.
    var further: [(type: String, text: String)] = []

    /// One PATH record.
    struct Item {
        /// As written: in quotes, in hex, or `(null)`.
        var name: String
        var type: String
        var inode: Int?

        init(_ name: String, _ type: String, inode: Int? = 100) {
            self.name = name
            self.type = type
            self.inode = inode
        }
    }

    init(_ number: Int, _ items: [Item] = []) {
        self.number = number
        self.items = items
    }

    /// The records in the usual order.
    var lines: [String] {
        let arguments = arguments.enumerated().map { "a\($0.offset)=\($0.element)" }.joined(separator: " ")
        var lines = [
            line(
                "SYSCALL",
                "arch=\(architecture) syscall=\(number) \(result.isEmpty ? "" : result + " ")\(arguments) "
                    + "items=\(announced ?? items.count) ppid=1 pid=2 auid=1001 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 "
                    + "sgid=0 fsgid=0 tty=pts0 ses=4 comm=\"sh\" exe=\"/usr/bin/dash\" key=\(key)"
            )
        ]
        lines += further.map { line($0.type, $0.text) }
        if let cwd { lines.append(line("CWD", "cwd=\(cwd)")) }
        for (number, item) in items.enumerated() {
            let inode = item.inode.map { "inode=\($0) dev=fe:00 mode=0100644 ouid=0 ogid=0 rdev=00:00 " } ?? ""
            lines.append(
                line(
                    "PATH",
                    "item=\(number) name=\(item.name) \(inode)nametype=\(item.type) cap_fp=0 cap_fi=0 cap_fe=0"
                )
            )
        }
        return lines
    }

    private func line(_ type: String, _ text: String) -> String {
        "type=\(type) msg=audit(1795209138.707:44596): \(text)"
    }
}
