import Testing

@testable import DockerActivity

@Suite struct `The way to a file` {
    private func route(
        _ recorded: String,
        named: String,
        to path: String,
        _ resolution: PathResolution = .identity,
        _ lineage: ProcessTable.Lineage = .host
    ) -> FileRoute {
        FileRoute(
            recorded: Array(recorded.utf8).span,
            named: Array(named.utf8).span,
            to: Array(path.utf8).span,
            resolution,
            lineage
        )
    }

    @Test(arguments: [
        ("/etc/docker/daemon.json", "/etc/docker/daemon.json"), ("daemon.json", "/etc/docker/daemon.json"),
        ("/var/run/docker.sock", "/run/docker.sock"),
        ("/lib/systemd/system/docker.service", "/usr/lib/systemd/system/docker.service"),
        ("/usr/sbin/runc", "/usr/bin/runc"), ("/bin/docker", "/usr/bin/docker"), ("/sbin/runc", "/usr/bin/runc"),
        ("/data/docker/containers/a/config.v2.json", "/var/lib/docker/containers/a/config.v2.json"),
    ])
    func `is plain by the file's own name, and by links that every host has`(recorded: String, path: String) {
        let named = recorded.first == "/" ? recorded : path
        #expect(route(recorded, named: named, to: path) == .plain)
        #expect(route(recorded, named: named, to: path, .name, .unknown) == .plain)
    }

    @Test func `is a link by another name`() {
        #expect(route("/root/h1", named: "/root/h1", to: "/etc/docker/daemon.json") == .link)
        #expect(route("/tmp/l/daemon.json", named: "/tmp/l/daemon.json", to: "/etc/docker/daemon.json") == .link)
        #expect(route("/proc/self/cwd/daemon.json", named: "", to: "/etc/docker/daemon.json") == .link)
        #expect(route("/bin/x", named: "/bin/x", to: "/usr/bin/docker") == .link)
    }

    @Test(arguments: ["/proc/self/fd/5", "/dev/fd/5", "/proc/7/task/8/fd/5", "daemon.json"])
    func `is a descriptor in place of a name`(recorded: String) {
        #expect(route(recorded, named: "", to: "/etc/docker/daemon.json") == .descriptor)
    }

    @Test func `is foreign by a name of another file tree`() {
        let path = "/etc/docker/daemon.json"
        #expect(route("/host\(path)", named: "/host\(path)", to: path, .identity, .unknown) == .foreign)
        #expect(route("/cfg/daemon.json", named: "/cfg/daemon.json", to: path, .identity, .container) == .foreign)
        #expect(route(path, named: path, to: path, .containerMount, .container) == .foreign)
        #expect(route("/proc/1/root\(path)", named: "", to: path) == .foreign)
        let layer = "/var/lib/docker/overlay2/x/diff/etc/passwd"
        #expect(route("/etc/passwd", named: "/etc/passwd", to: layer, .engineChroot, .engine) == .foreign)
    }

    @Test func `is not known without a name or a path`() {
        #expect(route("", named: "", to: "/etc/docker/daemon.json") == .unknown)
        #expect(route("/etc/docker/x", named: "/etc/docker/x", to: "", .unresolved, .unknown) == .unknown)
    }
}
