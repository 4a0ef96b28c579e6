public import SystemPackage

/// A host on which containers run: where its engines keep what is worth watching.
///
/// Found by reading files only, so that a stopped engine, an image and a fixture tree do as well as a running host.
public struct DockerHost: Sendable {
    /// One engine: Docker as a package or snap, or a user's own rootless one.
    public struct Engine: Hashable, Sendable {
        /// Whose it is: nil for the host's own, else the user's name.
        public let user: String?
        /// The engine's program, as its unit names it.
        public var program: FilePath?
        /// Its settings.
        public var configFile: FilePath
        /// Where it keeps images and containers.
        public var dataRoot: FilePath
        /// Where it does so for remapped users: `<data-root>/<uid>.<gid>`.
        public var remappedRoots: [FilePath] = []
        /// The sockets it listens on.
        public var sockets: [FilePath]
        /// Certificates and keys that its settings name.
        public var certificates: [FilePath] = []
        /// Its unit.
        public var unit: FilePath?
    }

    /// The host's files.
    public let files: HostFiles
    /// The engines; the host's own first.
    public internal(set) var engines: [Engine] = []
    /// What was found and is worth saying, each as a sentence.
    public internal(set) var notes: [String] = []

    static let defaultConfig: FilePath = "/etc/docker/daemon.json"
    static let defaultRoot: FilePath = "/var/lib/docker"
    static let defaultSocket: FilePath = "/run/docker.sock"
    private static let unitFolders: [FilePath] = [
        "/etc/systemd/system", "/run/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system",
    ]

    /// Looks around on a host.
    public init(files: HostFiles) {
        self.files = files
        engines.append(hostEngine())
        engines += rootlessEngines()
    }

    /// Whether anything of Docker is there at all.
    public var hasDocker: Bool {
        let signs: [FilePath] = ["/etc/docker", "/usr/bin/docker", "/usr/bin/dockerd", "/usr/sbin/dockerd"]
        return engines.contains { files.resolved($0.dataRoot) != nil } || signs.contains { files.entry($0) != nil }
    }

    /// Additions that the host looks like it needs.
    public var suggestedAdditions: [RuleAddition] {
        var additions: [RuleAddition] = []
        let kubernetes: [FilePath] = ["/etc/kubernetes", "/etc/rancher/k3s", "/usr/bin/kubelet", "/usr/local/bin/k3s"]
        if kubernetes.contains(where: { files.entry($0) != nil })
            || (files.entry("/usr/bin/containerd") != nil && !hasDocker)
        {
            additions.append(.containerd)
        }
        if files.entry("/usr/bin/podman") != nil { additions.append(.podman) }
        return additions
    }

    /// Whether containers run right now: each has a directory of its shim's.
    public var runsContainers: Bool {
        let shims: FilePath = "/run/containerd/io.containerd.runtime.v2.task"
        return files.names(in: shims).contains { !files.names(in: shims.appending($0)).isEmpty }
            || !files.names(in: "/run/docker/runtime-runc/moby").isEmpty
    }

    /// Where a profile's path lies on this host: one place for each engine, or several sockets.
    func places(of path: FilePath) -> [FilePath] {
        switch path {
        case Self.defaultConfig: return engines.map(\.configFile)
        case Self.defaultSocket: return engines.flatMap(\.sockets)
        case "/usr/bin/dockerd":
            let programs = engines.compactMap(\.program).filter { files.resolved($0) != nil }
            return programs.isEmpty ? [path] : programs
        case _ where path.starts(with: Self.defaultRoot):
            let rest = path.components.dropFirst(Self.defaultRoot.components.count)
            return engines.flatMap { [$0.dataRoot] + $0.remappedRoots }.map { $0.appending(rest) }
        default: return [path]
        }
    }

    /// The boot the host is in; empty where there is none.
    var boot: String { files.boot }

    /// The host's users with their home directories.
    var homes: [(user: String, id: String, home: FilePath)] {
        guard let passwd = files.text(of: "/etc/passwd") else { return [] }
        return passwd.split(separator: "\n")
            .compactMap { line in
                let parts = line.split(separator: ":", omittingEmptySubsequences: false)
                guard parts.count >= 7, parts[5].hasPrefix("/"), parts[5] != "/" else { return nil }
                return (String(parts[0]), String(parts[2]), FilePath(String(parts[5])))
            }
    }

    private mutating func hostEngine() -> Engine {
        let isSnap = files.entry("/snap/docker/current/bin/dockerd") != nil && files.entry(Self.defaultConfig) == nil
        var engine = Engine(
            user: nil,
            configFile: isSnap ? "/var/snap/docker/current/config/daemon.json" : Self.defaultConfig,
            dataRoot: isSnap ? "/var/snap/docker/common/var-lib-docker" : Self.defaultRoot,
            sockets: [Self.defaultSocket]
        )
        let unitName = isSnap ? "snap.docker.dockerd.service" : "docker.service"
        engine.unit = Self.unitFolders.map { $0.appending(unitName) }.first { files.entry($0) != nil }
        let command = EngineCommandLine(units: unitTexts(unitName))
        if let command {
            engine.program = FilePath(command.program)
            if let path = command.values(of: "--config-file").last { engine.configFile = FilePath(path) }
        }
        read(into: &engine)
        if let command {
            // The engine refuses a setting that stands in both places, so that either may go last.
            if let root = command.values(of: "--data-root", "-g", "--graph").last { engine.dataRoot = FilePath(root) }
            add(command.values(of: "-H", "--host"), to: &engine)
        }
        engine.remappedRoots = remappedRoots(of: engine)
        return engine
    }

    private mutating func rootlessEngines() -> [Engine] {
        var engines: [Engine] = []
        for (user, id, home) in homes {
            let config = home.appending(".config/docker/daemon.json")
            let root = home.appending(".local/share/docker")
            let unit = home.appending(".config/systemd/user/docker.service")
            guard [config, root, unit].contains(where: { files.entry($0) != nil }) else { continue }
            var engine = Engine(
                user: user,
                configFile: config,
                dataRoot: root,
                sockets: [FilePath("/run/user/\(id)/docker.sock")],
                unit: files.entry(unit) == nil ? nil : unit
            )
            read(into: &engine)
            engines.append(engine)
            notes.append("\(user) has a rootless engine below \(root)")
        }
        return engines
    }

    /// Takes what an engine's settings say.
    private mutating func read(into engine: inout Engine) {
        guard let bytes = files.bytes(of: engine.configFile) else {
            if files.entry(engine.configFile) != nil || files.isClosed(engine.configFile) {
                notes.append("\(engine.configFile) cannot be read: the engine's usual places are taken")
            }
            return
        }
        guard let settings = EngineSettings(json: bytes) else {
            notes.append("\(engine.configFile) cannot be read as JSON: the engine's usual places are taken")
            return
        }
        if let root = settings.dataRoot ?? settings.graph, root.hasPrefix("/") {
            engine.dataRoot = FilePath(root)
            notes.append("the data root is \(root), says \(engine.configFile)")
        }
        add(settings.hosts ?? [], to: &engine)
        engine.certificates = [settings.tlsCACert, settings.tlsCert, settings.tlsKey]
            .compactMap { path in
                path.flatMap { $0.hasPrefix("/") ? FilePath($0) : nil }
            }
    }

    /// Adds the sockets among the places that an engine listens on.
    private mutating func add(_ hosts: [String], to engine: inout Engine) {
        for host in hosts {
            if host.hasPrefix("unix://") {
                let path = FilePath(String(host.dropFirst("unix://".count)))
                let place = files.canonical(path) ?? path
                if !engine.sockets.contains(place) { engine.sockets.append(place) }
            } else if host.hasPrefix("tcp://") {
                notes.append("the engine listens on \(host): connections there are seen by no rule")
            }
        }
    }

    private func remappedRoots(of engine: Engine) -> [FilePath] {
        files.names(in: engine.dataRoot)
            .filter { name in
                let parts = name.split(separator: ".", omittingEmptySubsequences: false)
                return parts.count == 2
                    && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
            }
            .map { engine.dataRoot.appending($0) }
    }

    /// A unit's text and its drop-ins', as systemd reads them: the first directory that has the unit, then all drop-ins in
    /// the order of their names.
    private func unitTexts(_ name: String) -> [String] {
        var texts: [String] = []
        if let unit = Self.unitFolders.lazy.compactMap({ files.text(of: $0.appending(name)) }).first {
            texts.append(unit)
        }
        var dropIns: [String: FilePath] = [:]
        for folder in Self.unitFolders.reversed() {
            let place = folder.appending("\(name).d")
            for file in files.names(in: place) where file.hasSuffix(".conf") { dropIns[file] = place.appending(file) }
        }
        for file in dropIns.keys.sorted() {
            if let path = dropIns[file], let text = files.text(of: path) { texts.append(text) }
        }
        return texts
    }
}
