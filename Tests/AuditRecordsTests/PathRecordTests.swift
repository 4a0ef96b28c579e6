@testable import AuditRecords
import Testing
import TestSupport

@Suite struct `A path's record` {
    private func record(_ text: String) -> (line: Line, record: PathRecord) {
        let line = Line(text)
        return (line, PathRecord(line.bytes.span, body: line.whole))
    }

    @Test func `gives its fields`() {
        let (line, record) = self.record(
            "item=1 name=\"/etc/docker/daemon.json\" inode=983938 dev=fe:00 mode=0100644 ouid=0 ogid=4 rdev=00:00 "
                + "nametype=CREATE cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0\u{1d}OUID=\"root\" OGID=\"adm\""
        )
        #expect(record.item == 1)
        #expect(line.decoded(record.name) == "/etc/docker/daemon.json")
        #expect(record.inode == 983_938)
        #expect(line.text(record.device) == "fe:00")
        #expect(record.mode == 0o100644)
        #expect(record.ownerID == 0)
        #expect(record.groupID == 4)
        #expect(record.nameType == .create)
        let tail = line.text(record.tail(in: line.bytes.span))
        #expect(tail == "OUID=\"root\" OGID=\"adm\"")
    }

    @Test func `gives its fields in any order before the name's part`() {
        var random = SplitMix64(seed: 0x9a7)
        var parts = [
            "item=3", "name=\"a\"", "inode=18446744073709551615", "dev=00:2c", "mode=0100600", "ouid=5",
            "ogid=6", "rdev=00:00", "obj=system_u:object_r:etc_t:s0", "new=\"x\"",
        ]
        for part in ["nametype=DELETE", "objtype=DELETE"] {
            parts.shuffle(using: &random)
            let (line, record) = self.record((parts + [part]).joined(separator: " "))
            #expect(record.item == 3 && record.inode == .max && record.mode == 0o100600)
            #expect(record.ownerID == 5 && record.groupID == 6 && record.nameType == .delete)
            #expect(line.decoded(record.name) == "a" && line.text(record.device) == "00:2c")
        }
    }

    @Test(arguments: [
        ("NORMAL", PathRecord.NameType.normal), ("PARENT", .parent), ("CREATE", .create), ("DELETE", .delete),
        ("UNKNOWN", .unknown), ("0", .unknown), ("", .unknown), ("NORM", .unknown), ("NORMALLY", .unknown),
        ("create", .unknown),
    ])
    func `has a part in the call`(text: String, part: PathRecord.NameType) {
        #expect(record("nametype=\(text)\u{1d}X=1").record.nameType == part)
        #expect(record("objtype=\(text) cap_fp=0").record.nameType == part)
    }

    @Test func `tells what is quoted from what is encoded`() {
        let names: [(text: String, name: String)] = [
            ("name=\"DEADBEEF\"", "DEADBEEF"), ("name=\"(null)\"", "(null)"), ("name=\"?\"", "?"), ("name=(null)", ""),
            ("name=\"\"", ""), ("name=41424344", "ABCD"), ("name=2F6574632F612062", "/etc/a b"),
            ("name=612020747970653D504154480A74", "a  type=PATH\nt"), ("name=\"a'b\\c\"", "a'b\\c"),
        ]
        for (text, name) in names {
            let (line, record) = self.record("item=0 \(text) inode=5 nametype=NORMAL")
            #expect(line.decoded(record.name) == name)
            #expect(record.inode == 5)
            #expect(record.nameType == .normal)
        }
        let (line, none) = record("item=0 name=(null) inode=5")
        #expect(line.isNull(none.name))
        let (other, quoted) = record("item=0 name=\"(null)\" inode=5")
        #expect(!other.isNull(quoted.name))
    }

    @Test func `without an inode has none`() {
        let (_, record) = self.record("item=0 name=\"/etc/docker/x\" nametype=UNKNOWN")
        #expect(record.inode == nil && record.mode == nil && record.ownerID == nil && record.device.isEmpty)
    }

    @Test func `cut inside a name has what is left of it`() {
        let (line, record) = self.record("item=1 name=\"docker/daem")
        #expect(line.decoded(record.name) == "docker/daem")
        #expect(record.nameType == .unknown)
    }
}

@Suite struct `A small record` {
    @Test(arguments: [
        ("cwd=\"/etc/docker\"", "/etc/docker"), ("cwd=2F6120622F", "/a b/"), ("x=1 cwd=\"/\"\u{1d}Y=2", "/"),
        ("cwd=(null)", ""), ("cwd=\"/cut", "/cut"), ("", ""), ("cwds=\"/no\"", ""),
    ])
    func `has the working directory`(text: String, directory: String) {
        let line = Line(text)
        let record = CwdRecord(line.bytes.span, body: line.whole)
        #expect(line.decoded(record.directory) == directory)
    }

    @Test(arguments: [
        ("proctitle=646F636B657200707300", "docker\u{0}ps\u{0}"), ("proctitle=\"(null)\"", "(null)"),
        ("proctitle=(null)", ""), ("proctitle=\"-bash\"", "-bash"), ("proctitle=64F", "64F"),
    ])
    func `has the process title`(text: String, title: String) {
        let line = Line(text)
        let record = ProctitleRecord(line.bytes.span, body: line.whole)
        #expect(line.decoded(record.title) == title)
    }

    @Test(arguments: [
        ("oflag=0102001 mode=0600 resolve=0xa", UInt64?.some(0o102001)), ("mode=0600 oflag=0", 0), ("oflag=08", nil),
        ("mode=0600", nil), ("oflag=", nil),
    ])
    func `has the flags of openat2 in octal`(text: String, flags: UInt64?) {
        let line = Line(text)
        let record = OpenHowRecord(line.bytes.span, body: line.whole)
        #expect(record.flags == flags)
    }

    @Test func `has the names that auditd added`() {
        let subject = Line(
            "ARCH=x86_64 SYSCALL=openat AUID=\"alice\" UID=\"root\" GID=\"root\" EUID=\"bob\" AUID=\"x\""
        )
        let names = EnrichedNames(subjectIn: subject.bytes.span, tail: subject.whole)
        #expect(subject.text(names.login) == "alice")
        #expect(subject.text(names.user) == "root")
        #expect(subject.text(names.effectiveUser) == "bob")
        let file = Line("OUID=\"root\" OGID=\"docker\"")
        let owner = EnrichedNames(fileIn: file.bytes.span, tail: file.whole)
        #expect(file.text(owner.owner) == "root")
        #expect(file.text(owner.group) == "docker")
    }
}
