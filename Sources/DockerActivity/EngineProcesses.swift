import AuditRecords

/// Tells the engine's own processes by what stays true whichever part of a log is read: an engine that is a child of the
/// host's first process, and what such an engine starts of itself.
///
/// A process in a container is never a child of the host's process 1: process numbers in the log are the host's, and
/// the shim takes orphans in (PR_SET_CHILD_SUBREAPER, prctl(2)).
struct EngineProcesses: Sendable {
    /// What a call's process is.
    enum Process {
        /// An engine's, or one that says so: the trail has to look at it.
        case claimed
        /// The engine's, and an earlier call of it was there already, so that the trail knows it.
        case known
        /// Any other.
        case other
    }

    /// Engines that were met.
    private var engines: [UInt32] = []
    /// Engines that are remembered: a host runs two.
    private static let limit = 16

    /// What a call's process is.
    mutating func note(_ call: SystemCallRecord, in bytes: Span<UInt8>) -> Process {
        guard let process = call.process, let parent = call.parentProcess else { return .other }
        guard Self.isEngine(call.executable, in: bytes) else {
            if engines.contains(process) { engines.removeAll { $0 == process } }
            return .other
        }
        if parent == 1 {
            if engines.contains(process) { return .known }
            if engines.count < Self.limit { engines.append(process) }
            return .claimed
        }
        // dockerd runs itself, under the name of /proc/self/exe, to unpack layers.
        let isHelper = call.taskName.isQuoted && bytes.equals("exe", call.taskName.range)
        return isHelper && engines.contains(parent) ? .known : .claimed
    }

    /// Whether an executable is called as the engine's daemons are.
    private static func isEngine(_ executable: FieldValue, in bytes: Span<UInt8>) -> Bool {
        guard executable.isQuoted else { return false }
        let path = bytes.extracting(executable.range.indices)
        return path.hasSuffix("/dockerd") || path.hasSuffix("/containerd")
    }
}
