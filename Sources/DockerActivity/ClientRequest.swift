import AuditRecords

/// What the engine's client was asked to do, as far as its arguments tell.
struct ClientRequest: Sendable, Codable {
    /// What the engine does for it with containers.
    enum Kind: String, Sendable, Codable {
        /// One container is made and started: `docker run`.
        case run
        /// One container is made: `docker create`.
        case create
        /// Containers that are there are started: `docker start`, `docker restart`.
        case start
        /// A program is run in a container that is there: `docker exec`.
        case exec
        /// Any of this can happen: `docker compose`, `docker build`, a command that is not known.
        case several
        /// No container is made or started, and nothing is run in one: `docker ps`, `docker logs`.
        case none
        /// The arguments are not known.
        case unknown
    }

    /// What it makes the engine do.
    var kind = Kind.unknown
    /// The name that the new container is to have; empty where none is given.
    var name: [UInt8] = []
    /// The image that the new container is made from, as given.
    var image: [UInt8] = []
    /// The containers that are named: by name, id, or the id's first digits.
    var targets: [[UInt8]] = []
    /// What is mounted into the new container.
    var mounts: [ContainerMount] = []
    /// Whether `mounts` may not be all: others come from another container, or could not be understood.
    var hasFurtherMounts = false
    /// The program to be run and its arguments, with blanks between them; empty where the image says it.
    var command: [UInt8] = []
    /// Whether all arguments are known, each by itself, as an execution's record has them.
    var isExact = false

    /// A request of which nothing is known.
    init() {}

    /// What the arguments of `docker` ask for; the first one is the program's name.
    ///
    /// `isExact` says that they are all there.
    init(arguments: [[UInt8]], isExact: Bool) {
        self.isExact = isExact
        var reader = ClientArguments(arguments)
        guard var word = reader.command(valued: Self.globalOptions) else {
            kind = .none  // help, or the version
            return
        }
        if word.span.equals("container") {
            guard let further = reader.command(valued: []) else {
                kind = .none
                return
            }
            word = further
        }
        kind = Self.kind(of: word.span)
        switch kind {
        case .run, .create: readNewContainer(&reader)
        case .start, .exec: readTargets(&reader)
        case .several, .none, .unknown: break
        }
    }

    static let globalOptions: [StaticString] = [
        "--config", "--context", "-c", "--host", "-H", "--log-level", "-l", "--tlscacert", "--tlscert", "--tlskey",
    ]

    /// Options of `docker run` and `docker create` without a value of their own (docker/cli, cli/command/container/opts.go);
    /// all others have one.
    static let switches: [StaticString] = [
        "--detach", "--disable-content-trust", "--help", "--init", "--interactive", "--no-healthcheck",
        "--oom-kill-disable", "--privileged", "--publish-all", "--quiet", "--read-only", "--rm", "--sig-proxy", "--tty",
        "--use-api-socket",
    ]
    static let shortSwitches = Array("diPqt".utf8)
    /// The same of `docker exec`, `docker start` and `docker restart`.
    private static let targetSwitches: [StaticString] = [
        "--attach", "--detach", "--help", "--interactive", "--privileged", "--tty",
    ]
    private static let shortTargetSwitches = Array("adhit".utf8)

    private static func kind(of word: Span<UInt8>) -> Kind {
        for (name, kind) in commands where word.equals(name) { return kind }
        return .several  // a plugin, perhaps: it can do anything
    }

    /// The client's commands (docker/cli, cli/command/commands); of those below `docker container`, the same.
    private static let commands: [(name: StaticString, kind: Kind)] = [
        ("run", .run), ("create", .create), ("start", .start), ("restart", .start), ("exec", .exec),
        ("attach", .none), ("commit", .none), ("config", .none), ("context", .none), ("cp", .none), ("diff", .none),
        ("events", .none), ("export", .none), ("help", .none), ("history", .none), ("image", .none),
        ("images", .none), ("import", .none), ("info", .none), ("inspect", .none), ("kill", .none), ("list", .none),
        ("load", .none), ("login", .none), ("logout", .none), ("logs", .none), ("ls", .none), ("manifest", .none),
        ("network", .none), ("node", .none), ("pause", .none), ("port", .none), ("prune", .none), ("ps", .none),
        ("pull", .none), ("push", .none), ("rename", .none), ("rm", .none), ("rmi", .none), ("save", .none),
        ("search", .none), ("secret", .none), ("stats", .none), ("stop", .none), ("system", .none), ("tag", .none),
        ("top", .none), ("trust", .none), ("unpause", .none), ("update", .none), ("version", .none),
        ("volume", .none), ("wait", .none),
    ]

    private mutating func readNewContainer(_ reader: inout ClientArguments) {
        var entrypoint: [UInt8] = []
        while let option = reader.option(switches: Self.switches, shortSwitches: Self.shortSwitches) {
            let option = (name: option.name.span, value: option.value)
            if option.name.equals("--name") {
                name = option.value
            } else if option.name.equals("--volume") || option.name.equals("-v") {
                add(ContainerMount(volume: option.value.span))
            } else if option.name.equals("--mount") {
                add(ContainerMount(mount: option.value.span))
            } else if option.name.equals("--tmpfs") {
                add(ContainerMount(temporary: option.value.span))
            } else if option.name.equals("--volumes-from") {
                hasFurtherMounts = true
            } else if option.name.equals("--entrypoint") {
                entrypoint = option.value
            }
        }
        let rest = reader.rest
        image = rest.first ?? []
        let words = (entrypoint.isEmpty ? [] : [entrypoint]) + rest.dropFirst()
        command = Array(words.joined(separator: [UInt8(ascii: " ")]))
    }

    private mutating func add(_ mount: ContainerMount?) {
        guard let mount, mounts.count < ContainerMounts.limit else {
            hasFurtherMounts = true
            return
        }
        mounts.append(mount)
    }

    private mutating func readTargets(_ reader: inout ClientArguments) {
        let isExec = kind == .exec
        // The -t of `docker restart` is a time.
        let short = isExec ? Self.shortTargetSwitches : Array("aih".utf8)
        while reader.option(switches: Self.targetSwitches, shortSwitches: short) != nil {}
        let rest = reader.rest
        targets = isExec ? Array(rest.prefix(1)) : Array(rest.prefix(Self.targetsLimit))
        if isExec { command = Array(rest.dropFirst().joined(separator: [UInt8(ascii: " ")])) }
    }

    /// Containers of one command that are remembered.
    private static let targetsLimit = 64
}
