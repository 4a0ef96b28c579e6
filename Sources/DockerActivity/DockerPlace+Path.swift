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
        if path.hasPrefix("/var/lib/docker/overlay2/") { return layer(path, from: 24) }  // nearly all
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
        let area = path.part(from: slash + 1)
        let name = path.extracting(area)
        guard name.count > 2 else { return .dataRoot }
        switch name[0] {
        case UInt8(ascii: "o") where name.equals("overlay2"): return layer(path, from: area.upperBound)
        case UInt8(ascii: "c") where name.equals("containers"): return .containerState
        case UInt8(ascii: "i") where name.equals("image"): return .imageLayer
        case UInt8(ascii: "v") where name.equals("volumes"): return .volume
        case UInt8(ascii: "p") where name.equals("plugins"): return .plugin
        case UInt8(ascii: "v") where name.equals("vfs"):
            return layer(path, from: path.part(from: area.upperBound + 1).upperBound)  // vfs/dir/ID
        default:
            let isDriver =
                name.equals("btrfs") || name.equals("aufs") || name.equals("zfs")
                || name.equals("devicemapper") || name.equals("rootfs")
            return isDriver ? layer(path, from: area.upperBound) : .dataRoot
        }
    }

    /// A container's own layer is made with a sibling `ID-init`, and is mounted at `merged`.
    private static func layer(_ path: Span<UInt8>, from slash: Int) -> DockerPlace {
        // The name is 64 digits, as a rule.
        let nameEnd = path.firstIndexFar(of: UInt8(ascii: "/"), from: slash + 1, to: path.count)
        let isInitial = nameEnd - slash > 5 && path.holds("-init", at: nameEnd - 5, end: nameEnd)
        if isInitial { return .containerLayer }
        let inside = nameEnd + 1
        guard path.holds("merged", at: inside, end: path.count) else { return .imageLayer }
        return path.part(from: inside).count == 6 ? .containerLayer : .imageLayer
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

    /// The part of a path that begins at an offset, up to the next slash; empty behind the end.
    fileprivate func part(from start: Int) -> Range<Int> {
        guard start < count else { return count..<count }
        return start..<firstIndex(of: UInt8(ascii: "/"), from: start, to: count)
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
        var end = 0
        if path.hasPrefix("/run/") {
            for _ in 0..<2 { end = path.part(from: end + 1).upperBound }
            return end
        }
        if path.hasPrefix("/var/lib/docker/overlay2/") {  // nearly all
            return path.firstIndexFar(of: UInt8(ascii: "/"), from: 25, to: path.count)
        }
        for _ in 0..<3 { end = path.part(from: end + 1).upperBound }  // the root itself: /var/lib/docker
        let area = path.part(from: end + 1)
        end = area.upperBound
        let name = path.extracting(area)
        let isNumerous = self == .containerState || self == .volume || name.equals("overlay2") || name.equals("btrfs")
        if name.equals("vfs") { end = path.part(from: end + 1).upperBound }
        return isNumerous || name.equals("vfs") ? path.part(from: end + 1).upperBound : end
    }
}
