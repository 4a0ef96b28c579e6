/// Lines of a made-up log, one event after another.
struct LogWriter {
    private(set) var lines: [String] = []
    private var serial = 100
    /// Time of the next event, in milliseconds.
    var time = 1_700_000_000_000

    /// Adds a record from user space, or LOGIN, with its kernel fields and its text.
    mutating func add(_ type: String, _ text: String) {
        lines.append("type=\(type) \(stamp()) \(text)")
    }

    /// Adds a record that a program sends: the kernel's fields, then the program's words.
    mutating func send(_ type: String, pid: Int, uid: Int = 0, auid: UInt32, ses: UInt32, _ words: String) {
        add(type, "pid=\(pid) uid=\(uid) auid=\(auid) ses=\(ses) msg='\(words) res=success'")
    }

    /// Adds a login over the network of user 1001, by the process 500.
    mutating func logIn(ses: UInt32 = 7, pid: Int = 500, auid: UInt32 = 1001, exe: String = "/usr/sbin/sshd") {
        add("LOGIN", "pid=\(pid) uid=0 old-auid=4294967295 auid=\(auid) tty=(none) old-ses=4294967295 ses=\(ses) res=1")
        let from =
            exe.hasSuffix("sshd") ? "hostname=10.0.0.5 addr=10.0.0.5 terminal=ssh" : "hostname=? addr=? terminal=cron"
        send("USER_START", pid: pid, auid: auid, ses: ses, "op=PAM:session_open acct=\"alice\" exe=\"\(exe)\" \(from)")
    }

    /// Adds that a process opened a file for writing.
    mutating func write(
        _ path: String,
        pid: Int = 601,
        ppid: Int = 600,
        auid: UInt32 = 1001,
        ses: UInt32 = 7,
        exe: String = "/usr/bin/tee",
        title: String = "tee",
        tty: String = "(none)"
    ) {
        let stamp = stamp()
        let comm = exe.split(separator: "/").last ?? ""
        lines.append(
            "type=SYSCALL \(stamp) arch=c000003e syscall=257 success=yes exit=3 a0=ffffff9c a1=7ffe a2=241 a3=1b6 items=1 "
                + "ppid=\(ppid) pid=\(pid) auid=\(auid) uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=\(tty) "
                + "ses=\(ses) comm=\"\(comm)\" exe=\"\(exe)\" key=\"docker\""
        )
        lines.append("type=CWD \(stamp) cwd=\"/root\"")
        lines.append(
            "type=PATH \(stamp) item=0 name=\"\(path)\" inode=77 dev=fe:00 mode=0100644 ouid=0 ogid=0 rdev=00:00 "
                + "nametype=NORMAL cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0"
        )
        let hex = title.utf8.map { $0 == 32 ? "00" : String($0, radix: 16, uppercase: true) }.joined()
        lines.append("type=PROCTITLE \(stamp) proctitle=\(hex)")
    }

    /// Adds that sudo was asked to run a command, as the process 600, and what it says of its session's beginning.
    mutating func sudo(_ command: String, cwd: String = "/home/alice", res: String = "success", pid: Int = 600) {
        let hex = command.utf8.map { String($0, radix: 16, uppercase: true) }.joined()
        add(
            "USER_CMD",
            "pid=\(pid) uid=1001 auid=1001 ses=7 msg='cwd=\"\(cwd)\" cmd=\(hex) exe=\"/usr/bin/sudo\" terminal=pts/0 res=\(res)'"
        )
        if res == "success" { endSudo("USER_START", "session_open", pid: pid) }
    }

    /// Adds that sudo says that its session ended, or began.
    mutating func endSudo(_ type: String = "USER_END", _ what: String = "session_close", pid: Int = 600) {
        let words = "op=PAM:\(what) acct=\"root\" exe=\"/usr/bin/sudo\" hostname=? addr=? terminal=?"
        send(type, pid: pid, uid: 1001, auid: 1001, ses: 7, words)
    }

    private mutating func stamp() -> String {
        serial += 1
        time += 10
        return "msg=audit(\(time / 1000).\(String(time % 1000 + 1000).dropFirst()):\(serial)):"
    }
}
