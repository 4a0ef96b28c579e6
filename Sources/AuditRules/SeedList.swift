public import SystemPackage

/// The nine watches that hardening guides list for Docker, word for word.
public enum SeedList {
    /// One line of the list.
    public struct Line: Hashable, Sendable {
        /// The path it names.
        public let path: FilePath
        /// The line: a watch for writes and changes of attributes, without a key.
        public var text: String { "-w \(path) -p wa" }
        /// Paths that are what the line means today, where its own is obsolete.
        let successors: [FilePath]
    }

    /// The lines in the guides' order.
    public static let lines: [Line] = [
        Line(path: "/usr/bin/docker", successors: []),
        Line(path: "/var/lib/docker", successors: []),
        Line(path: "/etc/docker", successors: []),
        Line(path: "/lib/systemd/system/docker.service", successors: ["/usr/lib/systemd/system/docker.service"]),
        Line(path: "/lib/systemd/system/docker.socket", successors: ["/usr/lib/systemd/system/docker.socket"]),
        Line(path: "/etc/default/docker", successors: []),
        Line(path: "/etc/docker/daemon.json", successors: []),
        Line(path: "/usr/bin/docker-containerd", successors: ["/usr/bin/containerd"]),
        Line(path: "/usr/bin/docker-runc", successors: ["/usr/bin/runc", "/usr/sbin/runc"]),
    ]

    /// Names that Docker gave up with version 18.09.
    static let obsolete: Set<FilePath> = ["/usr/bin/docker-containerd", "/usr/bin/docker-runc"]

    /// The list's paths that a rule on any of these paths answers.
    static func answers(to paths: [FilePath]) -> [String] {
        lines.filter { line in paths.contains(line.path) || line.successors.contains { paths.contains($0) } }
            .map(\.path.string)
    }
}
