import AuditEvents
import AuditRecords
import Testing
import TestSupport

@Suite struct `An eager assembler` {
    private static let call = "type=SYSCALL msg=audit(1.000:7): a=1 items=2"
    private static let title = "type=PROCTITLE msg=audit(1.000:7): proctitle=6C73"
    private static func path(_ item: Int) -> String { "type=PATH msg=audit(1.000:7): item=\(item) name=\"a\"" }

    /// Whether an event holds as many PATH records as its SYSCALL record says.
    private func hasAllItems(_ event: Event) -> Bool {
        guard let call = event.first(.syscall) else { return true }
        let items = SystemCallRecord(event.bytes.span, body: call.body).items ?? 0
        return event.records.count { $0.type == .path } >= Int(items)
    }

    @Test(arguments: [
        "06-admin-edits-config", "24-trojan-binary", "36-path-tricks", "39-links", "45-i386",
        "53-rotation",
    ])
    func `gives the same events as a patient one`(name: String) {
        let log = EventLog.recording(name)
        let patient = log.read()
        let eager = log.read(eager: true, isWhole: hasAllItems)
        #expect(eager.late.count == 0 && eager.unjoined == 0)
        #expect(eager.early * 2 > patient.events.count && patient.events.count > 20)
        #expect(eager.duplicates == patient.duplicates)
        let byNumber = eager.events.sorted { $0.number < $1.number }
        #expect(byNumber.map(\.lines) == patient.events.map(\.lines))
    }

    @Test func `gives the same events of a log whose records moved, or finds what came too late`() {
        let log = EventLog.recording("06-admin-edits-config")
        let patient = Set(log.read().events.map(\.unordered))
        var random = SplitMix64(seed: 0xea9e5)
        var equal = 0
        for reach in [2, 2, 2, 3, 3, 5, 10, 50] {
            let shuffled = log.entries.enumerated()
                .map { (place: $0.offset + Int.random(in: 0..<reach, using: &random), entry: $0.element) }
                .sorted { $0.place < $1.place }
                .map(\.entry)
            let eager = EventLog(shuffled).read(eager: true, isWhole: hasAllItems)
            if eager.late.count > 0 { continue }
            #expect(Set(eager.events.map(\.unordered)) == patient)
            equal += 1
        }
        #expect(equal > 0)
    }

    @Test func `lets an event go with its process title`() {
        let reading = EventLog([Self.call, Self.path(0), Self.path(1), Self.title]).read(eager: true)
        #expect(reading.early == 1)
        #expect(reading.events.map(\.records.count) == [4])
    }

    @Test func `lets an event go with the mark of its end, which it may see again`() {
        let end = "type=EOE msg=audit(1.000:7): "
        let reading = EventLog([Self.call, Self.path(0), end, end]).read(eager: true)
        #expect(reading.early == 1)
        #expect(reading.events.map(\.records.count) == [3])
        #expect(reading.late.count == 0 && reading.unjoined == 0)
    }

    @Test func `lets what a program sends go at once`() {
        let reading = EventLog(["type=USER_START msg=audit(1.000:7): pid=1 msg='op=open'"]).read(eager: true)
        #expect(reading.early == 1)
    }

    @Test func `keeps an event without a system call`() {
        let reading = EventLog([Self.title, Self.call]).read(eager: true)
        #expect(reading.early == 0)
        #expect(reading.events.map(\.records.count) == [2])
    }

    @Test func `lets an event wait that is not taken`() {
        let reading = EventLog([Self.call, Self.path(0), Self.title, Self.path(1)])
            .read(eager: true, isWhole: hasAllItems)
        #expect(reading.early == 0)
        #expect(reading.events.map(\.records.count) == [4])
        #expect(reading.late.count == 0)
    }

    @Test(arguments: [path(1), title, call])
    func `finds what comes after an event that has gone`(line: String) {
        let log = EventLog([Self.call, Self.path(0), Self.title, line])
        let eager = log.read(eager: true)
        #expect(eager.early == 1)
        #expect(eager.events.map(\.records.count) == [3])
        #expect(eager.late.count == 1)
        // Which a patient reading puts where it belongs.
        #expect(log.read().events.count == 1)
    }
}
