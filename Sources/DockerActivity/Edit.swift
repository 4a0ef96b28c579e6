public import AuditRecords

/// What people call one change: activities that are steps of one thing done to one file.
///
/// An editor, `install` or `sed -i` makes many system calls for it. What is no such work (an execution, a connection, a
/// refused attempt, a change of a group or of an audit setting) is an edit of its own; equal ones in a row are one.
public struct Edit: Sendable {
    /// What became of the file.
    ///
    /// The raw values are the ones that are saved. None says that content was written: the log does not tell.
    public enum Change: String, Sendable, CaseIterable {
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
    public struct PassedName: Sendable {
        /// The path, in the edit's text.
        public var path: ByteRange
        /// How many of the edit's steps name it.
        public var steps: UInt64
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
}
