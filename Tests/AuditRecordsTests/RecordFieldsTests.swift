import AuditRecords
import Testing

@Suite struct `All fields of a record` {
    @Test func `are three people's words`() {
        let (line, record) = fields(
            "pid=1768 uid=0 auid=4294967295 ses=4294967295 msg='reason=api auid=0 exe=sleep op=attach exe=\"/usr/bin/d\" "
                + "res=success'\u{1d}UID=\"root\" AUID=\"unset\""
        )
        #expect(line.list(record.kernel) == ["pid=1768", "uid=0", "auid=4294967295", "ses=4294967295"])
        #expect(
            line.list(record.sender)
                == ["reason=api", "auid=0", "exe=sleep", "op=attach", "exe=\"/usr/bin/d\"", "res=success"]
        )
        #expect(line.list(record.enriched) == ["UID=\"root\"", "AUID=\"unset\""])
        #expect(line.text(record.message) == "reason=api auid=0 exe=sleep op=attach exe=\"/usr/bin/d\" res=success")
        #expect(line.value { record.kernelValue("auid", in: $0) } == "4294967295")
        #expect(line.value { record.senderValue("exe", in: $0) } == "sleep")
        #expect(line.value { record.lastSenderValue("exe", in: $0) } == "/usr/bin/d")
        #expect(line.value { record.enrichedValue("AUID", in: $0) } == "unset")
        #expect(line.value { record.kernelValue("exe", in: $0) } == nil)
        #expect(!record.isUnterminated && !record.hasForgedSeparator)
    }

    struct Example: CustomTestStringConvertible, Sendable {
        let text: String
        let fields: [String]
        let type: RecordType
        var testDescription: String { text }

        init(_ text: String, _ fields: [String], type: RecordType = .unnumbered) {
            self.text = text
            self.fields = fields
            self.type = type
        }
    }

    @Test(arguments: [
        Example(
            "auid=1001 ses=163op=remove_rule path=\"/etc/docker\" key=\"docker\" list=4 res=1",
            ["auid=1001", "ses=163", "op=remove_rule", "path=\"/etc/docker\"", "key=\"docker\"", "list=4", "res=1"],
            type: .configChange
        ),
        Example(
            "auid=4294967295 ses=4294967295op=updated_rules path=\"/x\"",
            ["auid=4294967295", "ses=4294967295", "op=updated_rules", "path=\"/x\""],
            type: .configChange
        ),
        Example("ses=163", ["ses=163"], type: .configChange),
        Example("ses=163op res=1", ["ses=163op", "res=1"], type: .configChange),
        Example("ses=163op=remove_rule", ["ses=163op=remove_rule"]),
        Example("op=\"add rule\" key=(null) list=4 res=1", ["op=\"add rule\"", "key=(null)", "list=4", "res=1"]),
        Example("key=\"a b\" list=4", ["key=\"a b\"", "list=4"]),
        Example("subj=docker-default (enforce) key=(null)", ["subj=docker-default (enforce)", "key=(null)"]),
        Example("subj==unconfined key=1", ["subj==unconfined", "key=1"]),
        Example("SADDR={ saddr_fam=local path=/run/docker.sock }", ["SADDR={ saddr_fam=local path=/run/docker.sock }"]),
        Example("SADDR={ saddr_fam=local path=/ru", ["SADDR={", "saddr_fam=local", "path=/ru"]),
        Example("a=1 a=2 a=1", ["a=1", "a=2", "a=1"]),
        Example("a=1  b=2   c=3 ", ["a=1", "b=2", "c=3"]),
        Example(" a1[1]=6465 a1_len=4", ["a1[1]=6465", "a1_len=4"]),
        Example("a= b=", ["a=", "b="]),
        Example("op= id=105", ["op=", "id=105"]),
        Example("name=\"cut", ["name=\"cut\""]),
        Example("name=\"\" x=1", ["name=\"\"", "x=1"]),
        Example("name=\"dock\"ext x=1", ["name=\"dock\"", "x=1"]),
        Example("prog-id=42 op=LOAD", ["prog-id=42", "op=LOAD"]),
        Example("=1 a=2", ["a=2"]),
        Example(
            "pid=9 uid=0 old auid=4294967295 new auid=1000 old ses=4294967295 new ses=3",
            ["pid=9", "uid=0", "auid=4294967295", "auid=1000", "ses=4294967295", "ses=3"],
            type: .login
        ),
        Example(
            "pid=9 uid=0 old-auid=4294967295 auid=1000 tty=(none) old-ses=4294967295 ses=3 res=1",
            [
                "pid=9", "uid=0", "old-auid=4294967295", "auid=1000", "tty=(none)", "old-ses=4294967295", "ses=3",
                "res=1",
            ],
            type: .login
        ),
        Example(
            "apparmor=\"DENIED\" operation=\"open\" profile=\"docker-default\" name=\"/etc/docker/key.json\" fsuid=0",
            [
                "apparmor=\"DENIED\"", "operation=\"open\"", "profile=\"docker-default\"",
                "name=\"/etc/docker/key.json\"", "fsuid=0",
            ],
            type: .avc
        ),
        Example(
            "apparmor=\"STATUS\" info=\"same as current profile, skipping\" x=1",
            ["apparmor=\"STATUS\"", "info=\"same as current profile, skipping\"", "x=1"],
            type: .avc
        ),
    ])
    func `of the kernel are divided`(example: Example) {
        let (line, record) = fields(example.text, example.type)
        #expect(line.list(record.kernel) == example.fields)
    }

    @Test(arguments: [
        Example(
            "op=adding user to group acct=\"mallory\" exe=\"/usr/sbin/usermod\" res=success",
            ["op=adding user to group", "acct=\"mallory\"", "exe=\"/usr/sbin/usermod\"", "res=success"]
        ),
        Example(
            "op=user mallory added by root to group docker acct=\"docker\"",
            ["op=user mallory added by root to group docker", "acct=\"docker\""]
        ),
        Example(
            "op=changing /etc/group; group docker/994, new name: dockr acct=\"docker\"",
            ["op=changing /etc/group; group docker/994, new name: dockr", "acct=\"docker\""]
        ),
        Example("op= id=105 exe=\"/usr/sbin/groupadd\"", ["op=", "id=105", "exe=\"/usr/sbin/groupadd\""]),
        Example(
            "op=PAM:setcred grantors=pam_permit acct=\"a\"",
            ["op=PAM:setcred", "grantors=pam_permit", "acct=\"a\""]
        ),
        Example("op=changing new-group=docker id=1003", ["op=changing", "new-group=docker", "id=1003"]),
        Example(
            "cwd=\"/\" cmd=\"ls' res=failed auid=0 x='\" res=success",
            ["cwd=\"/\"", "cmd=\"ls' res=failed auid=0 x='\"", "res=success"]
        ),
        Example("unit=docker comm=\"systemd\"", ["unit=docker", "comm=\"systemd\""]),
        Example("a bare text", []),
    ])
    func `of a sender may be sentences`(example: Example) {
        let (line, record) = fields("pid=1 uid=0 msg='\(example.text)'")
        #expect(line.list(record.sender) == example.fields)
        #expect(line.text(record.message) == example.text)
        #expect(line.list(record.kernel) == ["pid=1", "uid=0"])
    }

    @Test func `of SELinux stand behind a text`() {
        let (line, record) = fields("avc:  denied  { read write } for  pid=7 comm=\"cat\" permissive=0", .avc)
        #expect(line.text(record.leadingText) == "avc:  denied  { read write } for")
        #expect(line.list(record.kernel) == ["pid=7", "comm=\"cat\"", "permissive=0"])
    }

    @Test func `end at the last separator behind the sender's text`() {
        let (line, record) = fields(
            "pid=4242 uid=1000 auid=1000 msg='cmd=6C73 terminal=pts/0 \u{1d}AUID=\"root\" res=success'\u{1d}AUID=\"alice\""
        )
        #expect(record.hasForgedSeparator)
        #expect(line.list(record.enriched) == ["AUID=\"alice\""])
        #expect(line.list(record.kernel) == ["pid=4242", "uid=1000", "auid=1000"])
    }

    @Test func `of a raw log have no names, even forged ones`() {
        let (line, record) = fields("pid=1 msg='x=1 \u{1d}AUID=\"root\" res=success'")
        #expect(record.hasForgedSeparator)
        #expect(record.enriched.isEmpty && record.tail.isEmpty)
        #expect(line.list(record.kernel) == ["pid=1"])
    }

    @Test func `keep a sender's quotes and names of its own`() {
        let (line, record) = fields("pid=1 auid=5 msg='a=1 msg='auid=0' b='' res=failed res=success'\u{1d}AUID=\"e\"")
        #expect(line.text(record.message) == "a=1 msg='auid=0' b='' res=failed res=success")
        #expect(line.value { record.lastSenderValue("res", in: $0) } == "success")
        #expect(line.list(record.kernel) == ["pid=1", "auid=5"])
    }

    @Test func `of a record that was cut say so`() {
        let (line, record) = fields("pid=1 msg='op=login acct=\"mal")
        #expect(record.isUnterminated)
        #expect(line.list(record.sender) == ["op=login", "acct=\"mal\""])
        #expect(!fields("pid=1").fields.isUnterminated)
    }

    @Test func `are counted beyond a limit`() {
        let text = String(repeating: "a=1 ", count: RecordFields.limit + 5)
        let record = fields(text).fields
        #expect(record.kernel.count == RecordFields.limit)
        #expect(record.omitted == 5)
    }

    /// Each of these is one long line; time that grew with the square of its length would be many minutes.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [" ", "{", "a={ ", "=", "\"", "a=\" ", "a", "'", "\u{1d}", "ses=1", "msg='", "[ "]
    )
    func `take time that grows with the line`(piece: String) {
        for start in ["", "a=", "ses=", "msg='"] {
            let text = start + String(repeating: piece, count: (1 << 17) / piece.utf8.count) + "b"
            let record = fields(text, .configChange).fields
            #expect(record.kernel.count + record.sender.count + record.enriched.count <= 2 * RecordFields.limit)
        }
    }
}

@Suite struct `A tail separator` {
    @Test(arguments: [
        ("msg='op=x res=success'\u{1d}AUID=\"a\"", true, false),
        ("msg='op=x res=success'", false, false),
        ("msg='op=x \u{1d}AUID=\"root\" res=success'\u{1d}AUID=\"a\"", true, true),
        ("msg='op=x \u{1d}AUID=\"root\" res=success'", false, true),
        ("msg='op=x'\u{1d}AUID=\"root\"\u{1d}AUID=\"a\"", true, true),
        ("pid=1 \u{1d}x msg='op=x'\u{1d}AUID=\"a\"", true, true),
        ("op=start res=success\u{1d}AUID=\"a\"", true, false),
        ("op=start\u{1d}res=success\u{1d}AUID=\"a\"", true, true),
        ("", false, false),
    ])
    func `is auditd's or forged`(text: String, hasTail: Bool, isForged: Bool) {
        let (line, record) = fields(text)
        let separators = SenderSeparators(line.bytes.span, body: line.whole)
        #expect(separators.hasTail == hasTail)
        #expect(separators.isForged == isForged)
        #expect(record.hasForgedSeparator == isForged)
        #expect(record.tail.isEmpty == !hasTail)
    }
}
