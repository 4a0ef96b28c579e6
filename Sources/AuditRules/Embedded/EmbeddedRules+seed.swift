// Written by scripts/embed-rules from rules/audit/seed.rules: change that file, not this one.

extension EmbeddedRules {
    static let seed = #"""
        # The nine watches that hardening guides list for Docker (from the CIS Docker benchmark and its copies), with keys, and
        # with paths as they really are on the host: what those guides ask for and not more. `standard` sees what they miss.
        #
        # Lines that begin with #@ are for docktrail: they say of the rules below them, up to the next empty line, why they are
        # there, which recommendations of the CIS Docker benchmark (1.3 to 1.7) they answer, how much they record, whether a path
        # is a directory, and where else it may lie. auditctl takes them for comments.

        # Go on after a path whose directory does not exist here (auditctl then ends with status 1).
        -c

        #@ why: Settings of the engine: whoever writes them commands it. Before the directory, so that its key wins.
        #@ cis: 1.1.11
        #@ noise: none but on changes
        -w /etc/docker/daemon.json -p wa -k dkr-cfg

        #@ why: The engine's settings, registry certificates and plugins.
        #@ cis: 1.1.6
        #@ noise: none but on changes
        #@ kind: directory
        -w /etc/docker -p wa -k dkr-cfg

        #@ why: Options that Debian's start of the engine reads.
        #@ cis: 1.1.10
        #@ noise: none but on changes
        -w /etc/default/docker -p wa -k dkr-cfg

        #@ why: How systemd starts the engine. What an administrator put into /etc goes before what the package brought.
        #@ cis: 1.1.7
        #@ noise: package upgrades
        #@ or: /etc/systemd/system/docker.service /lib/systemd/system/docker.service /etc/systemd/system/snap.docker.dockerd.service
        -w /usr/lib/systemd/system/docker.service -p wa -k dkr-unit

        #@ why: How systemd opens the engine's socket; the unit, not the socket.
        #@ cis: 1.1.9
        #@ noise: package upgrades
        #@ or: /etc/systemd/system/docker.socket /lib/systemd/system/docker.socket
        -w /usr/lib/systemd/system/docker.socket -p wa -k dkr-unit

        #@ why: The client: a replaced one runs as everybody who calls it.
        #@ noise: package upgrades
        #@ or: /snap/docker/current/bin/docker
        -w /usr/bin/docker -p wa -k dkr-bin

        #@ why: The container manager; docker-containerd before Docker 18.09.
        #@ cis: 1.1.14
        #@ noise: package upgrades
        #@ or: /usr/bin/docker-containerd /snap/docker/current/bin/containerd
        -w /usr/bin/containerd -p wa -k dkr-bin

        #@ why: The runtime, which starts containers as root; docker-runc before Docker 18.09.
        #@ cis: 1.1.18
        #@ noise: package upgrades
        #@ or: /usr/sbin/runc /usr/bin/docker-runc /snap/docker/current/bin/runc
        -w /usr/bin/runc -p wa -k dkr-bin

        #@ why: All that the engine keeps: images, layers, containers, volumes.
        #@ cis: 1.1.5
        #@ noise: floods where it is loaded while containers run
        #@ kind: directory
        #@ tree: whole
        -w /var/lib/docker -p wa -k dkr-state
        """#
}
