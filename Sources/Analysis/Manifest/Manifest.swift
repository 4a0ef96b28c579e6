/// What a run read and wrote, with the SHA-256 of each file, so that anybody can tell later whether one has changed.
public struct Manifest: Sendable {
    /// What the form is called.
    public static let schema = "docktrail.manifest/1"

    /// A file, or one of the program's standard streams.
    public struct File: Sendable, Hashable {
        /// What the file was to the run.
        ///
        /// The raw values are the ones that are printed.
        public enum Role: String, Sendable, CaseIterable, Codable {
            /// A log, or an archive that holds logs.
            case log
            /// A saved analysis.
            case partial
            /// Accounts that give names to numbers: passwd, group.
            case accounts
            /// The engine's own files.
            case engineState = "engine-state"
            /// A snapshot of which file was which.
            case hostMap = "host-map"
            /// Detections.
            case detections
            /// What a site says of itself: settings, approved changes, a baseline, the engine's settings.
            case site
            /// What the run printed or saved.
            case output
            /// The program itself.
            case program
        }

        /// What it was to the run.
        public var role: Role
        /// The path in bytes, from the manifest's directory unless it is absolute; nil for a standard stream.
        public var path: [UInt8]?
        /// SHA-256 in lower-case hex; nil where it could not be read.
        public var sha256: String?
        /// Bytes; nil where it could not be read.
        public var bytes: UInt64?

        /// A file with what is known of it.
        public init(_ role: Role, path: [UInt8]?, sha256: String?, bytes: UInt64?) {
            (self.role, self.path, self.sha256, self.bytes) = (role, path, sha256, bytes)
        }
    }

    /// When the run began, in milliseconds since 1970.
    public var started: Int64
    /// When the run had ended.
    public var ended: Int64
    /// The program's version.
    public var version: String
    /// The program's own file.
    public var program: File
    /// The arguments as given, without secrets.
    public var arguments: [[UInt8]]
    /// What was read, each file once.
    public var inputs: [File]
    /// What was written.
    public var outputs: [File]

    /// What a run read and wrote.
    public init(
        started: Int64,
        ended: Int64,
        version: String,
        program: File,
        arguments: [[UInt8]],
        inputs: [File],
        outputs: [File]
    ) {
        self.started = started
        self.ended = ended
        self.version = version
        self.program = program
        self.arguments = arguments
        self.inputs = inputs
        self.outputs = outputs
    }
}
