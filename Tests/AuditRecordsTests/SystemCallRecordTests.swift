@testable import AuditRecords
import Testing
import TestSupport

@Suite struct `A system call's record` {
    private func record(_ text: String) -> (line: Line, record: SystemCallRecord) {
        let line = Line(text)
        return (line, SystemCallRecord(line.bytes.span, body: line.whole))
    }

    static let real =
        "arch=c000003e syscall=257 success=no exit=-13 a0=ffffff9c a1=7ffc a2=241 a3=1b6 items=2 ppid=10 pid=11 "
        + "auid=1001 uid=1 gid=2 euid=3 suid=4 fsuid=5 egid=6 sgid=7 fsgid=8 tty=pts0 ses=231 comm=\"sh\" "
        + "exe=\"/usr/bin/dash\" subj=docker-default (enforce) key=\"docker\""

    private func expectReal(_ line: Line, _ record: SystemCallRecord) {
        #expect(record.architecture == 0xc000_003e)
        #expect(record.number == 257)
        #expect(record.success == false)
        #expect(record.exit == -13)
        #expect((0..<4).map { record.argument($0, in: line.bytes.span) } == [0xffff_ff9c, 0x7ffc, 0x241, 0x1b6])
        #expect(record.items == 2)
        #expect(record.parentProcess == 10)
        #expect(record.process == 11)
        #expect(record.loginID == 1001)
        #expect(record.userID == 1)
        #expect(record.groupID == 2)
        #expect(record.effectiveUserID == 3)
        #expect(record.effectiveGroupID == 6)
        #expect(record.session == 231)
        #expect(line.text(record.terminal.range) == "pts0")
        #expect(line.decoded(record.taskName) == "sh")
        #expect(line.decoded(record.executable) == "/usr/bin/dash")
        #expect(line.decoded(record.key) == "docker")
    }

    @Test func `gives its fields`() {
        let (line, record) = self.record(Self.real)
        expectReal(line, record)
        #expect(record.tail.isEmpty)
    }

    @Test func `gives its fields in any order, among unknown ones`() {
        var random = SplitMix64(seed: 0x5ca11)
        var parts = Self.real.replacing(" (enforce)", with: "").split(separator: " ").map(String.init)
        parts += ["(enforce)", "unknown=1", "averyveryverylongname=\"x y\"", "fsuid=9", "saddr_fam={", "=7", "=="]
        for _ in 0..<200 {
            parts.shuffle(using: &random)
            let (line, record) = self.record(parts.joined(separator: " ") + "\u{1d}ARCH=x86_64 AUID=\"alice\"")
            expectReal(line, record)
            #expect(line.text(record.tail) == "ARCH=x86_64 AUID=\"alice\"")
        }
    }

    @Test(arguments: [
        "subj=docker-default (enforce)", "subj==unconfined", "subj==/usr/bin/man//&man_groff (enforce)",
        "subj=system_u:system_r:container_t:s0:c123,c456", "subj=?", "subj=/{,usr/}sbin/dhclient", "subj=",
    ])
    func `is read across every context`(subject: String) {
        let (line, record) = self.record("pid=7 \(subject) key=\"docker\"\u{1d}AUID=\"x\"")
        #expect(record.process == 7)
        #expect(line.decoded(record.key) == "docker")
        #expect(line.text(record.tail) == "AUID=\"x\"")
    }

    @Test func `keeps the working directory's descriptor of 32 and 64 bits`() {
        let short = record("a0=ffffff9c a1=0")
        #expect(short.record.argument(0, in: short.line.bytes.span) == 0xffff_ff9c)
        let long = record("a0=ffffffffffffff9c a1=0")
        #expect(long.record.argument(0, in: long.line.bytes.span) == 0xffff_ffff_ffff_ff9c)
    }

    @Test func `has an unset login user, however written`() {
        #expect(record("auid=4294967295").record.loginID == 4_294_967_295)
        #expect(record("auid=-1").record.loginID == 4_294_967_295)
        #expect(record("auid=").record.loginID == nil)
        #expect(record("auid=unset").record.loginID == nil)
        #expect(record("auid=4294967296").record.loginID == nil)
    }

    @Test func `says nothing where the kernel said nothing`() {
        let (_, record) = self.record("arch=c000003e syscall=231 a0=0 items=0 pid=7")
        #expect(record.success == nil)
        #expect(record.exit == nil)
        #expect(record.key.isAbsent)
        #expect(record.parentProcess == nil)
        for odd in ["success=", "success=maybe", "success=YES", "success=nope", "success=yess"] {
            #expect(self.record(odd).record.success == nil)
        }
    }

    @Test func `keeps keys in hex and their absence`() {
        let (line, several) = self.record("key=646F636B65720164657461696C")
        #expect(line.decoded(several.key) == "docker\u{1}detail")
        let (other, none) = record("key=(null)\u{1d}ARCH=x86_64")
        #expect(other.isNull(none.key))
        #expect(other.decoded(none.key) == "")
    }

    @Test func `of io_uring has its operation for a number`() {
        let (_, record) = self.record("uring_op=18 success=yes exit=5 items=2 ppid=1 pid=2 uid=0 key=\"docker\"")
        #expect(record.number == 18)
        #expect(record.success == true)
        #expect(record.architecture == nil)
        #expect(record.loginID == nil)
    }

    @Test func `is read as far as it goes when cut anywhere`() {
        let bytes = Array((Self.real + "\u{1d}ARCH=x86_64 SYSCALL=openat AUID=\"alice\"").utf8)
        for end in 0...bytes.count {
            let line = Line(Array(bytes[..<end]))
            let record = SystemCallRecord(line.bytes.span, body: line.whole)
            // What stands whole before the cut is the same.
            if end > 40 { #expect(record.architecture == 0xc000_003e && record.number == 257) }
            for value in [record.terminal, record.taskName, record.executable, record.key] {
                #expect(value.range.end <= UInt32(end) && value.range.start <= value.range.end)
            }
            #expect(record.tail.end <= UInt32(end))
        }
    }
}
