import AuditEvents
import AuditRecords
import Testing

@Suite struct `A late record` {
    /// Thousands of events, with some records far behind their event.
    private func log(late: [UInt64]) -> EventLog {
        var lines = (1...5000)
            .flatMap { serial in
                [
                    "type=SYSCALL msg=audit(\(serial).000:\(serial)): a=1",
                    "type=PATH msg=audit(\(serial).000:\(serial)): item=0",
                ]
            }
        lines += late.map { "type=CWD msg=audit(\($0).000:\($0)): cwd=\"/\($0)\"" }
        return EventLog(lines)
    }

    @Test func `is kept aside in a first reading`() {
        let reading = log(late: [1, 17, 17, 3000, 4999]).read()
        #expect(reading.events.count == 5000)
        #expect(reading.late.count == 4)  // 4999 still waits, and the repeated line is kept twice
        #expect(reading.unjoined == 0)
    }

    @Test func `is put into its event in a second reading`() {
        let reading = log(late: [1, 17, 3000, 4999]).readTwice()
        #expect(reading.events.count == 5000)
        for serial in [1, 17, 3000, 4999] {
            let event = reading.events[serial - 1]
            #expect(event.stamp.serial == UInt64(serial))
            #expect(event.records.count == 3)
            #expect(event.lines.contains("type=CWD msg=audit(\(serial).000:\(serial)): cwd=\"/\(serial)\""))
        }
        #expect(reading.unjoined == 0 && reading.duplicates == 0)
    }

    @Test func `stands by itself where a log is read once`() {
        let reading = log(late: [1, 17]).read(expecting: LateRecords().asExpected())
        #expect(reading.events.count == 5002)
        #expect(reading.unjoined == 2)
        #expect(reading.late.count == 0)
    }

    @Test func `of an overlapping copy collapses with what was there`() {
        var log = log(late: [])
        log.entries += log.entries.map { EventLog.Entry(source: 1, bytes: $0.bytes) }
        let reading = log.readTwice()
        #expect(reading.events.count == 5000)
        #expect(reading.events.allSatisfy { $0.records.count == 2 })
        #expect(reading.duplicates == 10_000)
        #expect(reading.unjoined == 0)
    }

    @Test func `beyond the limit stands by itself`() {
        var lines = (1...2000).map { "type=SYSCALL msg=audit(1.000:\($0)): a=1" }
        lines += (0..<(LateRecords.recordsLimit + 5)).map { "type=PATH msg=audit(1.000:1): item=\($0)" }
        let first = EventLog(lines).read()
        #expect(first.late.count == LateRecords.recordsLimit)
        #expect(first.late.omitted >= 1)
        let lost = lines.count - first.events.reduce(0) { $0 + $1.records.count } - first.late.count
        #expect(lost == 0)
    }
}
