/// A log whose every name was chosen by somebody who wants to do harm to its reader.
enum HostileLog {
    /// File names, as bytes: terminal codes, line breaks, markup, formulas, direction marks, bytes that are not UTF-8.
    static let names: [[UInt8]] = [
        Array("esc\u{1B}[2J\u{1B}]0;owned\u{07}.json".utf8),
        Array("two\nINJECTED line\r\nINJECTED again".utf8),
        Array("<script>alert(1)</script>&\"'".utf8),
        Array("=cmd|' /C calc'!A0".utf8),
        Array("+1+1".utf8), Array("-2+3".utf8), Array("@SUM(A1)".utf8), Array("\t=1+1".utf8),
        Array("right\u{202E}nosj.left\u{2066}\u{200F}\u{061C}".utf8),
        [0x6E, 0xFF, 0xFE, 0xC3, 0x28, 0x80],
        [0x63, 0x31, 0xC2, 0x9B, 0x33, 0x31, 0x6D, 0x7F, 0x9B],
        Array("zero\u{200B}width\u{FEFF}".utf8),
        Array("comma,semi;quote\"back\\slash".utf8),
        Array("line\u{2028}and\u{2029}paragraph\u{0085}next".utf8),
    ]

    /// Serial number of the first event; each name has the next one.
    static let firstSerial = 100

    /// The log: for each name a file made by a relative name, by a program of that name, in a folder of that name.
    static var bytes: [UInt8] {
        var lines: [String] = []
        for (index, name) in names.enumerated() {
            let stamp = "msg=audit(1700000000.\(100 + index):\(firstSerial + index)):"
            let hex = hex(name)
            lines.append(
                "type=SYSCALL \(stamp) arch=c000003e syscall=257 success=yes exit=3 a0=ffffff9c a1=7ffd a2=241 a3=1b6 "
                    + "items=2 ppid=9 pid=10 auid=1001 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 "
                    + "ses=4 comm=\(self.hex(Array(name.prefix(15)))) exe=\(self.hex(Array("/tmp/".utf8) + name)) "
                    + "key=\"docker\"\u{1D}ARCH=x86_64 SYSCALL=openat AUID=\"=mal\u{1B}[31mlory\" UID=\"root\""
            )
            lines.append("type=CWD \(stamp) cwd=\"/etc/docker\"")
            lines.append(
                "type=PATH \(stamp) item=0 name=\"/etc/docker\" inode=41 dev=fe:00 mode=040755 ouid=0 ogid=0 rdev=00:00 "
                    + "nametype=PARENT cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0"
            )
            lines.append(
                "type=PATH \(stamp) item=1 name=\(hex) inode=\(500 + index) dev=fe:00 mode=0100644 ouid=0 ogid=0 "
                    + "rdev=00:00 nametype=CREATE cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0"
            )
            lines.append("type=PROCTITLE \(stamp) proctitle=\(hex)00\(hex)")
        }
        let command = hex(Array("\u{1B}[8mtee /etc/docker/x\nINJECTED".utf8))
        lines.append(
            "type=USER_CMD msg=audit(1700000001.000:\(firstSerial + names.count)): pid=5 uid=1001 auid=1001 ses=4 "
                + "msg='cwd=\"/root\" cmd=\(command) exe=\"/usr/bin/sudo\" terminal=pts/0 res=success'"
        )
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
