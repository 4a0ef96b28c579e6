public import AuditRecords

/// What people call one change: activities that are steps of one thing done to one file.
///
/// An editor, `install` or `sed -i` makes many system calls for it. What is no such work (an execution, a connection, a
/// refused attempt, a change of a group or of an audit setting) is an edit of its own; equal ones in a row are one.
public struct Edit: Sendable {
    /// What became of the file.
    ///
    /// The raw values are the ones that are saved. None says that content was written: the log does not tell.
    public enum Change: String, Sendable, CaseIterable, Codable {
        /// There is a file where none was.
        case created
        /// Another file has taken the file's name: it was renamed over, or removed and made anew.
        case replaced
        /// The file was opened for writing, or truncated.
        case opened
        /// The file is gone.
        case deleted
        /// The file has another name.
        case renamed
        /// Mode, owner and extended attributes: more than one of them was set.
        case attributes
        /// The file was made, and removed or moved away again.
        case passing
        /// What the activity's own action says.
        case act
    }

    /// A name that the edit only passed through, such as that of a temporary file or a backup that is gone.
    public struct PassedName: Sendable, Codable {
        /// The path, in the edit's text.
        public var path: ByteRange
        /// How many of the edit's steps name it.
        public var steps: UInt64
    }

    /// One of its steps: where it stands, and what it did to which file.
    public struct Event: Sendable, Codable {
        /// Time and serial.
        public var stamp: Stamp
        /// Where its first record stands.
        public var evidence: Activity.Evidence
        /// What was done.
        public var action: Action
        /// Whether it was done.
        public var outcome: Outcome
        /// What kind of file it was done to; `other` where it was none.
        public var place: DockerPlace
        /// The file's true path, in the edit's text.
        public var path: ByteRange
        /// The old path of a rename, or the target of a link.
        public var from: ByteRange
        /// Whether a rule with a key recorded it.
        public var hasKey: Bool
        /// The ids of the detections that it matches, with the byte 0x01 between them.
        public var detections: ByteRange
        /// Whether it is among what was asked for.
        public var isWanted: Bool

        init(_ activity: Activity) {
            stamp = activity.stamp
            evidence = activity.evidence
            action = activity.action
            outcome = activity.outcome
            place = activity.file?.place ?? .other
            path = activity.file?.path ?? ByteRange()
            from = activity.file?.from ?? ByteRange()
            hasKey = !activity.keys.isEmpty
            detections = activity.detections
            isWanted = activity.isWanted
        }

        mutating func mapText(_ place: (ByteRange) -> ByteRange) {
            path = path.isEmpty ? ByteRange() : place(path)
            from = from.isEmpty ? ByteRange() : place(from)
            detections = detections.isEmpty ? ByteRange() : place(detections)
        }
    }

    /// The step that says most, with the stamp and evidence of the first one and the gravest disposition of all.
    ///
    /// Its file is the one that the edit is about, and `file.from` the file that it was made from, not a temporary one.
    public var activity: Activity
    /// The bytes that the activity's ranges name.
    public let text: [UInt8]
    /// What became of the file.
    public var change: Change
    /// The stamp of the last step.
    public var last: Stamp
    /// How many activities are its steps.
    public var steps: UInt64
    /// Whether all steps did the same to the same.
    public var isRepetition: Bool
    /// Further account files that the same command changed alike.
    public var otherFiles = 0
    /// Names that it only passed through.
    public var passed: [PassedName] = []
    /// Its steps, for judging it; empty afterwards.
    public var events: [Event] = []
    /// What the processes did close in time that it belongs to: edits of equal number are of one burst.
    public var burst: UInt64 = 0
}

extension Edit: SavedState {
    private enum CodingKeys: CodingKey {
        case activity, text, change, last, steps, isRepetition, otherFiles, passed, events, burst
    }

    /// Saves the edit with that part of the text which it names; the rest belongs to others that share it.
    public func encode(to encoder: any Encoder) throws {
        var own: [UInt8] = []
        func move(_ range: ByteRange) -> ByteRange {
            let start = own.count
            own += text[range.indices]
            return ByteRange(start: start, end: own.count)
        }
        var activity = activity
        activity.mapText(move)
        let passed = passed.map { PassedName(path: move($0.path), steps: $0.steps) }
        let events = events.map { event in
            var event = event
            event.mapText(move)
            return event
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(activity, forKey: .activity)
        try container.encode(own, forKey: .text)
        try container.encode(change, forKey: .change)
        try container.encode(last, forKey: .last)
        try container.encode(steps, forKey: .steps)
        try container.encode(isRepetition, forKey: .isRepetition)
        try container.encode(otherFiles, forKey: .otherFiles)
        try container.encode(passed, forKey: .passed)
        try container.encode(events, forKey: .events)
        try container.encode(burst, forKey: .burst)
    }

    /// Whether all text is there, and the numbers can be those of an edit.
    public var isSound: Bool {
        let numberLimit: UInt64 = 1 << 36  // more than the steps of any log
        return activity.isWithin(bytes: text.count, items: 0) && passed.allSatisfy { $0.path.end <= text.count }
            && passed.allSatisfy { $0.steps < numberLimit }
            && events.allSatisfy { $0.path.end <= text.count && $0.from.end <= text.count }
            && events.allSatisfy { $0.detections.end <= text.count } && burst < numberLimit && steps < numberLimit
            && (0..<1 << 20).contains(otherFiles)
    }
}
