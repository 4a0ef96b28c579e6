import AuditRecords
import DockerActivity
import Reports
import Testing

@Suite struct `A timeline in CSV` {
    private static let header = """
        kind,time,serial,node,action,outcome,errno,file.path,file.recorded,file.from,file.class,file.resolvedBy,file.route,\
        file.device,file.inode,file.mode,file.newMode,file.owner,file.group,group.name,group.member,group.resolvedBy,\
        audit.operation,audit.key,audit.path,audit.old,audit.new,audit.setting,subject.login,subject.auid,\
        subject.session,subject.source,subject.user,subject.uid,subject.effectiveUser,subject.euid,subject.pid,\
        subject.ppid,subject.exe,subject.comm,subject.command,subject.tty,subject.kind,container.id,container.name,container.image,\
        container.startedBy,container.confidence,container.candidates,container.startedFrom,container.role,\
        keys,syscall,arch,disposition,findings,redacted,\
        evidence.source,evidence.line,evidence.count
        """

    @Test func `names its columns as JSON names its fields`() {
        var renderer = CSVTimeline(context: SampleBatch.context)
        #expect(output { renderer.appendHeader(to: &$0) } == Self.header + "\r\n")
    }

    @Test func `has a cell for each column`() {
        let line = SampleBatch.contractExample.rendered(by: CSVTimeline(context: SampleBatch.context))
        #expect(
            line == """
                activity,2026-11-20T21:12:18.703Z,44595,,create,success,,/etc/docker/x,x,,daemon-config,cwd,plain,\
                fe:00,983938,0644,0666,root,root,,,,\
                ,,,,,,alice,1001,\
                231,127.0.0.1,root,0,root,0,18768,\
                18767,/usr/bin/dash,sh,"sh -c cd /etc/docker && echo {} > x && mv x daemon.json",pts0,person,,,\
                ,,,,,,"docker",openat,x86_64,suspicious,,0,\
                audit.log.1.gz,1201,1\r\n
                """
        )
        #expect(cells(line.dropLast()) == cells(Self.header[...]))
    }

    @Test func `keeps numbers below zero numbers`() {
        var sample = SampleBatch()
        sample.add(.auditSetting) {
            var audit = AuditFacts()
            audit.operation = $1.store("=set")
            audit.old = -1
            audit.new = 0
            $0.audit = audit
        }
        let line = sample.rendered(by: CSVTimeline(context: SampleBatch.context))
        #expect(line.contains(",'=set,,,-1,0,,alice,"))
    }

    @Test func `stays one line of as many cells, whatever the names`() {
        var random = SeededBytes(seed: 8)
        var sample = SampleBatch()
        for _ in 0..<400 {
            let texts = (0..<6).map { _ in random.hostileText(upTo: 30) }
            sample.add(.rename) { activity, sample in
                activity.node = sample.store(texts[0])
                activity.file = FileFacts()
                activity.file?.path = sample.store(texts[1])
                activity.file?.from = sample.store(texts[2])
                activity.subject.login = sample.store(texts[3])
                activity.subject.command = sample.store(texts[4])
                activity.keys = sample.store(texts[5])
            }
        }
        let text = sample.rendered(by: CSVTimeline(context: SampleBatch.context))
        let lines = text.unicodeScalars.split(separator: "\n")
        #expect(lines.count == 400)
        for line in lines { #expect(cells(Substring(line.dropLast())) == cells(Self.header[...]), "\(line)") }
    }

    /// How many cells a line has by RFC 4180.
    private func cells(_ line: Substring) -> Int {
        var count = 1
        var isQuoted = false
        for byte in line.utf8 {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ","), !isQuoted { count += 1 }
        }
        return isQuoted ? 0 : count
    }
}
