public import AuditRecords

/// One action, by one subject, on one host file, docker group or audit setting.
///
/// A small plain value: all text lies in the bytes of the `ActivityBatch` that holds it, and is named here by ranges.
/// An empty range means that the records do not say it. Nothing here has been escaped: text from a log is hostile.
public struct Activity: Sendable, Codable {
    /// Time and serial of the event.
    public var stamp: Stamp
    /// The machine that the records name with `node=`; empty where they name none.
    public var node = ByteRange()
    /// What was done, or attempted.
    public var action: Action
    /// Whether it was done.
    public var outcome = Outcome.unknown
    /// The error of a failed call, as a positive number (`13` for EACCES); 0 where there is none.
    public var errorNumber: Int32 = 0
    /// The file acted on; nil where the action is on a group or an audit setting.
    public var file: FileFacts?
    /// The group acted on.
    public var group: GroupFacts?
    /// The audit setting acted on.
    public var audit: AuditFacts?
    /// Who acted.
    public var subject = SubjectFacts()
    /// How the docker group's rights were used, or asked for; nil where they were not, as far as anybody knows.
    public var groupUse: GroupUse?
    /// The arguments of an execution of the engine's client, a shim or runc, each with the byte 0x00 behind it.
    public var arguments = ByteRange()
    /// Whether the records do not hold all of them.
    public var hasMissingArguments = false
    /// The container that acted; nil where it was none, as far as anybody knows.
    public var container: ContainerFacts?
    /// The keys of the audit rule that fired, separated by the byte 0x01 as in the record.
    public var keys = ByteRange()
    /// The system call, with the architecture whose table numbers it; nil for records from user space.
    public var systemCall: SystemCall?
    /// What an auditor should make of it, as far as the event itself tells.
    public var disposition = Disposition.noteworthy
    /// The detections that it matches, or is part of a finding of: their ids, with the byte 0x01 between them.
    public var detections = ByteRange()
    /// Where the event's first record stands.
    public var evidence: Evidence
    /// The files that the call named, for the trail.
    public var items = ItemRange()
    /// Whether it is the engine's own upkeep below its data root, if the process is the engine's indeed.
    public var looksLikeUpkeep = false
    /// Whether it is the act of a process, or of a descendant of one, that was asked for.
    public var isInTree = false
    /// Whether it is among what was asked for; what is not can still tell that something else is suspicious.
    public var isWanted = true

    /// An activity of which only stamp, action and place are known.
    public init(stamp: Stamp, action: Action, evidence: Evidence) {
        self.stamp = stamp
        self.action = action
        self.evidence = evidence
    }
}

extension Activity {
    /// Bytes of its texts.
    public var textBytes: Int {
        var count = 0
        var copy = self
        copy.mapText { range in
            count += range.count
            return range
        }
        return count
    }

    /// Replaces each range of text by what `place` gives for it.
    mutating func mapText(_ place: (ByteRange) -> ByteRange) {
        func move(_ range: inout ByteRange) {
            // An empty range has a place as well, which may lie behind the end of other bytes.
            range = range.isEmpty ? ByteRange() : place(range)
        }
        move(&node)
        move(&keys)
        move(&arguments)
        move(&detections)
        file?.mapText(move)
        group?.mapText(move)
        audit?.mapText(move)
        subject.mapText(move)
        container?.mapText(move)
    }
}

extension Activity {
    /// The line an activity rests on.
    public struct Evidence: Sendable {
        /// Which of the sources, as an index into the analysis's list.
        public var source: UInt32
        /// The line's number in the uncompressed source, from 1.
        public var line: UInt64
        /// How many equal routine activities this one stands for.
        public var count: UInt64 = 1

        /// The place of one line.
        public init(source: UInt32, line: UInt64) {
            self.source = source
            self.line = line
        }
    }

    /// A system call's number and the architecture that gives it meaning.
    public struct SystemCall: Hashable, Sendable, Codable {
        /// The number in that architecture's table.
        public var number: UInt32
        /// The AUDIT_ARCH value as recorded (`0xc000003e` is x86-64).
        public var architecture: UInt32

        /// A call by its two numbers.
        public init(number: UInt32, architecture: UInt32) {
            self.number = number
            self.architecture = architecture
        }
    }
}

extension Activity.Evidence: SavedState {
    /// More equal activities than any log has; far enough from the end of 64 bits that sums stay below it.
    private static let countLimit: UInt64 = 1 << 36

    /// Whether the count can be one.
    public var isSound: Bool { count < Self.countLimit }
}

extension Activity {
    /// Whether all text lies within a number of bytes, and all files within a number of items.
    func isWithin(bytes: Int, items count: Int) -> Bool {
        var isWithin = items.isWithin(count)
        var copy = self
        copy.mapText { range in
            if range.end > bytes { isWithin = false }
            return range
        }
        return isWithin
    }
}
