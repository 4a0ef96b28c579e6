import AuditEvents
import AuditRecords
import DockerActivity

/// What an extractor makes of lines.
struct ActivityLog {
    var batch = ActivityBatch()

    init(_ lines: [String]) {
        var parser = RecordParser()
        var assembler = EventAssembler(expecting: LateRecords().asExpected())
        var extractor = ActivityExtractor(upkeep: .listed)
        var found = ActivityBatch()
        for (number, line) in lines.enumerated() {
            let bytes = Array(line.utf8)
            guard case .record(let head) = parser.parse(bytes.span) else { continue }
            let position = RecordPosition(source: 0, line: UInt64(number + 1), offset: 0)
            assembler.add(bytes.span, head: head, position: position) { event, _ in
                extractor.extract(event, into: &found) != nil
            }
        }
        assembler.finish { event, _ in extractor.extract(event, into: &found) != nil }
        batch = found
    }

    var activities: [Activity] { batch.activities }

    func text(_ range: ByteRange?) -> String {
        String(decoding: batch.bytes[(range ?? ByteRange()).indices], as: UTF8.self)
    }
}
