import AuditRecords

/// What an executable's name says of a process, which is no more than a hint: a container can call its programs anything.
enum Program: String, Sendable, CaseIterable, Codable {
    /// dockerd.
    case dockerd
    /// containerd.
    case containerd
    /// A shim of containerd's: the parent of a container's processes.
    case shim
    /// runc or crun, which make containers.
    case runc
    /// Any other.
    case other

    init(executable: Span<UInt8>) {
        var end = executable.count
        // The kernel's word for a program whose file is gone: after an upgrade of a running engine, say.
        if executable.hasSuffix(" (deleted)") { end -= 10 }
        var start = end
        while start > 0, executable[start - 1] != UInt8(ascii: "/") { start -= 1 }
        let name = executable.extracting(start..<end)
        if name.equals("dockerd") {
            self = .dockerd
        } else if name.equals("containerd") {
            self = .containerd
        } else if name.hasPrefix("containerd-shim") || name.equals("docker-containerd-shim") {
            self = .shim
        } else if name.equals("runc") || name.equals("crun") || name.equals("docker-runc") {
            self = .runc
        } else {
            self = .other
        }
    }

    /// Whether it is one of the engine's daemons.
    var isEngine: Bool { self == .dockerd || self == .containerd }
}
