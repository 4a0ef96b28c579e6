import AuditRecords

/// Which place a rule that fired on a file most likely watches.
enum PlacePath {
    /// Directories of Docker's that are watched as a whole.
    private static let directories: [StaticString] = [
        "/etc/docker", "/etc/containerd", "/etc/containers", "/var/lib/docker", "/var/lib/containerd",
        "/var/lib/containers", "/run/containerd", "/run/docker", "/etc/audit", "/var/log/audit",
    ]
    /// Files in them that guides watch by themselves.
    private static let files: [StaticString] = [
        "/etc/docker/daemon.json", "/etc/containerd/config.toml", "/run/containerd/containerd.sock",
    ]

    /// The file itself, or the directory of Docker's in which it lies: nobody watches single files there, but a few.
    static func place(of path: [UInt8]) -> [UInt8] {
        let short = short(path)
        if files.contains(where: { short.span.equals($0) }) { return path }
        let directory = directories.first { directory in
            let span = short.span
            return span.hasPrefix(directory)
                && (span.count == directory.utf8CodeUnitCount
                    || span[directory.utf8CodeUnitCount] == UInt8(ascii: "/"))
        }
        return directory.map { Array(short.prefix($0.utf8CodeUnitCount)) } ?? path
    }

    /// The path without what other names of the same file lack, as `PathText.areAliases` has it.
    static func short(_ path: [UInt8]) -> [UInt8] { Array(path.dropFirst(PathText.aliasLength(of: path.span))) }

    /// Whether a name is one that package managers, editors and account tools give a file for a moment.
    static func isPassing(_ path: Span<UInt8>) -> Bool {
        let name = path.extracting(PathText.lastPart(of: path))
        guard name.count > 0 else { return true }
        switch name[name.count - 1] {
        case UInt8(ascii: "~"), UInt8(ascii: "-"), UInt8(ascii: "+"): return true
        default: break
        }
        return name[0] == UInt8(ascii: ".") || name.hasSuffix("-tmp") || name.hasSuffix("-new")
            || name.hasSuffix(".lock") || name.hasSuffix(".swp")
    }

    /// The directory that a path lies in, without a slash at its end.
    static func directory(of path: [UInt8]) -> [UInt8] {
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")), slash > 0 else { return [UInt8(ascii: "/")] }
        return Array(path[..<slash])
    }

    /// The path without a slash at its end, as the kernel lists rules.
    static func trimmed(_ path: [UInt8]) -> [UInt8] {
        path.count > 1 && path.last == UInt8(ascii: "/") ? path.dropLast() : path
    }
}
