import AuditRecords

/// A command of sudo's of which it is not clear yet whether its acts left records.
struct WaitingCommand: Sendable {
    /// What is told, with its text: one activity.
    var batch: ActivityBatch
    /// The files that the command names.
    let files: [NamedFiles.File]
    /// For which of them a record of an act was found.
    var isRecorded: [Bool]
    /// sudo's process.
    let process: UInt32
    /// The login session.
    let session: UInt32
    /// Where sudo's record stands.
    let evidence: Activity.Evidence
    /// When it is decided at the latest, in milliseconds since 1970; nil where sudo says when the command ends.
    var deadline: Int64?
    /// Whether sudo said that the command ended.
    var isOver = false

    /// Whether a record is of the command's sudo.
    func isOf(_ subject: SubjectFacts) -> Bool { process == subject.process && session == subject.session }

    /// Whether an act of a subject may be the command's: one in its session while it runs, and sudo's own afterwards.
    func mayBe(of subject: SubjectFacts) -> Bool {
        guard session == subject.session else { return false }
        return !isOver || process == subject.process || process == subject.parentProcess
    }

    /// Takes that a record of an act on a file was found; a relative word beside it then need not be a file's name.
    mutating func noteRecorded(_ position: Int) {
        isRecorded[position] = true
        for index in files.indices where files[index].isRelative { isRecorded[index] = true }
    }
}

extension WaitingCommand: SavedState {
    /// Whether there is one activity, and a mark for each file.
    var isSound: Bool {
        batch.activities.count == 1 && files.count <= NamedFiles.limit && isRecorded.count == files.count
            && deadline.map(Stamp.isTime) ?? true
    }
}
