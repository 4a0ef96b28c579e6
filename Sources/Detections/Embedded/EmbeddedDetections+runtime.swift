// Written by scripts/embed-rules from rules/detections/runtime.yml: change that file, not this one.

extension EmbeddedDetections {
    static let runtime = #"""
        # What is asked of the engine, and what containers do to the host.
        #
        # A client's arguments are known where an audit rule records its executions. What `docker compose` asks for stands in
        # files, and what goes
        # through the socket without the client is seen only by what it does.
        title: Privileged container
        id: cli-privileged-run
        status: stable
        taxonomy: docktrail
        description: |
          Somebody had a container run with --privileged: all capabilities, all devices, no seccomp, no mandatory access
          control. Its root is the host's root by mounting the host's disk.
        references:
          - https://docs.docker.com/reference/cli/docker/container/run/#privileged
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1610
          - attack.t1611
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          asked:
            action: execute
            outcome: success
            client.command: [run, create, exec]
            client.privileged: 'true'
          condition: asked
        falsepositives:
          - Docker in Docker in a build system; tools for hardware. Name their images in the site's settings.
        level: high
        docktrail:
          why: '{who} asked for a container with all rights of the host: {command}'
          story: process
        ---
        title: Host directory mounted into a container
        id: cli-host-mount
        status: stable
        taxonomy: docktrail
        description: |
          Somebody had a directory of the host mounted, writable, into a container from which the host can be taken over: its
          root, its settings, its programs, root's home, the engine's data. The container's root can write there whatever it
          likes, and the engine does not ask who wanted it.
        references:
          - https://docs.docker.com/engine/storage/bind-mounts/
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1611
          - attack.t1610
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          asked:
            action: execute
            outcome: success
            client.command: [run, create, volume create]
          directory:
            - client.mount.writable:
                - /
                - /etc
                - /root
                - /boot
                - /usr
                - /bin
                - /sbin
                - /lib
                - /var
                - /var/lib
                - /var/lib/docker
                - /var/lib/docker/volumes
                - /run
                - /var/run
                - /home
                - /dev
                - /proc
                - /sys
                - /etc/passwd
                - /etc/shadow
                - /etc/group
                - /etc/gshadow
                - /root/.bashrc
                - /root/.profile
            - client.mount.writable|startswith:
                - /etc/docker
                - /etc/containerd
                - /etc/sudoers
                - /etc/cron
                - /etc/systemd
                - /etc/ssh
                - /etc/pam.d
                - /etc/ld.so
                - /etc/profile
                - /etc/audit
                - /etc/default
                - /etc/init.d
                - /boot/
                - /usr/bin
                - /usr/sbin
                - /usr/lib
                - /usr/local/bin
                - /usr/local/sbin
                - /bin/
                - /sbin/
                - /lib/systemd
                - /root/.ssh
                - /root/.docker
                - /var/lib/docker/containers
                - /var/lib/docker/overlay2
                - /var/lib/docker/image
                - /var/lib/docker/plugins
                - /var/lib/containerd
                - /var/spool/cron
                - /var/log/audit
                - /proc/sys
                - /sys/kernel
                - /dev/sd
                - /dev/vd
                - /dev/xvd
                - /dev/nvme
                - /dev/mapper
                - /dev/mem
          condition: asked and directory
        falsepositives:
          - Agents for backup and monitoring, and rescue work. Name their images in the site's settings.
        level: high
        docktrail:
          why: '{who} mounted a directory of the host, writable, into a container: {command}'
          story: process
        ---
        title: Agent that sees the host
        id: cli-agent
        status: stable
        taxonomy: docktrail
        description: |
          Somebody had a container run that reads all of the host: its root, its settings, root's home, or the engine's socket, mounted read-only.
          Agents for monitoring do so, and it reads all hashes, keys and tokens of the host; through the socket it can do all that the engine can.
          Told once for each image.
        references:
          - https://docs.docker.com/engine/storage/bind-mounts/
          - https://docs.docker.com/engine/security/#docker-daemon-attack-surface
        tags:
          - attack.t1611
          - attack.t1552.001
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          asked:
            action: execute
            outcome: success
            client.command: [run, create]
          directory:
            client.mount.source: [/, /etc, /root, /home, /etc/shadow, /etc/gshadow, /root/.ssh, /var/lib/docker]
          writable_directory:
            client.mount.writable: [/, /etc, /root, /home, /etc/shadow, /etc/gshadow, /root/.ssh, /var/lib/docker]
          socket:
            client.mount.source|endswith: [/docker.sock, /containerd.sock, /podman.sock, /crio.sock]
            client.option: --restart
          writable_socket:
            client.mount.writable|endswith: [/docker.sock, /containerd.sock, /podman.sock, /crio.sock]
          condition: asked and ((directory and not writable_directory) or (socket and not writable_socket))
        falsepositives:
          - Agents for monitoring and scanners.
        level: low
        docktrail:
          why: '{who} had a container run that sees the host: {command}'
          story: process
          once: image
        ---
        title: Engine's socket mounted into a container
        id: cli-socket-mount
        status: stable
        taxonomy: docktrail
        description: |
          Somebody had the socket of the engine, of containerd or of podman mounted into a container. Whatever runs there can
          start another container with all of the host in it; that the mount is read-only changes nothing, for a socket is not
          written to as a file is.
        references:
          - https://docs.docker.com/engine/security/#docker-daemon-attack-surface
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1611
          - attack.t1610
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          asked:
            action: execute
            outcome: success
            client.command: [run, create]
          socket:
            client.mount.source|endswith: [/docker.sock, /containerd.sock, /podman.sock, /crio.sock, /buildkitd.sock]
          # A service that is meant to stay, and says that it only looks: told by cli-agent.
          service:
            client.option: --restart
          writable:
            client.mount.writable|endswith: [/docker.sock, /containerd.sock, /podman.sock, /crio.sock, /buildkitd.sock]
          condition: asked and socket and not (service and not writable)
        falsepositives:
          - Traefik, Portainer, Watchtower, runners of build systems. It is told once for each image.
        level: high
        docktrail:
          why: '{who} gave a container the engine''s socket: {command}'
          story: process
          once: image
        ---
        title: Container in the host's namespaces
        id: cli-host-namespaces
        status: stable
        taxonomy: docktrail
        description: |
          Somebody had a container run in a namespace of the host: it sees the host's processes, and can act on them where its
          rights suffice, or its users are the host's although the engine maps them. The host's network alone is common, and
          not told.
        references:
          - https://docs.docker.com/reference/cli/docker/container/run/#pid
          - https://man7.org/linux/man-pages/man7/namespaces.7.html
        tags:
          - attack.t1611
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          asked:
            action: execute
            outcome: success
            client.command: [run, create]
            client.namespace: [pid=host, ipc=host, userns=host, uts=host, cgroupns=host, cgroup=host]
          # An agent: a service that is meant to stay, and has the host's root to look at.
          service:
            client.option: --restart
            client.mount.source: /
          writable:
            client.mount.writable: /
          condition: asked and not (service and not writable)
        falsepositives:
          - Agents for monitoring, and tools for debugging other processes.
        level: medium
        docktrail:
          why: '{who} asked for a container in the host''s own namespaces: {command}'
          story: process
        ---
        title: Container with dangerous rights
        id: cli-dangerous-caps
        status: stable
        taxonomy: docktrail
        description: |
          Somebody had a container run with a capability, a device or a security option that leads out of it: mounting,
          tracing processes, loading modules, reading by handle, raw disks, no seccomp, no mandatory access control.
          NET_ADMIN, which each VPN needs, is not among them.
        references:
          - https://man7.org/linux/man-pages/man7/capabilities.7.html
          - https://docs.docker.com/engine/security/seccomp/
          - https://docs.docker.com/engine/security/apparmor/
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1611
          - attack.t1610
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          asked:
            action: execute
            outcome: success
            client.command: [run, create]
          rights:
            - client.capability:
                - ALL
                - SYS_ADMIN
                - SYS_PTRACE
                - SYS_MODULE
                - SYS_RAWIO
                - SYS_BOOT
                - DAC_READ_SEARCH
                - AUDIT_CONTROL
                - BPF
                - PERFMON
                - SYSLOG
                - MAC_ADMIN
                - MAC_OVERRIDE
            - client.device|startswith:
                - /dev/sd
                - /dev/vd
                - /dev/xvd
                - /dev/nvme
                - /dev/dm-
                - /dev/mapper
                - /dev/disk
                - /dev/mem
                - /dev/kmem
                - /dev/port
                - 'b '
                - 'a '
            - client.securityOption:
                - seccomp=unconfined
                - seccomp:unconfined
                - apparmor=unconfined
                - apparmor:unconfined
                - label=disable
                - label:disable
                - systempaths=unconfined
          condition: asked and rights
        falsepositives:
          - Debuggers, tools for disks, file systems in user space.
        level: high
        docktrail:
          why: '{who} asked for a container with rights that lead out of it: {command}'
          story: process
        ---
        title: Working directory by a leaked descriptor
        id: cli-workdir-proc-fd
        status: stable
        taxonomy: docktrail
        description: |
          Somebody asked for a working directory below /proc/self/fd. In runc up to 1.1.11 a descriptor of the host's file
          system was open there (CVE-2024-21626), and the container's first process found itself on the host.
        references:
          - https://nvd.nist.gov/vuln/detail/CVE-2024-21626
          - https://github.com/opencontainers/runc/security/advisories/GHSA-xr7r-f8xq-vfvv
        tags:
          - attack.t1611
          - attack.t1068
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          asked:
            action: execute
            client.command: [run, create, exec]
            client.workdir|re: '^/+proc/+(self|thread-self|[0-9]+)/+(task/+[0-9]+/+)?fd(/|$)'
          condition: asked
        falsepositives:
          - None known.
        level: critical
        docktrail:
          why: '{who} asked for a working directory that leads to the host through a leaked descriptor: {command}'
          story: process
        ---
        title: Secret among a client's arguments
        id: cli-secret-in-args
        status: stable
        taxonomy: docktrail
        description: |
          A password or token was given to the client as an argument. Every user could read it in the list of processes, and
          it stands in the audit log and in all copies of it, and in the container's settings. Change it.
        references:
          - https://docs.docker.com/reference/cli/docker/login/#password-stdin
          - https://docs.docker.com/engine/swarm/secrets/
          - https://attack.mitre.org/techniques/T1552/001/
        tags:
          - attack.t1552.001
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          variable:
            action: execute
            client.environment|contains:
              - PASSWORD
              - PASSWD
              - SECRET
              - TOKEN
              - API_KEY
              - APIKEY
              - ACCESS_KEY
              - PRIVATE_KEY
              - CREDENTIAL
          login:
            action: execute
            client.command: login
            client.option: [-p, --password]
          condition: variable or login
        falsepositives:
          - A file's name in a variable such as PASSWORD_FILE.
        level: low
        docktrail:
          why: '{who} gave a secret to the client as an argument, so that it stands in the log'
          story: process
        ---
        title: Runtime overwritten from a container
        id: rt-runc-overwrite
        status: stable
        taxonomy: docktrail
        description: |
          A process in a container, or one that came by /proc/self/exe, opened runc, a shim or another program of the runtime
          for writing. That is how CVE-2019-5736 takes the host: the next container that anybody starts or enters runs what
          was written, as root.
        references:
          - https://nvd.nist.gov/vuln/detail/CVE-2019-5736
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1611
          - attack.t1554
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, truncate, rename, delete, create, link, symlink, chmod, chown, setxattr, mount]
            outcome: success
          program:
            file.class: binary
            subject.kind: container
          by_process:
            action: [open-write, truncate]
            file.recorded|re: '^/proc/(self|thread-self|[0-9]+)/(task/[0-9]+/)?(exe|fd/[0-9]+)$'
            file.path|re: '/(runc|crun|docker-init|docker-runc|containerd|containerd-shim[a-z0-9-]*|dockerd)$'
          condition: written and (program or by_process)
        falsepositives:
          - A container meant to update the host's engine.
        level: critical
        docktrail:
          why: '{who} changed {file}, which runs as root on the host, with {program}'
          story: process
        ---
        title: Host's namespaces entered
        id: esc-nsenter
        status: stable
        taxonomy: docktrail
        description: |
          nsenter was run in a container, or by a person with the host's first process as target. From a container that sees
          the host's processes it is the last step out: what follows runs on the host, without a login user. Needs an audit
          rule that records executions of nsenter.
        references:
          - https://man7.org/linux/man-pages/man1/nsenter.1.html
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1611
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          run:
            action: execute
            outcome: success
          nsenter:
            - subject.exe|endswith: /nsenter
            - subject.comm: nsenter
          container:
            subject.kind: container
          to_first_process:
            subject.kind: person
            subject.command|re: '(^| )(-t ?1|--target[ =]1|-[a-zA-Z]*t ?1)( |$)'
          condition: run and nsenter and (container or to_first_process)
        falsepositives:
          - Kubernetes' debugging of nodes; agents that look after the host from a container.
        level: high
        docktrail:
          why: '{who} entered the host''s namespaces: {command}'
          story: process
        ---
        title: Release agent of a control group set
        id: esc-release-agent
        status: stable
        taxonomy: docktrail
        description: |
          A process wrote a control group's release_agent, or switched its notice on from a container. The kernel runs the
          program named there as root on the host when the group falls empty (CVE-2022-0492 needed no capability for it).
        references:
          - https://docs.kernel.org/admin-guide/cgroup-v1/cgroups.html
          - https://nvd.nist.gov/vuln/detail/CVE-2022-0492
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1611
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, truncate]
            outcome: success
          agent:
            - file.path|endswith: /release_agent
            - file.recorded|endswith: release_agent
          notice:
            subject.kind: container
            file.recorded|endswith: notify_on_release
          filter_routine:
            disposition: routine
          filter_system:
            subject.kind: [runtime, system, package-manager]
          condition: written and (agent or notice) and not 1 of filter_*
        falsepositives:
          - systemd at boot, on hosts with the first version of control groups.
        level: critical
        docktrail:
          why: '{who} set {file}: the kernel runs what it names as root on the host'
          story: process
        ---
        title: Kernel's helper programs set
        id: esc-core-pattern
        status: stable
        taxonomy: docktrail
        description: |
          A process in a container, or one of which nothing is known, wrote a file by which the kernel learns which program it
          is to run as root: for core dumps, modules, devices, foreign binaries. The masked-path flaws of runc lead here as
          well (CVE-2025-31133, CVE-2025-52565, CVE-2025-52881).
        references:
          - https://man7.org/linux/man-pages/man5/core.5.html
          - https://nvd.nist.gov/vuln/detail/CVE-2025-31133
          - https://nvd.nist.gov/vuln/detail/CVE-2025-52881
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1611
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, truncate]
            outcome: success
          helper:
            - file.recorded|endswith:
                - /sys/kernel/core_pattern
                - /sys/kernel/modprobe
                - /sys/kernel/hotplug
                - /sys/fs/binfmt_misc/register
                - /kernel/uevent_helper
                - /sysrq-trigger
            - file.path|endswith:
                - /sys/kernel/core_pattern
                - /sys/kernel/modprobe
                - /sys/kernel/hotplug
                - /sys/fs/binfmt_misc/register
                - /kernel/uevent_helper
                - /sysrq-trigger
          filter_host:
            subject.kind: [person, automation, system, runtime, package-manager]
          filter_routine:
            disposition: routine
          condition: written and helper and not 1 of filter_*
        falsepositives:
          - Images that register emulators for other processors (binfmt).
        level: critical
        docktrail:
          why: '{who} wrote {file}: the kernel runs what it names as root on the host'
          story: process
        ---
        title: File system mounted, or disk opened, from a container
        id: esc-mount-device
        status: stable
        taxonomy: docktrail
        description: |
          A process in a container mounted a disk of the host, opened one, or made a device file for one. All of the host's
          files are on it, and no path of the host shows in what is done to them.
        references:
          - https://man7.org/linux/man-pages/man2/mount.2.html
          - https://man7.org/linux/man-pages/man2/mknod.2.html
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1611
          - attack.t1006
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          by_container:
            subject.kind: container
            outcome: success
          mounted:
            action: mount
            file.from|startswith: [/dev/sd, /dev/vd, /dev/xvd, /dev/nvme, /dev/dm-, /dev/mapper, /dev/mmcblk, /dev/disk]
          opened:
            action: [open-write, open-read]
            file.recorded|startswith:
              - /dev/sd
              - /dev/vd
              - /dev/xvd
              - /dev/nvme
              - /dev/dm-
              - /dev/mapper/
              - /dev/mmcblk
              - /dev/disk/
              - /dev/mem
              - /dev/kmem
          made:
            action: mknod
            file.newMode|re: '^0?6[0-7]{4}$'
          # A container that mounts anything has the right to mount all of it. What runc begins is taken for the runtime until its
          # program is known.
          by_program:
            action: mount
            outcome: success
            subject.kind: [container, runtime]
            subject.exe|endswith: [/mount, /busybox, /toybox]
          condition: (by_container and (mounted or opened or made)) or by_program
        falsepositives:
          - Storage drivers and backup agents that run in containers; Docker in Docker.
        level: high
        docktrail:
          why: '{who} mounted a file system or reached a disk of the host with {program}'
          story: process
        ---
        title: Container wrote a file of the host
        id: esc-host-write-from-container
        status: stable
        taxonomy: docktrail
        description: |
          A process in a container changed a file of the host by which the host can be taken over: Docker's settings, units,
          accounts, jobs, keys, audit rules. It got there by a mount, by the host's disk or by leaving its namespaces; who
          started the container wanted it, or the container was broken into.
        references:
          - https://docs.docker.com/engine/storage/bind-mounts/
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1611
          - attack.t1053.003
          - attack.t1574.006
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          by_container:
            subject.kind: container
            action:
              - open-write
              - create
              - delete
              - rename
              - link
              - symlink
              - mkdir
              - rmdir
              - mknod
              - truncate
              - chmod
              - chown
              - setxattr
              - bind
              - mount
          docker_file:
            file.class:
              - daemon-config
              - tls
              - unit
              - socket
              - plugin
              - account-file
              - audit-config
              - audit-log
              - host-file
              - container-state
          host_file:
            - file.path|startswith:
                - /etc/cron
                - /etc/sudoers
                - /etc/ssh/
                - /etc/pam.d
                - /etc/ld.so
                - /etc/profile
                - /etc/systemd/
                - /etc/init.d
                - /etc/rc.local
                - /etc/security/
                - /usr/lib/systemd/
                - /lib/systemd/
                - /var/spool/cron
                - /root/.ssh
                - /root/.bash
                - /root/.profile
                - /boot/
            - file.path|contains: /.ssh/authorized_keys
          # A file of Docker's below another directory: where a mount stands of which nothing else is known.
          mounted_file:
            file.path: null
            file.recorded|re:
              - '^/.+/etc/(docker|containerd|systemd/system|audit|cron[.]d|sudoers[.]d|ssh)/'
              - '^/.+/etc/(passwd|shadow|group|gshadow|sudoers|crontab)$'
              - '^/.+/lib/systemd/system/'
              - '^/.+/root/[.]ssh/'
              - '^/.+/var/spool/cron/'
          # The host's own name, on a disk and not in a layer (whose devices have the major number 0): the process left its container.
          left_file:
            file.path: null
            file.device|re: '^(0[1-9a-f]|[1-9a-f][0-9a-f])'
            file.recorded|startswith: [/etc/docker/, /etc/containerd/, /etc/systemd/system/docker, /etc/audit/]
          # The engine mounts these three into each container, from the container's own state.
          filter_own:
            file.class: container-state
            file.path|endswith: [/hosts, /resolv.conf, /hostname]
          filter_failed:
            outcome: failure
          filter_routine:
            disposition: routine
          condition: by_container and (docker_file or host_file or mounted_file or left_file) and not 1 of filter_*
        falsepositives:
          - Agents that configure the host from a container. Name their images in the site's settings.
        level: critical
        docktrail:
          why: '{who} changed {file} of the host with {program}'
          story: actor
        ---
        title: File of the host reached by a hidden way
        id: esc-foreign-path
        status: stable
        taxonomy: docktrail
        description: |
          Somebody changed a file of Docker's, of the accounts or of the audit system by a name that is not its path: through
          a symbolic or hard link, another file tree, or /proc. Who looks for the path in the log does not find it. Look for
          who made the link, and when.
        references:
          - https://man7.org/linux/man-pages/man7/path_resolution.7.html
          - https://man7.org/linux/man-pages/man5/proc.5.html
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1611
          - attack.t1565.001
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action:
              - open-write
              - create
              - delete
              - rename
              - symlink
              - mkdir
              - rmdir
              - mknod
              - truncate
              - chmod
              - chown
              - setxattr
              - mount
            outcome: success
            file.class:
              - daemon-config
              - tls
              - unit
              - binary
              - socket
              - plugin
              - account-file
              - audit-config
              - audit-log
              - container-state
          hidden:
            - file.route: [link, foreign]
            - file.recorded|startswith: [/proc/, /dev/fd/]
          same_mode:
            action: chmod
            file.newMode|fieldref: file.mode
          # The runtime overwritten through a process that runs it has a detection of its own.
          own_program:
            file.class: binary
            file.recorded|re: '^/proc/[^/]+(/task/[^/]+)?/exe$'
          # How the C library and systemd set attributes without following links.
          by_library:
            action: [chmod, chown, setxattr]
            file.recorded|startswith: /proc/self/fd/
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          condition: written and hidden and not same_mode and not by_library and not own_program and not 1 of filter_*
        falsepositives:
          - Settings that are kept elsewhere, and linked to from their place.
          - Bind mounts that an administrator set up, and changes made in a chroot for rescue.
        level: high
        docktrail:
          why: '{who} changed {file} by a name that is not its path'
          story: edit
        """#
}
