// Written by scripts/embed-rules from rules/audit/podman.rules: change that file, not this one.

extension EmbeddedRules {
    static let podman = #"""
        # What is added for hosts that run containers with Podman, as root or as a user.
        #
        # Lines that begin with #@ are for docktrail: see standard.rules.

        -c

        #@ why: Settings of Podman, trusted registries, signatures, and containers that systemd starts (quadlets).
        #@ noise: none but on changes
        #@ kind: directory
        -w /etc/containers -p wa -k dkr-cfg
        -w /usr/share/containers -p wa -k dkr-cfg

        #@ why: Networks of containers.
        #@ noise: none but on changes
        #@ kind: directory
        -w /etc/cni/net.d -p wa -k dkr-cfg

        #@ why: Podman itself, its runtime and its monitor: a replaced one runs as everybody who calls it.
        #@ noise: package upgrades
        -w /usr/bin/podman -p wa -k dkr-bin
        -w /usr/bin/crun -p wa -k dkr-bin
        -w /usr/bin/conmon -p wa -k dkr-bin

        #@ why: How systemd starts Podman's service and opens its socket.
        #@ noise: package upgrades
        -w /usr/lib/systemd/system/podman.service -p wa -k dkr-unit
        -w /usr/lib/systemd/system/podman.socket -p wa -k dkr-unit

        #@ why: The socket's owner, mode and replacement: whoever may open it is root.
        #@ noise: restarts of the service
        -w /run/podman/podman.sock -p wa -k dkr-sock

        #@ why: Every connection to the socket: connect is no write, so no watch sees it.
        #@ noise: one for each connection
        -a always,exit -F arch=b64 -S connect -F path=/run/podman/podman.sock -F key=dkr-sock-use
        -a always,exit -F arch=b32 -S connect,socketcall -F path=/run/podman/podman.sock -F key=dkr-sock-use

        #@ why: Who runs the client, and with which arguments. Podman has no daemon: the login user stays.
        #@ noise: one for each command, and a few of Podman's own
        -w /usr/bin/podman -p x -k dkr-cli
        -w /usr/bin/buildah -p x -k dkr-cli
        -w /usr/bin/skopeo -p x -k dkr-cli

        #@ why: One event for each container that starts, with its id among the arguments.
        #@ noise: one or two for each start and exec
        -w /usr/bin/conmon -p x -k dkr-runtime

        #@ why: What each container is made of; edited while it is stopped, it gives it the host.
        #@ noise: tens for each start and stop
        #@ kind: directory
        -w /var/lib/containers/storage/overlay-containers -p wa -k dkr-state
        -w /var/lib/containers/storage/libpod -p wa -k dkr-state

        #@ why: Which image a name stands for.
        #@ noise: pulls and builds
        #@ kind: directory
        -w /var/lib/containers/storage/overlay-images -p wa -k dkr-state
        """#
}
