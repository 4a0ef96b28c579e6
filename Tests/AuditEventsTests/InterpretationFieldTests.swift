import AuditEvents
import Testing

@Suite struct `An interpreted field` {
    static func text(
        _ name: String,
        _ value: String,
        _ recordType: UInt16 = 1300,
        _ context: InterpretationContext = InterpretationContext()
    ) -> String {
        let bytes = Interpretation.text(
            ofField: Array(name.utf8),
            value: Array(value.utf8),
            recordType: recordType,
            context: context
        )
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: ["(null)", "?", "abcd", "4142434", "41424g", "", "/etc"])
    func `that is not encoded stays as it is`(value: String) {
        #expect(Self.text("name", value, 1302) == value)
        #expect(Self.text("proctitle", value, 1327) == value)
    }

    @Test func `is decoded only where it is unquoted and of a kind that is encoded`() {
        #expect(Self.text("name", "41424344", 1302) == "ABCD")
        #expect(Self.text("name", "\"41424344\"", 1302) == "41424344")
        #expect(Self.text("a0", "41424344", 1309) == "ABCD")
        #expect(Self.text("a12[3]", "4142", 1309) == "AB")
        #expect(Self.text("a0_len", "4142", 1309) == "4142")
        #expect(Self.text("a0", "41424344", 1300) == "0x41424344")
        #expect(Self.text("unit", "CAFE", 1130) == "CAFE")
        #expect(Self.text("inode", "4142", 1302) == "4142")
        #expect(Self.text("op", "\"x\"", 1305) == "\"x\"")
    }

    @Test func `keeps every byte that it decodes`() {
        let bytes = Interpretation.text(ofField: Array("name".utf8), value: Array("00FF0A".utf8), recordType: 1302)
        #expect(bytes == [0x00, 0xff, 0x0a])
        let keys = Interpretation.text(ofField: Array("key".utf8), value: Array("610162".utf8), recordType: 1300)
        #expect(keys == [0x61, 0x01, 0x62])
    }

    @Test func `without its quotes is literal if it had them`() {
        let name = Array("name".utf8)
        let value = Array("4142".utf8)
        let quoted = Interpretation.text(ofField: name.span, value: value.span, isQuoted: true, recordType: 1302)
        let bare = Interpretation.text(ofField: name.span, value: value.span, isQuoted: false, recordType: 1302)
        #expect(quoted == value)
        #expect(bare == Array("AB".utf8))
    }

    @Test func `of accounts has the given machine's names`() {
        var context = InterpretationContext()
        context.names.learn(userID: 1001, name: Array("alice".utf8))
        context.names.learn(groupID: 1001, name: Array("wheel".utf8))
        #expect(Self.text("auid", "1001", 1300, context) == "alice")
        #expect(Self.text("egid", "1001", 1300, context) == "wheel")
        #expect(Self.text("uid", "0", 1300, context) == "0")
        #expect(Self.text("auid", "4294967295", 1300, context) == "unset")
        #expect(Self.text("ses", "-1", 1300, context) == "unset")
        #expect(Self.text("ses", "7", 1300, context) == "7")
        #expect(Self.text("id", "1001", 1116, context) == "wheel")
        #expect(Self.text("auid", "1001", 1116, context) == "alice")
        #expect(Self.text("id", "1001", 1112, context) == "alice")
    }

    @Test func `says what kind it is`() {
        func isEncoded(_ name: String, _ type: UInt16 = 1300) -> Bool {
            let bytes = Array(name.utf8)
            return Interpretation.isEncoded(bytes.span, recordType: type)
        }
        func isUserID(_ name: String, _ type: UInt16 = 1300) -> Bool {
            let bytes = Array(name.utf8)
            return Interpretation.isUserID(bytes.span, recordType: type)
        }
        func isGroupID(_ name: String, _ type: UInt16 = 1300) -> Bool {
            let bytes = Array(name.utf8)
            return Interpretation.isGroupID(bytes.span, recordType: type)
        }
        #expect(isEncoded("proctitle") && isEncoded("key") && isEncoded("a7", 1309) && isEncoded("new-disk"))
        #expect(!isEncoded("a1") && !isEncoded("argc", 1309) && !isEncoded("") && !isEncoded("dev"))
        #expect(!isEncoded("a_name_that_is_longer_than_any_that_is_known"))
        #expect(isUserID("ouid") && isUserID("id") && !isUserID("id", 1117) && !isUserID("gid"))
        #expect(isGroupID("fsgid") && isGroupID("id", 1132) && !isGroupID("pid"))
    }

    @Test func `that depends on the call stays a number where the call is not known`() {
        #expect(Self.text("a2", "ffffff9c") == "0xffffff9c")
        #expect(Self.text("syscall", "2") == "2")
        var context = InterpretationContext()
        context.architecture = 0xc000_003e
        #expect(Self.text("syscall", "2", 1300, context) == "open")
        #expect(Self.text("syscall", "999", 1300, context) == "unknown-syscall(999)")
        #expect(Self.text("syscall", "-5", 1300, context) == "-5")
        context.systemCall = 257
        #expect(Self.text("a0", "ffffff9c", 1300, context) == "AT_FDCWD")
        #expect(Self.text("a0", "zz", 1300, context) == "zz")
        #expect(Self.text("a3", "1b6", 1300, context) == "0x1b6")
        context.argument2 = 0x241
        #expect(Self.text("a3", "1b6", 1300, context) == "0666")
    }

    @Test func `of io_uring names the operation`() {
        #expect(Self.text("uring_op", "18", 1336) == "openat")
        #expect(Self.text("uring_op", "999", 1336) == "999")
    }

    @Test(arguments: [
        "99999999999999999999999999", "ffffffffffffffffffffffff", "-", "--1", "0x", "18446744073709551616",
        "-9223372036854775809", "\"", "\"\"", "\u{FF}",
    ])
    func `with a number that is none stays as it is or loses its quotes`(value: String) {
        for name in [
            "uid", "gid", "ses", "arch", "syscall", "exit", "mode", "a0", "cap_fp", "sig", "list", "res", "per", "code",
            "oflag", "resolve", "family", "proto", "perm", "flags", "uring_op", "capability", "resp", "hook",
        ] {
            #expect(Self.text(name, value) == value)
        }
    }

    @Test func `of any bytes never traps`() {
        let names = "uid exit mode a0 a1 a2 a3 saddr key proctitle cap_fp oflag resolve syscall arch per sig list perm"
            .split(separator: " ")
        let alphabet = Array("0123456789abcdefABCDEF-x\"?() \u{1d}".utf8)
        var state: UInt64 = 42
        var context = InterpretationContext()
        context.architecture = 0xc000_003e
        for round in 0..<30_000 {
            var value: [UInt8] = []
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            for shift in 0..<Int(state >> 60) {
                value.append(alphabet[Int(state >> UInt64(shift) & 0xffff) % alphabet.count])
            }
            context.systemCall = UInt32(state >> 40 & 511)
            context.argument0 = state
            context.argument1 = state >> 58
            let name = Array(names[round % names.count].utf8)
            let text = Interpretation.text(ofField: name, value: value, recordType: 1300, context: context)
            #expect(value.isEmpty || !text.isEmpty || value.first == UInt8(ascii: "\""))
        }
    }
}
