import AuditEvents
import AuditRecords
import DockerActivity
import Testing

@Suite struct `An event that may grow` {
    private static let lines = [
        "type=SYSCALL msg=audit(1.000:7): arch=c000003e syscall=257 success=yes exit=3 a0=ffffff9c a1=7f a2=241 a3=1b6 "
            + "items=2 ppid=1 pid=2 auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=3 "
            + "comm=\"vi\" exe=\"/usr/bin/vi\" key=\"docker\"",
        "type=CWD msg=audit(1.000:7): cwd=\"/root\"",
        "type=PATH msg=audit(1.000:7): item=0 name=\"/etc/docker/\" inode=1 dev=fe:00 mode=040755 ouid=0 ogid=0 "
            + "rdev=00:00 nametype=PARENT",
        "type=PROCTITLE msg=audit(1.000:7): proctitle=7669",
        "type=PATH msg=audit(1.000:7): item=1 name=\"/etc/docker/daemon.json\" inode=2 dev=fe:00 mode=0100644 ouid=0 "
            + "ogid=0 rdev=00:00 nametype=CREATE",
    ]

    /// The paths and how many events were incomplete, of lines that are read eagerly or patiently.
    private func paths(_ lines: [String], eager: Bool) -> (paths: [String], incomplete: UInt64) {
        var parser = RecordParser()
        var assembler = EventAssembler(eager: eager)
        var extractor = ActivityExtractor(upkeep: .listed)
        var batch = ActivityBatch()
        var incomplete: UInt64 = 0
        func take(_ event: Event, _ occasion: EventAssembler.Occasion) -> Bool {
            let facts = extractor.extract(event, mayGrow: occasion == .looksComplete, into: &batch)
            if facts?.lack.contains(.parts) == true { incomplete += 1 }
            return facts != nil
        }
        for (number, line) in lines.enumerated() {
            let bytes = Array(line.utf8)
            guard case .record(let head) = parser.parse(bytes.span) else { continue }
            let position = RecordPosition(source: 0, line: UInt64(number + 1), offset: 0)
            assembler.add(bytes.span, head: head, position: position) { take($0, $1) }
        }
        assembler.finish { take($0, $1) }
        let found = batch.activities.map { activity in
            String(decoding: batch.bytes[(activity.file?.path ?? ByteRange()).indices], as: UTF8.self)
        }
        return (found, incomplete)
    }

    @Test(arguments: [false, true]) func `is taken once it is whole`(eager: Bool) {
        let (paths, incomplete) = paths(Self.lines, eager: eager)
        #expect(paths == ["/etc/docker/daemon.json"])
        #expect(incomplete == 0)
    }

    @Test(arguments: [false, true]) func `is taken as it is when the log has ended`(eager: Bool) {
        let (paths, incomplete) = paths(Array(Self.lines.dropLast()), eager: eager)
        #expect(paths == ["/etc/docker"])
        #expect(incomplete == 1)
    }
}
