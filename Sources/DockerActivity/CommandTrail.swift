import AuditRecords

/// What people asked sudo to do to Docker's files, held until it shows whether the act itself left a record.
///
/// sudo's record (USER_CMD) is at times the only trace: no rule watched the file, or none did at that moment. It is told
/// only then; where the act was recorded, the record of the act tells more.
struct CommandTrail: Sendable {
    /// Commands that can wait at once; beyond that the oldest are told as they are.
    static let waitingLimit = 1024
    /// How long a command may take of which sudo does not say that it ended, in milliseconds.
    ///
    /// sudo says so where PAM opens a session for it, as everywhere by default; else the act follows at once.
    static let openEndedWait: Int64 = 10_000
    /// How long sudo itself may go on after it says that a command ended, in milliseconds.
    ///
    /// Run as sudoedit it writes the file back only then.
    static let wayOut: Int64 = 2000

    private var waiting: [WaitingCommand] = []
    /// What was decided, for a second look at the same events.
    private(set) var traces = CommandTraces()
    /// What an earlier look decided; nil if this is the first.
    private var known: CommandTraces?

    /// Whether no command waits.
    var isIdle: Bool { waiting.isEmpty }

    /// Takes what an earlier look at the same events decided: then nothing has to wait.
    mutating func know(_ traces: CommandTraces) { known = traces }

    /// Takes a command that names files of Docker's.
    ///
    /// `batch` holds one activity, which is told for each file: its subject, and what is known of it.
    mutating func add(_ files: [NamedFiles.File], _ batch: ActivityBatch, into judged: inout ActivityBatch) {
        guard let activity = batch.activities.first, let process = activity.subject.process,
            let session = activity.subject.session
        else { return }
        var command = WaitingCommand(
            batch: batch,
            files: files,
            isRecorded: [Bool](repeating: false, count: files.count),
            process: process,
            session: session,
            evidence: activity.evidence,
            deadline: activity.stamp.milliseconds + Self.openEndedWait
        )
        if activity.outcome == .failure { return tell(command, into: &judged) }  // refused: nothing can follow
        if let known {
            command.isRecorded = files.indices.map { !known.isOnlyTrace(activity.evidence, file: $0) }
            return tell(command, into: &judged)
        }
        if waiting.count == Self.waitingLimit { decide(waiting.removeFirst(), into: &judged) }
        waiting.append(command)
    }

    /// Takes that sudo opened a PAM session for a command: it will say when the command ends.
    mutating func open(_ notice: Notice) {
        for index in waiting.indices where waiting[index].isOf(notice.subject) { waiting[index].deadline = nil }
    }

    /// Takes that a PAM session ended: that of one command, or a login's, which ends the commands that are left in it.
    mutating func close(_ notice: Notice, endsLogin: Bool) {
        for index in waiting.indices where !waiting[index].isOver {
            let isConcerned =
                endsLogin ? waiting[index].session == notice.subject.session : waiting[index].isOf(notice.subject)
            guard isConcerned else { continue }
            waiting[index].isOver = true
            waiting[index].deadline = notice.stamp.milliseconds + Self.wayOut
        }
    }

    /// Decides what cannot wait any longer, at a time in milliseconds since 1970.
    mutating func pass(_ time: Int64, into judged: inout ActivityBatch) {
        decide(into: &judged) { $0.deadline.map { $0 < time } ?? false }
    }

    /// Decides all that waits: no more events come, or none of the same sessions.
    mutating func finish(into judged: inout ActivityBatch) {
        decide(into: &judged) { _ in true }
    }

    /// Takes an act of which there is a record, with its files' true paths.
    mutating func note(_ activity: Activity, in bytes: Span<UInt8>) {
        guard let file = activity.file, activity.action != .execute, activity.action != .openRead else { return }
        for index in waiting.indices where waiting[index].mayBe(of: activity.subject) {
            for position in waiting[index].files.indices where !waiting[index].isRecorded[position] {
                if waiting[index].files[position].path.isTouched(by: file, in: bytes) {
                    waiting[index].noteRecorded(position)
                }
            }
        }
    }

    private mutating func decide(into judged: inout ActivityBatch, where isOver: (WaitingCommand) -> Bool) {
        var index = 0
        while index < waiting.count {
            if isOver(waiting[index]) {
                decide(waiting.remove(at: index), into: &judged)
            } else {
                index += 1
            }
        }
    }

    private mutating func decide(_ command: WaitingCommand, into judged: inout ActivityBatch) {
        for (position, isRecorded) in command.isRecorded.enumerated() where !isRecorded {
            traces.add(command.evidence, file: position)
        }
        tell(command, into: &judged)
    }

    private func tell(_ command: WaitingCommand, into judged: inout ActivityBatch) {
        for (named, isRecorded) in zip(command.files, command.isRecorded) where !isRecorded {
            guard let activity = command.batch.activities.first else { return }
            judged.append(activity, from: command.batch)
            var file = FileFacts()
            file.path = judged.store(named.path.span)
            file.recorded = judged.store(named.word.span)
            file.place = named.place
            file.resolvedBy = .arguments
            file.route = .plain
            judged.changeLast { $0.file = file }
        }
    }
}

extension [UInt8] {
    /// Whether an act was on the file that this path names: on itself, from it, below it, or on its directory where the record
    /// tells no more; where the path of the act is not known, its name decides.
    fileprivate func isTouched(by file: FileFacts, in bytes: Span<UInt8>) -> Bool {
        let acted = bytes.extracting(file.path.indices)
        if acted.isEmpty {
            let recorded = bytes.extracting(file.recorded.indices)
            let name = recorded.extracting(PathText.lastPart(of: recorded))
            return span.extracting(PathText.lastPart(of: span)).isSame(as: name)
        }
        if acted.isAt(span) || bytes.extracting(file.from.indices).isAt(span) { return true }
        let end = PathText.lastPart(of: span).lowerBound - 1
        return file.resolvedBy == .parentOnly && end > 0 && acted.isSame(as: span.extracting(0..<end))
    }
}

extension Span<UInt8> {
    fileprivate func isSame(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    /// Whether a path is another one or lies below it; `/lib` is `/usr/lib`, and `/var/run` is `/run`.
    ///
    /// A name with a blank is cut at it where arguments are joined by blanks, so that the rest may follow.
    fileprivate func isAt(_ path: Span<UInt8>) -> Bool {
        let own = extracting(PathText.aliasLength(of: self)..<count)
        let other = path.extracting(PathText.aliasLength(of: path)..<path.count)
        guard own.count >= other.count, own.extracting(0..<other.count).isSame(as: other) else { return false }
        return own.count == other.count || own[other.count] == UInt8(ascii: "/")
            || own[other.count] == UInt8(ascii: " ")
    }
}

extension CommandTrail: SavedState {
    /// What was decided is for a second look at the same events, which one that goes on with later events does not take.
    private enum CodingKeys: CodingKey {
        case waiting
    }

    /// Whether the limit is kept.
    var isSound: Bool { waiting.count <= Self.waitingLimit }
}
