import Foundation

/// The file system of a small Docker host in a fresh folder: enough of it to plan audit rules for.
///
/// Programs are copies of `true`. With `run` a command sees the folder as its own root, in a mount namespace of its own, so
/// that the paths of rules are those of a real host and nothing of this machine is touched but the kernel's rules.
public struct FixtureHost: Sendable {
    /// The folder.
    public let folder: TemporaryFolder

    /// A host as Debian's docker.io package leaves it: runc in /usr/sbin with a link, no containerd settings.
    public static func docker() throws -> FixtureHost {
        let host = try FixtureHost()
        for name in ["docker", "ctr", "containerd", "containerd-shim-runc-v2", "gpasswd", "newgrp"] {
            try host.program("usr/bin/\(name)")
        }
        for name in [
            "dockerd", "runc", "usermod", "useradd", "groupadd", "groupmod", "groupdel", "groupmems", "vipw",
            "auditctl",
            "augenrules",
        ] {
            try host.program("usr/sbin/\(name)")
        }
        try host.link("usr/bin/runc", to: "../sbin/runc")
        try host.folder.write("{}\n", to: "etc/docker/daemon.json")
        try host.folder.write("\n", to: "etc/default/docker")
        try host.folder.write("[Service]\nExecStart=/usr/sbin/dockerd -H fd://\n", to: "\(units)/docker.service")
        try host.folder.write("[Socket]\nListenStream=/run/docker.sock\n", to: "\(units)/docker.socket")
        try host.folder.write("[Service]\nExecStart=/usr/bin/containerd\n", to: "\(units)/containerd.service")
        for name in ["containers", "swarm", "plugins", "image"] { try host.folder.makeFolder("var/lib/docker/\(name)") }
        try host.socket("run/docker.sock")
        try host.socket("run/containerd/containerd.sock")
        return host
    }

    /// Where units of packages are.
    public static let units = "usr/lib/systemd/system"

    /// A host without any engine.
    public init() throws {
        folder = try TemporaryFolder()
        for name in [
            "proc", "etc/audit/rules.d", "etc/systemd/system", "etc/default", "var/log/audit", "var/lib",
            "run/containerd",
            "usr/bin", "usr/sbin", Self.units, "usr/lib64", "tmp",
        ] {
            try folder.makeFolder(name)
        }
        for name in ["bin", "sbin", "lib", "lib64"] { try link(name, to: "usr/\(name)") }
        try link("var/run", to: "/run")
        try folder.write("root:x:0:0:root:/root:/bin/sh\n", to: "etc/passwd")
        try folder.write("root:x:0:\ndocker:x:105:\n", to: "etc/group")
        for name in ["etc/gshadow", "etc/subuid", "etc/subgid", "etc/libaudit.conf"] { try folder.write("", to: name) }
    }

    /// The folder's path.
    public var path: String { folder.path }

    /// Makes a program that does nothing.
    public func program(_ name: String) throws {
        let file = folder.path(of: name)
        try? FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: file).deletingLastPathComponent().path,
            withIntermediateDirectories: true
        )
        try FileManager.default.copyItem(atPath: "/bin/true", toPath: file)
    }

    /// Makes a symbolic link.
    public func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path(of: name), withDestinationPath: target)
    }

    /// Makes a socket that nobody listens on.
    public func socket(_ name: String) throws {
        let path = folder.path(of: name)
        try? FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
            withIntermediateDirectories: true
        )
        let made = unsafe mknod(path, S_IFSOCK | 0o660, 0)
        if made != 0 { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    /// Removes something.
    public func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: folder.path(of: name))
    }

    /// The text of a file.
    public func text(of name: String) -> String? {
        try? String(contentsOfFile: folder.path(of: name), encoding: .utf8)
    }
}
