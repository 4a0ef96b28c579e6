// Written by scripts/embed-rules from rules/audit/standard.rules: change that file, not this one.

extension EmbeddedRules {
    static let standard = #"""
        # What Linux should record about Docker: who changes the engine's files, who uses its socket, who gets into the docker
        # group, and who touches the recording itself. docktrail's default.
        #
        # `docktrail rules install` adapts it to the host: real paths, what exists. By hand, as it stands: auditctl -R FILE.
        #
        # Watches (-w) on purpose: one line covers 64-bit and 32-bit callers, and the kernel's own lists of calls, which know
        # newer calls (fchmodat2, setxattrat) than the lists that auditctl 4 writes out for -a rules. No filter by login user:
        # what goes through the Docker API has none. The first rule that matches gives the key, so files stand before directories.
        # Every line begins in the first column: augenrules does not recognise indented ones.
        #
        # Lines that begin with #@ are for docktrail: they say of the rules below them, up to the next empty line, why they are
        # there, which recommendations of the CIS Docker benchmark (1.3 to 1.7) they answer, how much they record, whether a path
        # is a directory, and where else it may lie. auditctl takes them for comments.

        # Go on after a path whose directory does not exist here (auditctl then ends with status 1). Without this line everything
        # behind the first such path is silently left out.
        -c

        # --- The engine's settings -------------------------------------------------------------------------------------------
        #@ why: Settings of the engine: whoever writes them commands it. Need not exist yet: the watch waits for it.
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

        #@ why: Options that Red Hat's start of the engine reads.
        #@ cis: 1.1.13
        #@ noise: none but on changes
        -w /etc/sysconfig/docker -p wa -k dkr-cfg

        #@ why: Settings of containerd, config.toml above all.
        #@ cis: 1.1.12
        #@ noise: none but on changes
        #@ kind: directory
        -w /etc/containerd -p wa -k dkr-cfg

        # --- systemd: the units, and every drop-in that could override them ---------------------------------------------------
        #@ why: How systemd starts the engine.
        #@ cis: 1.1.7
        #@ noise: package upgrades
        #@ or: /lib/systemd/system/docker.service /etc/systemd/system/snap.docker.dockerd.service
        -w /usr/lib/systemd/system/docker.service -p wa -k dkr-unit

        #@ why: How systemd opens the engine's socket; the unit, not the socket.
        #@ cis: 1.1.9
        #@ noise: package upgrades
        #@ or: /lib/systemd/system/docker.socket
        -w /usr/lib/systemd/system/docker.socket -p wa -k dkr-unit

        #@ why: How systemd starts containerd.
        #@ noise: package upgrades
        #@ or: /lib/systemd/system/containerd.service
        -w /usr/lib/systemd/system/containerd.service -p wa -k dkr-unit

        #@ why: Drop-ins and units of the administrator, which override the package's. Their directories mostly do not exist yet, so the parent is watched.
        #@ cis: 1.1.7 1.1.9
        #@ noise: services enabled and disabled
        #@ kind: directory
        -w /etc/systemd/system -p wa -k dkr-unit

        # --- Programs ---------------------------------------------------------------------------------------------------------
        #@ why: The client: a replaced one runs as everybody who calls it.
        #@ noise: package upgrades
        #@ or: /snap/docker/current/bin/docker
        -w /usr/bin/docker -p wa -k dkr-bin

        #@ why: The engine itself. Debian's docker.io has it in /usr/sbin, Docker's own packages in /usr/bin.
        #@ cis: 1.1.3
        #@ noise: package upgrades
        #@ or: /usr/sbin/dockerd /snap/docker/current/bin/dockerd
        -w /usr/bin/dockerd -p wa -k dkr-bin

        #@ why: The container manager.
        #@ cis: 1.1.14
        #@ noise: package upgrades
        #@ or: /snap/docker/current/bin/containerd
        -w /usr/bin/containerd -p wa -k dkr-bin

        #@ why: The shim that stays with each container.
        #@ cis: 1.1.17
        #@ noise: package upgrades
        #@ or: /snap/docker/current/bin/containerd-shim-runc-v2
        -w /usr/bin/containerd-shim-runc-v2 -p wa -k dkr-bin

        #@ why: Shims of containerd before version 2.
        #@ cis: 1.1.15 1.1.16
        #@ noise: package upgrades
        #@ when: exists
        -w /usr/bin/containerd-shim -p wa -k dkr-bin
        -w /usr/bin/containerd-shim-runc-v1 -p wa -k dkr-bin

        #@ why: The runtime, which starts containers as root. /usr/bin/runc is a link on Debian, and a watch on a link sees nothing: the real file is watched.
        #@ cis: 1.1.18
        #@ noise: package upgrades
        #@ or: /usr/sbin/runc /snap/docker/current/bin/runc
        -w /usr/bin/runc -p wa -k dkr-bin

        #@ why: Names of Docker before 18.09, which guides still list; a file that appears there is worth a look.
        #@ noise: none
        -w /usr/bin/docker-containerd -p wa -k dkr-bin
        -w /usr/bin/docker-runc -p wa -k dkr-bin

        #@ why: Plugins of the client, which run as everybody who calls docker.
        #@ noise: package upgrades
        #@ kind: directory
        -w /usr/libexec/docker/cli-plugins -p wa -k dkr-bin
        -w /usr/lib/docker/cli-plugins -p wa -k dkr-bin

        # --- The socket -------------------------------------------------------------------------------------------------------
        #@ why: The socket's owner, mode and replacement: whoever may open it is root.
        #@ noise: restarts of the engine
        -w /run/docker.sock -p wa -k dkr-sock

        #@ why: containerd's socket, likewise.
        #@ cis: 1.1.8
        #@ noise: restarts of containerd
        -w /run/containerd/containerd.sock -p wa -k dkr-sock

        #@ why: Every connection to the socket: connect is no write, so no watch sees it. A client in a container that was given the socket is recorded too.
        #@ noise: one for each connection; monitoring that polls is loud
        -a always,exit -F arch=b64 -S connect -F path=/run/docker.sock -F key=dkr-sock-use
        -a always,exit -F arch=b32 -S connect,socketcall -F path=/run/docker.sock -F key=dkr-sock-use

        # --- Commands ---------------------------------------------------------------------------------------------------------
        #@ why: Who runs the client, and with which arguments.
        #@ noise: one for each command
        #@ or: /snap/docker/current/bin/docker
        -w /usr/bin/docker -p x -k dkr-cli

        #@ why: containerd's own client, which goes round the engine.
        #@ noise: one for each command
        -w /usr/bin/ctr -p x -k dkr-cli

        #@ why: One event for each container that starts, with its id among the arguments.
        #@ noise: one to three for each start
        #@ or: /snap/docker/current/bin/containerd-shim-runc-v2
        -w /usr/bin/containerd-shim-runc-v2 -p x -k dkr-runtime

        # --- State below the data root ----------------------------------------------------------------------------------------
        #@ why: Settings and logs of each container; edited while it is stopped, they give it the host.
        #@ cis: 1.1.5
        #@ noise: tens for each start and stop
        #@ kind: directory
        -w /var/lib/docker/containers -p wa -k dkr-state

        #@ why: Keys and certificates of a swarm's node.
        #@ cis: 1.1.5
        #@ noise: renewals
        #@ kind: directory
        -w /var/lib/docker/swarm -p wa -k dkr-tls

        #@ why: Plugins, which run with the host's privileges.
        #@ cis: 1.1.5
        #@ noise: installations
        #@ kind: directory
        -w /var/lib/docker/plugins -p wa -k dkr-state

        #@ why: Which image a name stands for.
        #@ cis: 1.1.5
        #@ noise: pulls and builds
        #@ kind: directory
        -w /var/lib/docker/image -p wa -k dkr-state

        # --- The docker group, which is as good as root -----------------------------------------------------------------------
        #@ why: Members of the docker group.
        #@ noise: changes of accounts
        -w /etc/group -p wa -k dkr-group
        -w /etc/gshadow -p wa -k dkr-group

        #@ why: Who is given a range of users for containers.
        #@ noise: changes of accounts
        -w /etc/subuid -p wa -k dkr-group
        -w /etc/subgid -p wa -k dkr-group

        #@ why: Tools that change groups. Before shadow 4.17.4 the account records do not name the group, only these arguments do.
        #@ noise: changes of accounts
        -w /usr/sbin/usermod -p x -k dkr-grouptool
        -w /usr/sbin/useradd -p x -k dkr-grouptool
        -w /usr/sbin/groupadd -p x -k dkr-grouptool
        -w /usr/sbin/groupmod -p x -k dkr-grouptool
        -w /usr/sbin/groupdel -p x -k dkr-grouptool
        -w /usr/sbin/groupmems -p x -k dkr-grouptool
        -w /usr/sbin/vipw -p x -k dkr-grouptool
        -w /usr/bin/gpasswd -p x -k dkr-grouptool
        -w /usr/bin/newgrp -p x -k dkr-grouptool

        # --- Ways around a watch ----------------------------------------------------------------------------------------------
        #@ why: Opens a file by its inode, from inside a container too (the classic escape); no watch records it.
        #@ noise: NFS servers and backup programs
        -a always,exit -F arch=b64 -S open_by_handle_at -F key=dkr-ns
        -a always,exit -F arch=b32 -S open_by_handle_at -F key=dkr-ns

        # --- The recording itself ---------------------------------------------------------------------------------------------
        #@ why: Settings of auditing.
        #@ noise: none but on changes
        #@ kind: directory
        -w /etc/audit -p wa -k dkr-selfaudit

        #@ why: A setting that all users of libaudit read.
        #@ noise: none but on changes
        -w /etc/libaudit.conf -p wa -k dkr-selfaudit

        #@ why: The log; auditd's own writing is not recorded.
        #@ noise: rotations
        #@ kind: directory
        -w /var/log/audit -p wa -k dkr-selfaudit

        #@ why: Tools that change what is recorded.
        #@ noise: one for each command
        -w /usr/sbin/auditctl -p x -k dkr-selfaudit
        -w /usr/sbin/augenrules -p x -k dkr-selfaudit
        """#
}
