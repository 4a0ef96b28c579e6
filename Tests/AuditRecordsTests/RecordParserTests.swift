import AuditRecords
import Testing

@Suite struct `A record's head` {
    @Test func `has type, stamp and body`() throws {
        let line = Line("type=SYSCALL msg=audit(1700000000.123:42): arch=c000003e syscall=257")
        let head = try #require(line.head)
        #expect(head.type == .syscall)
        #expect(head.stamp == Stamp(milliseconds: 1_700_000_000_123, serial: 42))
        #expect(line.text(head.typeText) == "SYSCALL")
        #expect(line.text(head.body) == "arch=c000003e syscall=257")
        #expect(head.node.isEmpty)
        #expect(head.oddities.isEmpty)
    }

    struct Form: CustomTestStringConvertible, Sendable {
        let text: String
        let type: UInt16
        let node: String
        let oddities: RecordHead.Oddities
        let body: String
        var testDescription: String { text }

        init(
            _ text: String,
            _ type: UInt16,
            node: String = "",
            _ oddities: RecordHead.Oddities = [],
            body: String = "a=1"
        ) {
            self.text = text
            self.type = type
            self.node = node
            self.oddities = oddities
            self.body = body
        }
    }

    @Test(arguments: [
        Form("node=web01 type=SYSCALL msg=audit(1.234:7): a=1", 1300, node: "web01"),
        Form("node=web.example.org:3 type=PATH msg=audit(1.234:7): a=1", 1302, node: "web.example.org:3"),
        Form("node=\"web\" type=PATH msg=audit(1.234:7): a=1", 1302, node: "\"web\""),
        Form("node= type=PATH msg=audit(1.234:7): a=1", 1302, .prefix),
        Form("type=UNKNOWN[1425] msg=audit(1.234:7): a=1", 1425, .numberedType),
        Form("type=UNKNOWN[1300] msg=audit(1.234:7): a=1", 1300, .numberedType),
        Form("type=1300 msg=audit(1.234:7): a=1", 1300, .numberedType),
        Form("type=UNKNOWN[70000] msg=audit(1.234:7): a=1", 0),
        Form("type=UNKNOWN[] msg=audit(1.234:7): a=1", 0),
        Form("type=UNKNOWN[1300 msg=audit(1.234:7): a=1", 0),
        Form("type=UNKNOWN[1300]x msg=audit(1.234:7): a=1", 0),
        Form("type=1300x msg=audit(1.234:7): a=1", 0),
        Form("type=NO_SUCH_TYPE msg=audit(1.234:7): a=1", 0),
        Form("type=syscall msg=audit(1.234:7): a=1", 0),
        Form("Nov 14 22:13:20 web01 audisp-syslog: type=SYSCALL msg=audit(1.234:7): a=1", 1300, .prefix),
        Form(
            "Nov 14 22:13:20 web01 audisp-syslog: node=db type=SYSCALL msg=audit(1.234:7): a=1",
            1300,
            node: "db",
            .prefix
        ),
        Form("[   12.300000] audit: type=1300 audit(1.234:7): a=1", 1300, [.prefix, .kernelLog, .numberedType]),
        Form("type=SYSCALL msg=audit(1.234:7): a=1\r", 1300, .carriageReturn),
        Form("type=EXECVE msg=audit(1.234:7):  a=1", 1309, body: " a=1"),
        Form("type=EOE msg=audit(1.234:7): ", 1320, body: ""),
        Form("type=EOE msg=audit(1.234:7):", 1320, body: ""),
        Form("type=EOE msg=audit(1.234:7)", 1320, body: ""),
        Form("type=PATH msg=audit(1.234:7): a=1  ", 1302, body: "a=1  "),
    ])
    func `is found in every form`(form: Form) throws {
        let line = Line(form.text)
        let head = try #require(line.head)
        #expect(head.type.rawValue == form.type)
        #expect(head.stamp == Stamp(milliseconds: 1234, serial: 7))
        #expect(line.text(head.node) == form.node)
        #expect(head.oddities == form.oddities)
        #expect(line.text(head.body) == form.body)
    }

    struct Damage: CustomTestStringConvertible, Sendable {
        let text: String
        let reason: MalformedLine.Reason
        let offset: Int
        var testDescription: String { text }

        init(_ text: String, _ reason: MalformedLine.Reason, _ offset: Int) {
            self.text = text
            self.reason = reason
            self.offset = offset
        }
    }

    @Test(arguments: [
        Damage("type=", .noStamp, 5),
        Damage("type=SYSCALL", .noStamp, 12),
        Damage("type=SYSCALL msg=", .noStamp, 17),
        Damage("type=SYSCALL msg=audit", .noStamp, 17),
        Damage("type=SYSCALL msg=audit(", .badStamp, 23),
        Damage("type=SYSCALL msg=audit(1700000000", .badStamp, 33),
        Damage("type=SYSCALL msg=audit(1700000000.123", .badStamp, 37),
        Damage("type=SYSCALL msg=audit(1700000000.123:", .badStamp, 38),
        Damage("type=SYSCALL msg=audit(1700000000.123:42", .badStamp, 40),
        Damage("type=SYSCALL msg=audit(17000-0000.123:42): a=1", .badStamp, 28),
        Damage("type=SYSCALL msg=audit(1.1234:42): a=1", .badStamp, 29),
        Damage("type=SYSCALL msg=audit(.123:42): a=1", .badStamp, 23),
        Damage("type=SYSCALL msg=audit(1.:42): a=1", .badStamp, 25),
        Damage("type=SYSCALL msg=audit(-1.000:42): a=1", .badStamp, 23),
        Damage("type=SYSCALL msg=audit(1.000:-42): a=1", .badStamp, 29),
        Damage("type=SYSCALL msg=audit(1.000:42-): a=1", .badStamp, 31),
        Damage("Nov 14 22:13:20 web01 sshd[7]: Accepted key", .noType, 0),
        Damage("\u{0}\u{0}", .noType, 0),
        Damage("  stray", .noType, 2),
        Damage("mytype=SYSCALL msg=audit(1.000:1): a=1", .noType, 0),
    ])
    func `is refused where it is damaged`(damage: Damage) {
        #expect(Line(damage.text).malformed == MalformedLine(damage.reason, at: damage.offset))
    }

    @Test(arguments: ["", " ", "\t \t", "\r", "  \r"])
    func `is not looked for in a blank line`(text: String) {
        guard case .blank = Line(text).parsed else {
            Issue.record("\(text.debugDescription) is not blank")
            return
        }
    }

    @Test func `has a time before the year 5138`() {
        let last = Line("type=PATH msg=audit(99999999999.999:1): a=1").head
        #expect(last?.stamp.milliseconds == 99_999_999_999_999)
        #expect(Line("type=PATH msg=audit(100000000000.000:1): a=1").malformed?.reason == .badStamp)
        #expect(Line("type=PATH msg=audit(18446744073709551616.000:1): a=1").malformed?.reason == .badStamp)
    }

    @Test func `has a serial of 64 bits at most`() {
        #expect(Line("type=PATH msg=audit(1.000:4294967296): a=1").head?.stamp.serial == 4_294_967_296)
        #expect(Line("type=PATH msg=audit(1.000:18446744073709551615): a=1").head?.stamp.serial == .max)
        #expect(Line("type=PATH msg=audit(1.000:18446744073709551616): a=1").malformed?.reason == .badStamp)
        #expect(Line("type=PATH msg=audit(1.000:00000000000000000000042): a=1").head?.stamp.serial == 42)
    }

    @Test func `is the first of two that share a line`() {
        let line = Line("type=PATH msg=audit(1.000:1): name=\"dotype=SYSCALL msg=audit(2.000:2): a=1")
        #expect(line.head?.type == .path)
        #expect(line.head?.stamp.serial == 1)
    }

    @Test func `is cut anywhere without a trap`() {
        let text = Array("node=web type=UNKNOWN[1300] msg=audit(1700000000.123:42): a=1\r".utf8)
        var records = 0
        for end in 0...text.count where Line(Array(text[..<end])).head != nil { records += 1 }
        // From the stamp's closing parenthesis on it is a record.
        #expect(records == text.count - 55)
    }
}
