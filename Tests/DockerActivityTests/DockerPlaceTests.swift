import DockerActivity
import Testing

@Suite struct `A docker place` {
    @Test(arguments: [
        ("/etc/docker", DockerPlace.daemonConfig), ("/etc/docker/daemon.json", .daemonConfig), ("/etc/dockerx", .other),
        ("/etc/dockerx/daemon.json", .other), ("/etc/docker/ca.pem", .tls), ("/etc/docker/certs.d/r/x", .tls),
        ("/etc/default/docker", .daemonConfig), ("/etc/default/dockerx", .other),
        ("/etc/default/docker.dpkg-new", .daemonConfig), ("/etc/sysconfig/docker-storage", .daemonConfig),
        ("/etc/group", .accountFile), ("/etc/group-", .accountFile), ("/etc/group+", .accountFile),
        ("/etc/group.lock", .accountFile), ("/etc/group~", .accountFile), ("/etc/groups", .other),
        ("/etc/group/x", .other), ("/etc/gshadow", .accountFile), ("/etc/.pwd.lock", .accountFile),
        ("/etc/audit/rules.d/docker.rules", .auditConfig), ("/etc/auditx", .other),
        ("/etc/systemd/system/docker.service.d/o.conf", .unit), ("/usr/lib/systemd/system/docker.socket", .unit),
        ("/lib/systemd/system/containerd.service", .unit), ("/lib/systemd/system/dockerx.service", .other),
        ("/run/docker.sock", .socket), ("/var/run/docker.sock", .socket), ("/run/docker.socket", .other),
        ("/run/docker.sock/x", .other), ("/run/dockerx/y", .other), ("/run/docker/runtime-runc/x", .containerState),
        ("/run/containerd/containerd.sock", .socket), ("/run/user/1000/docker.sock", .socket),
        ("/usr/bin/docker", .binary), ("/usr/sbin/dockerd", .binary), ("/usr/sbin/runc", .binary),
        ("/usr/bin/runcx", .other), ("/usr/share/docker/x", .other), ("/opt/containerd/bin/ctr", .binary),
        ("/var/lib/docker", .dataRoot), ("/var/lib/dockerfoo", .other), ("/var/lib/dockerfoo/x", .other),
        ("/var/lib/docker/containers/a/config.v2.json", .containerState), ("/var/lib/docker/containersx", .dataRoot),
        ("/var/lib/docker/volumes/v/_data/f", .volume), ("/var/lib/docker/image/overlay2/x", .imageLayer),
        ("/var/lib/docker/overlay2/a/diff/etc/passwd", .imageLayer),
        ("/var/lib/docker/overlay2/a-init/diff", .containerLayer),
        ("/var/lib/docker/overlay2/a/merged", .containerLayer),
        ("/var/lib/docker/overlay2/a/diff/usr/bin/docker-init", .imageLayer),
        ("/var/lib/docker/overlay2/a/diff/srv/merged/x", .imageLayer),
        ("/var/lib/docker/vfs/dir/a-init/etc", .containerLayer), ("/var/lib/docker/plugins/x", .plugin),
        ("/var/log/audit/audit.log", .auditLog), ("/var/log/auditx", .other),
        ("/root/.docker/key.pem", .tls), ("/home/a/.config/docker/daemon.json", .daemonConfig),
        ("/home/a/.local/share/docker/x", .dataRoot), ("/", .other), ("", .other), ("/e", .other),
        ("etc/docker", .other),
    ])
    func `is told by the path`(path: String, place: DockerPlace) {
        let bytes = Array(path.utf8)
        let found = DockerPlace(path: bytes.span)
        #expect(found == place)
    }
}
