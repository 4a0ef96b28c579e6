// Written by scripts/embed-rules from rules/detections/files.yml: change that file, not this one.

extension EmbeddedDetections {
    static let files = #"""
        # Docker's files: settings, certificates, units, programs, state.
        #
        # The fields are those of an activity (TAXONOMY.md). What the engine, package managers and the system do by themselves
        # is
        # routine and left out; what a container does to the host's files is in runtime.yml, whoever started it.
        title: Docker's settings changed
        id: cfg-daemon-json-write
        status: stable
        taxonomy: docktrail
        description: |
          Somebody opened for writing, replaced, renamed or removed a file in the directory of the engine's settings, or the
          settings of a rootless engine. daemon.json decides where the engine listens, whom it trusts and what containers may
          do: one line of it can hand root to anybody who reaches the socket. The log does not say what was written: compare
          the file with a known copy, and see whether the engine was started again since, for until then a change sleeps.
        references:
          - https://docs.docker.com/engine/daemon/
          - https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file
          - https://attack.mitre.org/techniques/T1565/001/
        tags:
          - attack.t1565.001
          - attack.t1543.005
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, delete, rename, link, symlink, mkdir, rmdir, mknod, truncate, mount, command]
          file:
            file.class: daemon-config
          directory:
            - file.path: /etc/docker
            - file.path|startswith: /etc/docker/
            - file.path|endswith: /daemon.json
          opened_to_all:
            action: chmod
            file.newMode|endswith: ['2', '3', '6', '7']
          given_away:
            action: [chown, setxattr]
            subject.comm: [chown, chgrp, setfacl]
          taken_from:
            action: [rename, link]
            file.from|startswith: /etc/docker/
          # Of a registry's certificates and of plugins tell others.
          filter_others:
            file.path|startswith: [/etc/docker/certs.d, /etc/docker/plugins]
          # Only sudo's record names the directory: `mkdir -p /etc/docker`.
          filter_directory:
            action: command
            file.path: /etc/docker
          filter_failed:
            outcome: failure
          # A package manager of which no record tells where it comes from: systemd's timers start it without a login user.
          filter_package:
            subject.auid: 4294967295
            subject.exe: [/usr/bin/dpkg, /usr/bin/rpm, /usr/bin/dnf, /usr/bin/dnf5, /usr/bin/apk, /usr/bin/pacman]
            subject.kind: null
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          filter_hidden:
            - file.route: [link, foreign]
            - file.recorded|startswith: [/proc/, /dev/fd/]
          condition: >-
            ((file and directory and (written or opened_to_all or given_away)) or (taken_from and not file))
            and not 1 of filter_*
        falsepositives:
          - An administrator's change that was agreed on; a ticket or a commit in the configuration's repository tells.
          - Configuration management and scheduled jobs. Name their accounts in the site's settings.
        level: medium
        docktrail:
          why: '{who} changed {file}, which decides what Docker listens on and whom it trusts'
          story: edit
        ---
        title: daemon.json has a dangerous setting
        id: cfg-daemon-json-dangerous-value
        status: stable
        taxonomy: docktrail
        description: |
          daemon.json was changed, and the file as it is now has a setting that gives the host away: a TCP socket without
          client certificates, insecure registries, no user-namespace remapping where there was one, seccomp off, another
          default runtime, another group for the socket. Told only where the host's own file, or a copy of it, was given.
        references:
          - https://docs.docker.com/engine/daemon/remote-access/
          - https://docs.docker.com/engine/security/protect-access/
          - https://docs.docker.com/engine/security/userns-remap/
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1685
          - attack.t1611
          - attack.t1133
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - A private registry in a laboratory; a remote interface that a firewall shields.
        level: high
        docktrail:
          why: '{who} changed {file}, which now has {setting}'
          story: edit
          code: true
          attack_aliases: [T1562.001]
        ---
        title: Docker's environment file changed
        id: cfg-env-file-write
        status: stable
        taxonomy: docktrail
        description: |
          Somebody changed a file from which the engine's service takes its options or environment (/etc/default/docker,
          /etc/sysconfig/docker, /etc/init.d/docker). An option here is as strong as one in daemon.json, and fewer people
          look.
        references:
          - https://docs.docker.com/engine/daemon/
          - https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html
        tags:
          - attack.t1543.005
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, delete, rename, link, symlink, mknod, truncate, mount, command]
          opened_to_all:
            action: chmod
            file.newMode|endswith: ['2', '3', '6', '7']
          file:
            file.class: daemon-config
            file.path:
              - /etc/default/docker
              - /etc/sysconfig/docker
              - /etc/sysconfig/docker-network
              - /etc/sysconfig/docker-storage
              - /etc/init.d/docker
          filter_failed:
            outcome: failure
          # A package manager of which no record tells where it comes from: systemd's timers start it without a login user.
          filter_package:
            subject.auid: 4294967295
            subject.exe: [/usr/bin/dpkg, /usr/bin/rpm, /usr/bin/dnf, /usr/bin/dnf5, /usr/bin/apk, /usr/bin/pacman]
            subject.kind: null
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          filter_hidden:
            - file.route: [link, foreign]
            - file.recorded|startswith: [/proc/, /dev/fd/]
          condition: file and (written or opened_to_all) and not 1 of filter_*
        falsepositives:
          - An administrator who sets a proxy for the engine.
        level: medium
        docktrail:
          why: '{who} changed {file}, from which Docker takes options when it starts'
          story: edit
        ---
        title: containerd's settings changed
        id: cfg-containerd-write
        status: stable
        taxonomy: docktrail
        description: |
          Somebody changed the settings of containerd, of podman's tools or of crictl. They name the runtimes that containers
          are started with, plugins, and mirrors that images come from; Docker's own settings need not change for any of it.
        references:
          - https://github.com/containerd/containerd/blob/main/docs/man/containerd-config.toml.5.md
          - https://github.com/containerd/containerd/blob/main/docs/hosts.md
          - https://attack.mitre.org/techniques/T1543/005/
        tags:
          - attack.t1543.005
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, delete, rename, link, symlink, mkdir, mknod, truncate, mount, command]
          opened_to_all:
            action: chmod
            file.newMode|endswith: ['2', '3', '6', '7']
          file:
            file.class: daemon-config
            file.path|startswith: [/etc/containerd, /etc/containers, /etc/crictl.yaml]
          filter_failed:
            outcome: failure
          # A package manager of which no record tells where it comes from: systemd's timers start it without a login user.
          filter_package:
            subject.auid: 4294967295
            subject.exe: [/usr/bin/dpkg, /usr/bin/rpm, /usr/bin/dnf, /usr/bin/dnf5, /usr/bin/apk, /usr/bin/pacman]
            subject.kind: null
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          filter_hidden:
            - file.route: [link, foreign]
            - file.recorded|startswith: [/proc/, /dev/fd/]
          condition: file and (written or opened_to_all) and not 1 of filter_*
        falsepositives:
          - Toolkits for graphics cards, which enter their runtime by themselves (nvidia-ctk).
          - Set-up of a Kubernetes node.
        level: medium
        docktrail:
          why: '{who} changed {file}, which decides what containers are run with'
          story: edit
        ---
        title: Trust in a registry changed
        id: cfg-registry-trust
        status: stable
        taxonomy: docktrail
        description: |
          A file below certs.d was made, replaced or removed. What lies there decides whose certificate the engine believes
          for a registry: with a certificate authority of their own somebody can stand between this host and its registry, and
          hand out other images under the same names. Ask which registry the directory is named after, and who issued the
          certificate.
        references:
          - https://docs.docker.com/engine/security/certificates/
          - https://attack.mitre.org/techniques/T1553/004/
          - https://attack.mitre.org/techniques/T1195/002/
        tags:
          - attack.t1553.004
          - attack.t1195.002
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, delete, rename, link, symlink, mkdir, rmdir, mknod, truncate, mount, command]
          file:
            - file.path|startswith: [/etc/docker/certs.d, /etc/containerd/certs.d, /etc/containers/certs.d]
            - file.path|contains: /.config/docker/certs.d/
          filter_failed:
            outcome: failure
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          filter_hidden:
            - file.route: [link, foreign]
            - file.recorded|startswith: [/proc/, /dev/fd/]
          condition: file and written and not 1 of filter_*
        falsepositives:
          - A company's certificate authority that is rolled out to all hosts.
        level: medium
        docktrail:
          why: '{who} changed {file}, which decides whose certificates Docker believes for a registry'
          story: edit
        ---
        title: Plugin or device description added
        id: cfg-plugin-or-cdi-drop
        status: stable
        taxonomy: docktrail
        description: |
          A file was put where the engine or its client looks for plugins, or where devices for containers are described
          (CDI). A plugin of the engine runs as root; one of the client runs as whoever calls the client next; a CDI file can
          mount directories of the host and run hooks on it whenever a container asks for the device.
        references:
          - https://docs.docker.com/engine/extend/plugin_api/
          - https://docs.docker.com/reference/cli/dockerd/#configure-cdi-devices
          - https://github.com/cncf-tags/container-device-interface/blob/main/SPEC.md
          - https://attack.mitre.org/techniques/T1554/
        tags:
          - attack.t1554
          - attack.t1543
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, rename, link, symlink, mknod, truncate, mount, command]
          file:
            - file.class: plugin
            - file.path|startswith: [/etc/docker/plugins, /etc/cdi/, /var/run/cdi/, /run/cdi/]
            - file.path|contains: /.docker/cli-plugins/
          filter_failed:
            outcome: failure
          # A package manager of which no record tells where it comes from: systemd's timers start it without a login user.
          filter_package:
            subject.auid: 4294967295
            subject.exe: [/usr/bin/dpkg, /usr/bin/rpm, /usr/bin/dnf, /usr/bin/dnf5, /usr/bin/apk, /usr/bin/pacman]
            subject.kind: null
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          filter_hidden:
            - file.route: [link, foreign]
            - file.recorded|startswith: [/proc/, /dev/fd/]
          condition: file and written and not 1 of filter_*
        falsepositives:
          - Buildx or Compose installed by hand; nvidia-ctk, which writes its device description at each start.
        level: medium
        docktrail:
          why: '{who} put {file} where Docker looks for plugins and devices'
          story: edit
        ---
        title: Docker's certificate or key changed
        id: tls-server-material-write
        status: stable
        taxonomy: docktrail
        description: |
          Somebody changed a certificate, key or certificate authority that the engine or its clients use. Whoever owns the
          authority can make client certificates that the engine obeys as root; whoever owns the server's key can pose as the
          engine.
        references:
          - https://docs.docker.com/engine/security/protect-access/
          - https://attack.mitre.org/techniques/T1557/
        tags:
          - attack.t1565.001
          - attack.t1557
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, delete, rename, link, symlink, mknod, truncate, mount, command]
          opened_to_all:
            action: chmod
            file.newMode|endswith: ['1', '2', '3', '4', '5', '6', '7']
            file.path|contains: key
          file:
            file.class: tls
          filter_registry:
            file.path|contains: /certs.d
          filter_failed:
            outcome: failure
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          filter_hidden:
            - file.route: [link, foreign]
            - file.recorded|startswith: [/proc/, /dev/fd/]
          condition: file and (written or opened_to_all) and not 1 of filter_*
        falsepositives:
          - A certificate that is renewed by a person; agents that renew them come at a fixed time, by the same program.
        level: medium
        docktrail:
          why: '{who} changed {file}, by which Docker and its clients know each other'
          story: edit
        ---
        title: Private key of Docker read
        id: tls-key-read
        status: stable
        taxonomy: docktrail
        description: |
          Something other than the engine opened a private key for reading. With the key of a client, root on this host can be
          had from anywhere that reaches the engine's port. Needs an audit rule that records reads of the keys.
        references:
          - https://docs.docker.com/engine/security/protect-access/
          - https://attack.mitre.org/techniques/T1552/004/
        tags:
          - attack.t1552.004
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          read:
            action: open-read
            file.class: tls
            file.path|endswith: [key.pem, .key]
            outcome: success
          # A user's own key is read by the client.
          filter_client:
            subject.exe|endswith: [/docker, /dockerd, /docker-compose, /docker-buildx, /podman, /nerdctl]
          filter_routine:
            disposition: routine
          condition: read and not 1 of filter_*
        falsepositives:
          - Backup software; an administrator who looks after a renewal.
        level: medium
        docktrail:
          why: '{who} read the private key {file} with {program}'
          story: edit
        ---
        title: Docker's service unit changed
        id: unit-docker-write
        status: stable
        taxonomy: docktrail
        description: |
          Somebody changed a unit file of Docker or containerd. It says which program is started as root at boot, with which
          options, and who may use the socket. A unit below /etc hides the packaged one of the same name. The change takes
          effect with the next start of the service.
        references:
          - https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html
          - https://attack.mitre.org/techniques/T1543/002/
        tags:
          - attack.t1543.002
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, delete, rename, link, symlink, mknod, truncate, mount, command]
          opened_to_all:
            action: chmod
            file.newMode|endswith: ['2', '3', '6', '7']
          file:
            file.class: unit
          taken_from:
            action: [rename, link]
            file.from|endswith: [/docker.service, /docker.socket, /containerd.service]
          # `systemctl enable` and `disable` make and remove links there.
          filter_enabled:
            file.path|contains: [.wants/, .requires/]
          filter_dropin:
            file.path|contains: [.service.d, .socket.d]
          filter_failed:
            outcome: failure
          # A package manager of which no record tells where it comes from: systemd's timers start it without a login user.
          filter_package:
            subject.auid: 4294967295
            subject.exe: [/usr/bin/dpkg, /usr/bin/rpm, /usr/bin/dnf, /usr/bin/dnf5, /usr/bin/apk, /usr/bin/pacman]
            subject.kind: null
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          filter_hidden:
            - file.route: [link, foreign]
            - file.recorded|startswith: [/proc/, /dev/fd/]
          condition: ((file and (written or opened_to_all)) or (taken_from and not file)) and not 1 of filter_*
        falsepositives:
          - An administrator's own unit in place of the packaged one.
        level: medium
        docktrail:
          why: '{who} changed {file}, which says what is started as root in Docker''s place'
          story: edit
        ---
        title: Drop-in for Docker's service changed
        id: unit-docker-dropin
        status: stable
        taxonomy: docktrail
        description: |
          Somebody made, changed or removed a drop-in of Docker's or containerd's unit. A few lines replace the program that
          is started as root or add a TCP socket, and the unit itself looks untouched: `systemctl cat docker` shows the whole.
        references:
          - https://docs.docker.com/engine/daemon/remote-access/
          - https://docs.docker.com/engine/daemon/proxy/
          - https://attack.mitre.org/techniques/T1543/002/
        tags:
          - attack.t1543.002
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, delete, rename, link, symlink, mkdir, rmdir, mknod, truncate, mount, command]
          file:
            file.class: unit
            file.path|contains: [.service.d, .socket.d]
          filter_failed:
            outcome: failure
          # A package manager of which no record tells where it comes from: systemd's timers start it without a login user.
          filter_package:
            subject.auid: 4294967295
            subject.exe: [/usr/bin/dpkg, /usr/bin/rpm, /usr/bin/dnf, /usr/bin/dnf5, /usr/bin/apk, /usr/bin/pacman]
            subject.kind: null
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          filter_hidden:
            - file.route: [link, foreign]
            - file.recorded|startswith: [/proc/, /dev/fd/]
          condition: file and written and not 1 of filter_*
        falsepositives:
          - A proxy for the engine, as Docker's documentation describes; configuration management.
        level: medium
        docktrail:
          why: '{who} changed {file}, which overrides how Docker''s service is started'
          story: edit
        ---
        title: Program of Docker's replaced
        id: bin-replaced
        status: stable
        taxonomy: docktrail
        description: |
          Somebody wrote, replaced or removed a program of the engine or its runtime, and no package manager did. Whoever runs
          it next, often root, runs what was put there. Compare with the package (`dpkg --verify`, `rpm -V`), and see who has
          run it since.
        references:
          - https://attack.mitre.org/techniques/T1554/
        tags:
          - attack.t1554
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, delete, rename, link, symlink, mknod, truncate, mount, command]
            file.class: binary
          # Attributes set by hand; what widens rights is told by a detection of its own.
          attributes:
            action: [chmod, chown, setxattr, removexattr]
            subject.comm: [chmod, chown, chgrp, setcap, setfacl, setfattr]
            file.class: binary
          widened:
            - action: chmod
              file.newMode|re: '^([2-7][0-7]{3}|[0-7]{2}[2367][0-7]|[0-7]{3}[2367])$'
            - action: [setxattr, chown]
          taken_from:
            action: rename
            file.from|endswith: [/bin/docker, /bin/dockerd, /bin/containerd, /bin/runc, /bin/containerd-shim-runc-v2]
          filter_failed:
            outcome: failure
          # A package manager of which no record tells where it comes from: systemd's timers start it without a login user.
          filter_package:
            subject.auid: 4294967295
            subject.exe: [/usr/bin/dpkg, /usr/bin/rpm, /usr/bin/dnf, /usr/bin/dnf5, /usr/bin/apk, /usr/bin/pacman]
            subject.kind: null
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          filter_hidden:
            - file.route: [link, foreign]
            - file.recorded|startswith: [/proc/, /dev/fd/]
          # chattr(1) locks a file, or lets it go; its content stays.
          filter_chattr:
            action: command
            subject.command|contains: chattr
          condition: (written or taken_from or (attributes and not widened)) and not 1 of filter_*
        falsepositives:
          - The engine, or a plugin of its client, installed from an archive by hand.
        level: medium
        docktrail:
          why: '{who} replaced or removed the program {file} without a package manager'
          story: edit
        ---
        title: Rights of a Docker program widened
        id: bin-attr-change
        status: stable
        taxonomy: docktrail
        description: |
          A program of the engine or its runtime was made setuid or setgid, writable for others, or was given capabilities. A
          setuid client needs no membership of any group; a writable program is replaced by anybody later, and no package
          tells the difference.
        references:
          - https://man7.org/linux/man-pages/man7/inode.7.html
          - https://man7.org/linux/man-pages/man7/capabilities.7.html
          - https://attack.mitre.org/techniques/T1548/001/
        tags:
          - attack.t1548.001
          - attack.t1222.002
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          file:
            file.class: binary
            outcome: success
          mode:
            action: [chmod, create]
            file.newMode|re: '^([2-7][0-7]{3}|[0-7]{2}[2367][0-7]|[0-7]{3}[2367])$'
          capability:
            action: setxattr
            subject.comm: [setcap, setfacl, setfattr]
          owner:
            action: chown
            subject.comm: [chown, chgrp]
          filter_create:
            action: create
            file.newMode|startswith: ['0', '1']
          # A package manager of which no record tells where it comes from: systemd's timers start it without a login user.
          filter_package:
            subject.auid: 4294967295
            subject.exe: [/usr/bin/dpkg, /usr/bin/rpm, /usr/bin/dnf, /usr/bin/dnf5, /usr/bin/apk, /usr/bin/pacman]
            subject.kind: null
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          condition: file and (mode or capability or owner) and not 1 of filter_*
        falsepositives:
          - None known outside package installation.
        level: high
        docktrail:
          why: '{who} widened who can run {file} with which rights'
          story: edit
        ---
        title: Container's settings changed behind the engine
        id: state-container-config-edit
        status: stable
        taxonomy: docktrail
        description: |
          Somebody other than the engine changed or removed a file of a container's state. What stands in hostconfig.json and
          config.v2.json is what the container has when it is started next: a line makes it privileged, or mounts the host's
          root, and no command was ever given. Removed state takes with it what could have been looked at.
        references:
          - https://docs.docker.com/engine/storage/drivers/overlayfs-driver/
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
            action: [open-write, create, delete, rename, link, symlink, mkdir, rmdir, mknod, truncate, chmod, chown, command]
          file:
            file.class: container-state
            file.path|contains: /containers/
          # Logs have a detection of their own.
          filter_log:
            - file.path|contains: -json.log
            - file.path|contains: /local-logs/
          filter_failed:
            outcome: failure
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          condition: file and written and not 1 of filter_*
        falsepositives:
          - An engine's data moved or restored by hand while it is stopped.
        level: high
        docktrail:
          why: '{who} changed {file}, which only Docker itself should write'
          story: edit
        """#
}
