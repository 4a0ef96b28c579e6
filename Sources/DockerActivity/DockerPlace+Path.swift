import AuditRecords

extension DockerPlace {
    /// What a true, absolute, normalised host path is.
    ///
    /// Places as Docker, containerd, systemd, Debian and Red Hat's packages have them; data roots are the default one,
    /// the snap's, containerd's and those of rootless engines.
    public init(path: Span<UInt8>) {
        self = Self.place(of: path)
    }

    private static func place(of path: Span<UInt8>) -> DockerPlace {
        guard path.count > 1 else { return .other }
        switch path[1] {
        case UInt8(ascii: "v"): return belowVar(path)
        case UInt8(ascii: "e"): return belowEtc(path)
        case UInt8(ascii: "r"): return path.hasPrefix("/run/") ? belowRun(path, from: 4) : inHome(path)
        case UInt8(ascii: "u"), UInt8(ascii: "l"), UInt8(ascii: "b"), UInt8(ascii: "s"), UInt8(ascii: "o"):
            return belowUsr(path)
        default: return inHome(path)
        }
    }

    private static func belowVar(_ path: Span<UInt8>) -> DockerPlace {
        if path.hasPrefix("/var/lib/docker/") { return belowDataRoot(path, from: 15) }
        if path.equals("/var/lib/docker") { return .dataRoot }
        if path.hasPrefix("/var/run/") { return belowRun(path, from: 8) }
        if path.isOrIsBelow("/var/log/audit") { return .auditLog }
        if path.isOrIsBelow("/var/lib/containerd") || path.isOrIsBelow("/var/lib/containers") {
            return .imageLayer
        }
        if path.hasPrefix("/var/snap/docker/common/var-lib-docker/") { return belowDataRoot(path, from: 38) }
        if path.hasPrefix("/var/snap/docker/") { return .daemonConfig }
        return .other
    }

    /// The engine's data root: docs.docker.com, "Docker storage drivers"; moby's daemon/ for the containers' files.
    private static func belowDataRoot(_ path: Span<UInt8>, from slash: Int) -> DockerPlace {
        let below = path.extracting((slash + 1)..<path.count)
        if below.isOrIsBelow("containers") { return .containerState }
        if below.isOrIsBelow("volumes") { return .volume }
        if below.isOrIsBelow("plugins") { return .plugin }
        if below.isOrIsBelow("image") { return .imageLayer }
        for driver in ["overlay2", "vfs", "btrfs", "aufs", "zfs", "devicemapper", "rootfs"] as [StaticString] {
            guard below.isOrIsBelow(driver) else { continue }
            // A container's own layer is made with a sibling `ID-init`, and mounted at `merged`; deeper parts are names
            // inside the layer, such as docker-init.
            let layer = below.extracting(0..<below.length(ofParts: 3))
            return layer.hasPart(endingIn: "-init") || layer.hasPart("merged") ? .containerLayer : .imageLayer
        }
        return .dataRoot
    }

    private static func belowRun(_ path: Span<UInt8>, from slash: Int) -> DockerPlace {
        let below = path.extracting((slash + 1)..<path.count)
        if below.equals("docker.sock") || below.equals("containerd/containerd.sock")
            || below.equals("docker/containerd/containerd.sock") || below.equals("podman/podman.sock")
        {
            return .socket
        }
        if below.isOrIsBelow("docker/plugins") { return .plugin }
        if below.isOrIsBelow("docker") || below.isOrIsBelow("containerd") || below.isOrIsBelow("runc")
            || below.equals("docker.pid")
        {
            return .containerState
        }
        if below.hasPrefix("systemd/") && isUnit(path) { return .unit }
        if below.hasPrefix("user/") && below.hasSuffix("/docker.sock") { return .socket }
        return .other
    }

    private static func belowEtc(_ path: Span<UInt8>) -> DockerPlace {
        if path.isOrIsBelow("/etc/docker") {
            let isKeyFile =
                path.hasSuffix(".pem") || path.hasSuffix(".crt") || path.hasSuffix(".cert")
                || path.hasSuffix(".key")
            return isKeyFile || path.isOrIsBelow("/etc/docker/certs.d") ? .tls : .daemonConfig
        }
        if path.isOrIsBelow("/etc/audit") || path.equals("/etc/libaudit.conf") || path.isOrIsBelow("/etc/audisp") {
            return .auditConfig
        }
        if path.hasPrefix("/etc/systemd/") && isUnit(path) { return .unit }
        if path.isFile("/etc/default/docker") || path.isFile("/etc/sysconfig/docker")
            || path.equals("/etc/init.d/docker") || path.isOrIsBelow("/etc/containerd")
            || path.isOrIsBelow("/etc/containers") || path.equals("/etc/crictl.yaml")
        {
            return .daemonConfig
        }
        return isAccountFile(path) ? .accountFile : .other
    }

    /// The account files with their locks, backups and the temporary names that shadow's tools rename over them.
    private static func isAccountFile(_ path: Span<UInt8>) -> Bool {
        for file in ["/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow", "/etc/subuid", "/etc/subgid"]
            as [StaticString]
        {
            if path.isFile(file) { return true }
        }
        return path.equals("/etc/.pwd.lock")
    }

    private static func belowUsr(_ path: Span<UInt8>) -> DockerPlace {
        if path.holdsPart("/systemd/") && isUnit(path) { return .unit }
        var nameStart = path.count
        while nameStart > 0 && path[nameStart - 1] != UInt8(ascii: "/") { nameStart -= 1 }
        let name = path.extracting(nameStart..<path.count)
        let directory = path.extracting(0..<max(nameStart - 1, 0))
        if directory.hasSuffix("/bin") || directory.hasSuffix("/sbin") {
            return isProgram(name) ? .binary : .other
        }
        return path.holdsPart("/libexec/docker") || path.holdsPart("/lib/docker") ? .plugin : .other
    }

    private static func isProgram(_ name: Span<UInt8>) -> Bool {
        if name.hasPrefix("docker") || name.hasPrefix("containerd") { return true }
        return name.equals("runc") || name.equals("crun") || name.equals("ctr") || name.equals("podman")
            || name.equals("nerdctl") || name.equals("rootlesskit") || name.equals("crictl")
    }

    /// A unit of the engine or of containerd, its drop-ins, or a link that enables it.
    private static func isUnit(_ path: Span<UInt8>) -> Bool {
        path.hasPart("docker.service") || path.hasPart("docker.socket") || path.hasPart("docker.service.d")
            || path.hasPart("docker.socket.d") || path.hasPart("containerd.service")
            || path.hasPart("containerd.service.d")
    }

    /// What users keep in their home: their client's settings, a rootless engine's data.
    private static func inHome(_ path: Span<UInt8>) -> DockerPlace {
        if path.holdsPart("/.local/share/docker/") { return .dataRoot }
        if path.holdsPart("/.config/docker/") { return .daemonConfig }
        if path.holdsPart("/.docker/") { return path.hasSuffix(".pem") ? .tls : .other }
        return .other
    }
}

extension Span<UInt8> {
    /// Whether a path is `directory`, or lies below it.
    fileprivate func isOrIsBelow(_ directory: StaticString) -> Bool {
        let length = directory.utf8CodeUnitCount
        return hasPrefix(directory) && (count == length || self[length] == UInt8(ascii: "/"))
    }

    /// Whether a path is `file`, or a lock, backup or variant of it: `group-`, `group+`, `group.lock`, `group~`.
    fileprivate func isFile(_ file: StaticString) -> Bool {
        guard hasPrefix(file) else { return false }
        if count == file.utf8CodeUnitCount { return true }
        switch self[file.utf8CodeUnitCount] {
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "~"): return true
        default: return false
        }
    }

    /// How long the first parts of a relative path are, at most `number` of them.
    fileprivate func length(ofParts number: Int) -> Int {
        var parts = number
        for index in 0..<count where self[index] == UInt8(ascii: "/") {
            parts -= 1
            if parts == 0 { return index }
        }
        return count
    }

    /// Whether `text` stands anywhere.
    fileprivate func holdsPart(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return false }
        for start in 0...(count - length) where holds(text, at: start, end: count) { return true }
        return false
    }

    /// Whether one part of a path is `name`.
    fileprivate func hasPart(_ name: StaticString) -> Bool {
        hasPart { $0.equals(name) }
    }

    /// Whether one part of a path ends in `ending`.
    fileprivate func hasPart(endingIn ending: StaticString) -> Bool {
        hasPart { $0.hasSuffix(ending) }
    }

    private func hasPart(where matches: (Span<UInt8>) -> Bool) -> Bool {
        var start = 0
        for index in 0...count where index == count || self[index] == UInt8(ascii: "/") {
            if matches(extracting(start..<index)) { return true }
            start = index + 1
        }
        return false
    }
}

extension DockerPlace {
    /// Whether files of this kind lie below a data root and come in any number.
    public var isBelowDataRoot: Bool {
        switch self {
        case .containerState, .imageLayer, .containerLayer, .volume, .dataRoot: true
        default: false
        }
    }

    /// How much of a path below a data root is counted as one: `/var/lib/docker/overlay2/ID`, `/var/lib/docker/image`.
    ///
    /// For other places the whole path.
    public func foldedLength(of path: Span<UInt8>) -> Int {
        guard isBelowDataRoot else { return path.count }
        // The root's own depth, the directory below it, and the layer's, container's or volume's name.
        var parts = path.hasPrefix("/run/") ? 3 : 4
        if self == .containerState || self == .volume || path.holdsPart("/overlay2/") || path.holdsPart("/btrfs/") {
            parts += path.hasPrefix("/run/") ? 0 : 1
        } else if path.holdsPart("/vfs/dir/") {
            parts += 2
        }
        var length = 0
        while length < path.count {
            if path[length] == UInt8(ascii: "/") {
                if parts == 0 { return length }
                parts -= 1
            }
            length += 1
        }
        return length
    }
}
