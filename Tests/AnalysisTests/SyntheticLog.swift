import Foundation
import TestSupport

/// A made-up log: events of several kinds, users and files, some of them mixed with their neighbours.
///
/// The same seed gives the same log.
struct SyntheticLog {
    /// Lines of one event, without line ends.
    private(set) var lines: [String] = []
    /// For each line the number of the event that it belongs to.
    private(set) var events: [Int] = []

    private struct Placed {
        var place: Int
        var event: Int
        var line: String
    }

    /// Makes `count` events.
    ///
    /// `nodes` are the machines that take turns by chance; `rebootAfter` is the event behind which serials begin again;
    /// `clockStep` milliseconds are added to the time now and then, and taken away again.
    init(seed: UInt64, count: Int, nodes: [String] = [""], rebootAfter: Int? = nil, clockStep: Int = 0) {
        var random = SplitMix64(seed: seed)
        var time = 1_795_000_000_000
        var serials = nodes.indices.map { _ in Int.random(in: 40_000...50_000, using: &random) }
        var placed: [Placed] = []
        for event in 0..<count {
            if event == rebootAfter {
                time += 3_600_000
                serials = nodes.map { _ in 0 }
            }
            time += Int.random(in: 0...40, using: &random)
            if event % 200 == 199 { time += event % 400 == 199 ? clockStep : -clockStep }
            let node = Int.random(in: nodes.indices, using: &random)
            serials[node] += Int.random(in: 0..<200, using: &random) == 0 ? 5 : 1
            var kind = EventKind(time: time, serial: serials[node])
            let texts = kind.lines(&random).map { nodes[node].isEmpty ? $0 : "node=\(nodes[node]) \($0)" }
            let isMixed = Int.random(in: 0..<10, using: &random) < 3
            let delay = isMixed ? Int.random(in: 0...60, using: &random) : 0
            for (number, text) in texts.enumerated() {
                let shift = isMixed ? delay + Int.random(in: 0...30, using: &random) : number
                placed.append(Placed(place: event * 10 + shift, event: event, line: text))
            }
        }
        let order = placed.indices.sorted { (placed[$0].place, $0) < (placed[$1].place, $1) }
        lines = order.map { placed[$0].line }
        events = order.map { placed[$0].event }
    }

    /// The whole as a file.
    var bytes: [UInt8] { Self.file(lines[...]) }

    /// Lines as a file.
    static func file(_ lines: ArraySlice<String>, ending: String = "\n") -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += line.utf8
            bytes += ending.utf8
        }
        return bytes
    }

    /// Index of the first line of an event, by its kind's record.
    func line(of event: Int, holding text: String) -> Int? {
        lines.indices.first { events[$0] == event && lines[$0].contains(text) }
    }

    mutating func insert(_ line: String, at index: Int) {
        lines.insert(line, at: index)
        events.insert(-1, at: index)
    }

    mutating func move(_ from: Int, to: Int) {
        let (line, event) = (lines.remove(at: from), events.remove(at: from))
        lines.insert(line, at: to - 1)
        events.insert(event, at: to - 1)
    }
}

/// What one event of the log is.
private struct EventKind {
    let time: Int
    let serial: Int

    private static let files = [
        "/etc/docker/daemon.json", "/etc/docker/certs.d/a/ca.crt", "/etc/group", "/run/docker.sock",
        "/home/alice/notes",
        "/var/lib/docker/overlay2/0123456789abcdef/diff/a", "/var/lib/docker/volumes/v/_data/b",
        "/usr/lib/systemd/system/docker.service", "/etc/audit/rules.d/docker.rules", "/tmp/x",
    ]
    private static let users = [(1001, "alice"), (1002, "bob"), (4_294_967_295, "unset"), (0, "root")]

    private func stamp(_ type: String) -> String {
        let milliseconds = String(1000 + time % 1000).dropFirst()
        return "type=\(type) msg=audit(\(time / 1000).\(milliseconds):\(serial)): "
    }

    mutating func lines(_ random: inout SplitMix64) -> [String] {
        let (user, name) = Self.users.randomElement(using: &random) ?? (0, "root")
        let file = Self.files.randomElement(using: &random) ?? "/"
        let session = user > 100_000 ? user : user % 100 + Int.random(in: 1...3, using: &random)
        let isEnriched = Int.random(in: 0..<4, using: &random) > 0
        let isRefused = Int.random(in: 0..<6, using: &random) == 0
        let key = ["\"docker\"", "(null)", "646F636B65720161", "\"other\""].randomElement(using: &random) ?? ""
        func call(_ number: Int, _ arguments: String, items: Int) -> String {
            stamp("SYSCALL") + "arch=c000003e syscall=\(number) success=\(isRefused ? "no exit=-13" : "yes exit=0") "
                + "\(arguments) items=\(items) ppid=1 pid=\(serial % 997) auid=\(user) uid=0 gid=0 euid=0 suid=0 fsuid=0 "
                + "egid=0 sgid=0 fsgid=0 tty=pts0 ses=\(session) comm=\"sh\" exe=\"/usr/bin/sh\" key=\(key)"
                + (isEnriched ? "\u{1d}ARCH=x86_64 SYSCALL=x AUID=\"\(name)\" UID=\"root\"" : "")
        }
        func item(_ number: Int, _ name: String, _ type: String) -> String {
            stamp("PATH") + "item=\(number) name=\"\(name)\" inode=\(1000 + name.utf8.count) dev=fe:00 mode=0100644 "
                + "ouid=0 ogid=0 rdev=00:00 nametype=\(type) cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0"
        }
        let cwd = stamp("CWD") + "cwd=\"/etc/docker\""
        switch Int.random(in: 0..<12, using: &random) {
        case 0...3:
            let call = call(257, "a0=ffffff9c a1=7f00 a2=241 a3=1b6", items: 2)
            return [call, cwd, item(0, "/etc/docker/", "PARENT"), item(1, file, "CREATE")]
        case 4: return [call(90, "a0=7f00 a1=1a4 a2=0 a3=0", items: 1), cwd, item(0, file, "NORMAL")]
        case 5:
            let moved = [item(2, "daemon.json.new", "DELETE"), item(3, file, "CREATE")]
            let parents = [item(0, "/etc/docker", "PARENT"), item(1, "/etc/docker", "PARENT")]
            return [call(82, "a0=7f00 a1=7f10 a2=0 a3=0", items: 4), cwd] + parents + moved
        case 6: return [call(87, "a0=7f00 a1=0 a2=0 a3=0", items: 2), cwd, item(1, "seccomp.json", "DELETE")]
        case 7:
            let text =
                "pid=\(7 + serial) uid=0 auid=\(user) ses=\(session) msg='op=user mallory added by root to group docker "
            return [stamp("USER_ACCT") + text + "acct=\"docker\" exe=\"/usr/bin/gpasswd\" res=success'"]
        case 8:
            let text = "auid=\(user) ses=\(session) op=remove_rule path=\"\(file)\" key=\"docker\" list=4 res=1"
            return [stamp("CONFIG_CHANGE") + text]
        case 9:
            let number = Int.random(in: 1...9999, using: &random)
            return [
                "type=DAEMON_ROTATE msg=audit(\(time / 1000).001:\(number)): op=rotate-logs auid=0 pid=1 uid=0 ses=1 res=success"
            ]
        case 10:
            let execution = stamp("EXECVE") + "argc=2 a0=\"docker\" a1=\"ps\""
            return [call(59, "a0=1 a1=2 a2=3 a3=4", items: 1), execution, cwd, item(0, "/usr/bin/docker", "NORMAL")]
        default: return [stamp("UNKNOWN[\(1420 + serial % 3)]") + "x=1"]
        }
    }
}
