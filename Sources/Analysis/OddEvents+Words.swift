import AuditEvents
import DockerActivity

extension OddEvents.Kind {
    /// What is said of events that are odd in one way.
    struct Words {
        let kind: Report.Gap.Kind
        let confidence: Confidence
        /// The subject, for one and for several.
        let subject: (one: String, several: String)
        /// What they do, for one and for several, and what that means.
        let predicate: (one: String, several: String)

        func detail(_ count: UInt64) -> String {
            count == 1
                ? "1 \(subject.one) \(predicate.one)" : "\(count) \(subject.several) \(predicate.several)"
        }
    }

    /// What is said of them; nil where it means nothing in a log with these counts.
    ///
    /// A rule of the exclude list can keep records of one type out of the log. Then all events lack it.
    func words(_ tally: ScanTally) -> Words? {
        let overflow = "the kernel's backlog overflowed, or lines are missing"
        func lost(_ confidence: Confidence, _ lack: (one: String, several: String), _ why: String) -> Words {
            Words(
                kind: .lostEvents,
                confidence: confidence,
                subject: ("event", "events"),
                predicate: ("\(lack.one): \(why)", "\(lack.several): \(why)")
            )
        }
        switch self {
        case .lacksParts:
            let more = "more path items or arguments than the log holds"
            return lost(.certain, ("announces \(more)", "announce \(more)"), overflow)
        case .lacksCall:
            return lost(
                .certain,
                ("has lost its SYSCALL record", "have lost their SYSCALL record"),
                "what was done, and by whom, is not known; \(overflow)"
            )
        case .lacksTitle:
            guard tally.odd[self].count * 2 <= tally.calls else { return nil }
            return lost(.likely, ("has no PROCTITLE record", "have no PROCTITLE record"), overflow)
        case .lacksDirectory:
            guard tally.odd[self].count * 2 <= tally.callsWithItems else { return nil }
            return lost(.likely, ("has no CWD record", "have no CWD record"), overflow)
        case .repeats:
            return Words(
                kind: .duplicatedRecords,
                confidence: .certain,
                subject: ("line", "lines"),
                predicate: (
                    "repeats another of its event, and is counted once",
                    "repeat others of their events, and are counted once"
                )
            )
        case .stray:
            let late = "came more than \(EventAssembler.window) events after"
            let twice = "acts that they repeat are counted twice"
            return Words(
                kind: .tornRecord,
                confidence: .certain,
                subject: ("record", "records"),
                predicate: (
                    "\(late) its event and stands by itself; an act that it repeats is counted twice",
                    "\(late) their events and stand by themselves; \(twice)"
                )
            )
        case .forgedSeparator:
            let holds = "the byte that divides auditd's names from the rest: other tools believe the names behind it"
            return Words(
                kind: .forgedRecord,
                confidence: .certain,
                subject: ("record from user space", "records from user space"),
                predicate: ("holds \(holds)", "hold \(holds)")
            )
        }
    }
}
