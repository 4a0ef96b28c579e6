import AuditRecords

/// What a command of the engine's client asks for, as far as its arguments tell: what a detection can ask about.
///
/// docker, podman and nerdctl have the same syntax here. What `docker compose` asks for stands in files, and is not known.
/// Text is bytes, not escaped; of variables and passwords only the names are kept.
public struct ClientFacts: Sendable, Equatable {
    /// Values of one field that are kept; a command with more is one that a program wrote.
    public static let valuesLimit = 256

    /// The client's command: `run`, `exec`, `volume create`; of `docker container run` it is `run`.
    public var command: [UInt8] = []
    /// Whether `--privileged` is given.
    public var isPrivileged = false
    /// Files and directories of the host that are mounted into the container.
    public var mounts: [Mount] = []
    /// Capabilities that are added, in capitals and without `CAP_`: `SYS_ADMIN`, `ALL`.
    public var capabilities: [[UInt8]] = []
    /// Devices of the host that the container gets, and rules for devices: `/dev/sda`, `b 8:* rwm`.
    public var devices: [[UInt8]] = []
    /// Namespaces that are not the container's own: `pid=host`, `network=host`, `ipc=container:web`.
    public var namespaces: [[UInt8]] = []
    /// Security options as written: `seccomp=unconfined`, `label=disable`.
    public var securityOptions: [[UInt8]] = []
    /// The directory that the program starts in; empty where none is given.
    public var workingDirectory: [UInt8] = []
    /// Names of variables whose values stand among the arguments: `-e TOKEN=…`, `--build-arg KEY=…`.
    public var environment: [[UInt8]] = []
    /// Names of the command's options as written, without their values: `-p`, `--password`.
    public var options: [[UInt8]] = []
    /// The new container's name, or the containers that the command is for.
    public var containers: [[UInt8]] = []
    /// The image that the new container is made from, as given; empty where none is.
    public var image: [UInt8] = []
    /// The engines that the client is to speak to, where that is said: `tcp://10.0.0.5:2375`.
    public var hosts: [[UInt8]] = []
    /// The program to be run in the container and its arguments, with blanks between them; empty where the image says it.
    public var program: [UInt8] = []
    /// Whether all arguments are known, each by itself, as an execution's record has them.
    public var isExact = true

    /// A file or directory of the host that stands in a container.
    public struct Mount: Sendable, Equatable {
        /// Its path on the host, normalised; as written where it is relative.
        public var source: [UInt8]
        /// Where it stands in the container; empty where that is not said.
        public var target: [UInt8]
        /// Whether the container can write to it.
        public var isWritable: Bool

        /// A mount of a path of the host.
        public init(source: [UInt8], target: [UInt8], isWritable: Bool) {
            self.source = source
            self.target = target
            self.isWritable = isWritable
        }
    }

    /// What the client's arguments ask for; the first one is the program's name.
    public init(arguments: [[UInt8]]) {
        read(arguments)
    }

    /// What an activity's arguments ask for; nil if it is no execution of a client.
    public init?(_ activity: Activity, in bytes: Span<UInt8>) {
        guard !activity.arguments.isEmpty,
            Self.isClient(bytes.extracting(activity.subject.executable.indices))
        else { return nil }
        self.init(arguments: bytes.extracting(activity.arguments.indices).arguments)
        isExact = !activity.hasMissingArguments
    }

    /// Whether a program is called as a client of the engine is.
    public static func isClient(_ path: Span<UInt8>) -> Bool {
        let name = path.extracting(PathText.lastPart(of: path))
        return name.equals("docker") || name.equals("podman") || name.equals("nerdctl")
    }
}
