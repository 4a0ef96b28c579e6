public import AuditRecords
public import DockerActivity

extension Report {
    /// One change of a Docker file, or the attempt of one, with its steps counted.
    public struct Edit: Sendable {
        /// Which of the sets, as an index into `sets`.
        public var set: Int
        /// The node; empty where records name none.
        public var node: [UInt8]
        /// The first step's time and serial.
        public var stamp: Stamp
        /// The last step's time, in milliseconds since 1970.
        public var last: Int64
        /// The login user.
        public var login: LoginName
        /// The source address of the session's login; empty where it is not known.
        public var source: [UInt8]
        /// What became of the file.
        public var change: DockerActivity.Edit.Change
        /// The action of the step that says most.
        public var action: Action
        /// Whether it was done.
        public var outcome: Outcome
        /// The error of a failed call, as a positive number; 0 where there is none.
        public var errorNumber: Int32
        /// The gravest of its steps' dispositions.
        public var disposition: Disposition
        /// The file's true path.
        public var path: [UInt8]
        /// The file that it was made from: an old name, or what a link points to; empty where there is none.
        public var from: [UInt8]
        /// What kind of file it is, or the one that it was made from.
        public var place: DockerPlace
        /// The executable.
        public var program: [UInt8]
        /// Whether `path` is only the directory of the file, whose name no record has.
        public var isInDirectory: Bool
        /// Whether all steps did the same.
        public var isRepetition: Bool
        /// How many activities are its steps.
        public var steps: UInt64
        /// How many files it is about: more than one only of account files.
        public var files: UInt64
        /// Names that it only passed through, and how many of its steps name each.
        public var passed: [(path: [UInt8], steps: UInt64)]
    }
}
