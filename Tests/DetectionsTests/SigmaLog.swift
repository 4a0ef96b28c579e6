import AuditEvents
import AuditRecords
import DockerActivity

@testable import Detections

/// Lines of a log, as events and as activities, for rules to look at.
struct SigmaLog {
    private(set) var events: [Event] = []
    private(set) var batch = ActivityBatch()

    init(_ lines: [String]) {
        var parser = RecordParser()
        var assembler = EventAssembler(expecting: LateRecords().asExpected())
        var extractor = ActivityExtractor(upkeep: .listed)
        var events: [Event] = []
        var found = ActivityBatch()
        func take(_ event: Event) -> Bool {
            events.append(event)
            _ = extractor.extract(event, into: &found)
            return true
        }
        for (number, line) in lines.enumerated() {
            let bytes = Array(line.utf8)
            guard case .record(let head) = parser.parse(bytes.span) else { continue }
            let position = RecordPosition(source: 0, line: UInt64(number + 1), offset: 0)
            assembler.add(bytes.span, head: head, position: position) { event, _ in take(event) }
        }
        assembler.finish { event, _ in take(event) }
        self.events = events
        batch = found
    }

    /// The ids of the rules that a record of the log matches.
    func matches(records library: DetectionLibrary) -> Set<String> {
        var ids: Set<String> = []
        var workspace = RecordRules.Workspace()
        for event in events {
            library.recordRules.matches(event, workspace: &workspace) { match in
                ids.insert(library.cards[match.number].id)
            }
        }
        return ids
    }

    /// The ids of the rules that an activity of the log matches.
    func matches(activities library: DetectionLibrary) -> Set<String> {
        var ids: Set<String> = []
        var parents = KnownProcesses()
        for activity in batch.activities {
            library.rules.matches(activity, of: batch, parents: parents) { ids.insert(library.cards[$0].id) }
            if library.rules.needsParents { parents.note(activity, of: batch) }
        }
        return ids
    }
}

extension DetectionLoader {
    /// A loader that has read one text.
    init(reading text: String, file: String? = "rules.yml") {
        self.init()
        add(text, file: file)
    }
}
