import AuditEvents
import AuditRecords
import Testing
import TestSupport

@Suite struct `An event assembler` {
    private func events(_ lines: String...) -> [Event] { EventLog(lines).read().events }

    @Test func `joins records of one stamp`() {
        let events = events(
            "type=SYSCALL msg=audit(1.000:7): a=1",
            "type=SYSCALL msg=audit(1.000:8): a=2",
            "type=PATH msg=audit(1.000:7): item=0",
            "type=PATH msg=audit(900.000:7): item=0",
            "type=LOGIN msg=audit(901.000:9): pid=1",
            "type=SYSCALL msg=audit(901.000:9): a=1"
        )
        #expect(events.map(\.records.count) == [2, 1, 1, 2])
        #expect(events.map(\.stamp.serial) == [7, 8, 7, 9])
        #expect(events.last?.records.map(\.type) == [.login, .syscall])
        #expect(events.first?.first(.path)?.position.line == 3)
        #expect(events.first?.first(.cwd) == nil)
    }

    @Test func `keeps nodes and auditd's own serials apart`() {
        let reading = EventLog([
            "node=a type=SYSCALL msg=audit(1.000:7): a=1",
            "node=b type=SYSCALL msg=audit(1.000:7): a=1",
            "type=SYSCALL msg=audit(1.000:7): a=1",
            "type=DAEMON_START msg=audit(1.000:7): op=start",
            "node=a type=PATH msg=audit(1.000:7): item=0",
            "type=DAEMON_END msg=audit(1.000:7): op=terminate",
        ])
        .read()
        #expect(reading.events.map(\.records.count) == [2, 1, 1, 2])
        #expect(reading.events.map(\.nodeName) == ["a", "b", "", ""])
        #expect(reading.events.map(\.isFromDaemon) == [false, false, false, true])
        #expect(reading.duplicates == 0)
        #expect(reading.ledgers.names.map { String(decoding: $0, as: UTF8.self) } == ["a", "b", ""])
    }

    @Test func `joins what two sources hold`() {
        let log = EventLog([
            EventLog.Entry(source: 0, bytes: Array("type=SYSCALL msg=audit(1.000:7): a=1".utf8)),
            EventLog.Entry(source: 1, bytes: Array("type=CWD msg=audit(1.000:7): cwd=\"/\"".utf8)),
        ])
        let events = log.read().events
        #expect(events.count == 1)
        #expect(events.first?.records.map(\.position.source) == [0, 1])
    }

    @Test func `collapses and counts repeated lines`() {
        let line = "type=PATH msg=audit(1.000:7): item=0 name=\"a\""
        let reading = EventLog([line, "Nov 14 x: \(line)", line + "\r", line.replacing("\"a\"", with: "\"b\""), line])
            .read()
        #expect(reading.events.count == 1)
        #expect(reading.events.first?.records.count == 2)
        #expect(reading.events.first?.duplicates == 3)
        #expect(reading.duplicates == 3)
    }

    @Test(arguments: ["06-admin-edits-config", "36-path-tricks", "53-rotation", "39-links", "45-i386"])
    func `gives the same events whatever the order within the window`(name: String) {
        let log = EventLog.recording(name)
        let wanted = log.read()
        let unordered = Set(wanted.events.map(\.unordered))
        #expect(wanted.events.count > 20)
        var random = SplitMix64(seed: 0x0dde5)
        for reach in [2, 20, 500] {
            // Every record moves by at most `reach` places, so fewer than a window of events begin between two of one.
            let shuffled = log.entries.enumerated()
                .map { (place: $0.offset + Int.random(in: 0..<reach, using: &random), entry: $0.element) }
                .sorted { $0.place < $1.place }
                .map(\.entry)
            let reading = EventLog(shuffled).read()
            #expect(Set(reading.events.map(\.unordered)) == unordered)
            #expect(reading.events.count == wanted.events.count)
            #expect(reading.late.count == 0 && reading.unjoined == 0)
            #expect(reading.duplicates == wanted.duplicates)
            #expect(
                reading.ledgers.ledgers.first?.gaps.map(\.missing) == wanted.ledgers.ledgers.first?.gaps.map(\.missing)
            )
        }
    }

    @Test(arguments: ["53-rotation", "17-sock-in-container", "41-weird-names-raw", "24-trojan-binary"])
    func `keeps every line to the byte`(name: String) {
        let log = EventLog.recording(name)
        let records = log.entries.map { String(decoding: $0.bytes, as: UTF8.self) }
        let reading = log.read()
        let kept = reading.events.flatMap { event in event.records.map { ($0.position.line, event.text($0)) } }
            .sorted { $0.0 < $1.0 }
        if reading.duplicates == 0, records.allSatisfy({ $0.hasPrefix("type=") }) { #expect(kept.map(\.1) == records) }
        for (line, text) in kept { #expect(text == records[Int(line) - 1]) }
        #expect(kept.count + Int(reading.duplicates) == records.count)
    }

    @Test func `lets the oldest event go when a window of younger ones has begun`() {
        var parser = RecordParser()
        var assembler = EventAssembler()
        var released: [UInt64] = []
        for serial in 1...(EventAssembler.window + 3) {
            let line = Array("type=SYSCALL msg=audit(1.000:\(serial)): a=1".utf8)
            guard case .record(let head) = parser.parse(line.span) else { continue }
            let position = RecordPosition(source: 0, line: 1, offset: 0)
            assembler.add(line.span, head: head, position: position) { event, _ in
                released.append(event.stamp.serial)
                return true
            }
        }
        #expect(released == [1, 2, 3])
        assembler.finish { event, _ in
            released.append(event.stamp.serial)
            return true
        }
        #expect(released == (1...UInt64(EventAssembler.window + 3)).map { $0 })
    }

    @Test func `loses nothing when the event that it feeds goes early`() {
        // Events so large that waiting bytes, not the window, let the first one go while its records still come.
        let filler = String(repeating: "x", count: 1 << 20)
        var lines = (1...64).map { "type=PATH msg=audit(1.000:\($0)): name=\(filler)" }
        lines += (1...3).map { "type=CWD msg=audit(1.000:1): cwd=\"/\($0)\"" }
        lines += (100..<1300).map { "type=SYSCALL msg=audit(2.000:\($0)): a=1" }
        let log = EventLog(lines)
        for reading in [log.read(expecting: LateRecords().asExpected()), log.readTwice()] {
            #expect(reading.events.flatMap(\.lines).sorted() == lines.sorted())
            for event in reading.events {
                #expect(event.lines.allSatisfy { $0.contains(":\(event.stamp.serial)):") })
            }
        }
    }

    @Test func `divides an event with too many records`() {
        let count = EventAssembler.recordsLimit + 10
        let lines = (0..<count).map { "type=PATH msg=audit(1.000:1): item=\($0)" }
        for reading in [EventLog(lines).read(), EventLog(lines).readTwice()] {
            #expect(reading.events.map(\.records.count) == [EventAssembler.recordsLimit, 10])
            #expect(reading.events.map(\.isCutShort) == [true, false])
            #expect(reading.cutShort == 1)
            #expect(reading.late.count == 0 && reading.unjoined == 0 && reading.duplicates == 0)
        }
    }

    @Test func `divides an event with too many bytes`() {
        let filler = String(repeating: "x", count: 1 << 20)
        let lines = (0..<20).map { "type=PATH msg=audit(1.000:1): item=\($0) name=\(filler)" }
        let reading = EventLog(lines).readTwice()
        #expect(reading.events.map(\.records.count) == [16, 4])
        #expect(reading.events.flatMap(\.lines) == lines)
        #expect(reading.cutShort == 1)
    }

    @Test func `finds repeats among many records without comparing all with all`() {
        // Alike but for their end: comparing every pair byte by byte would take many minutes.
        let filler = String(repeating: "x", count: 300)
        let lines = (10_000..<40_000).map { "type=PATH msg=audit(1.000:1): name=\(filler)\($0)" }
        let reading = EventLog(lines + lines).read()
        #expect(reading.duplicates == 30_000)
        #expect(reading.events.map(\.records.count) == [30_000])
    }
}
