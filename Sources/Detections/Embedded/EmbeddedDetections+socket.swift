// Written by scripts/embed-rules from rules/detections/socket.yml: change that file, not this one.

extension EmbeddedDetections {
    static let socket = #"""
        # The engine's socket: who may use it, and who does. Whoever can write to it is root on the host.
        title: Docker's socket opened to others
        id: sock-perm-widened
        status: stable
        taxonomy: docktrail
        description: |
          The engine's socket was given a mode, or an access list, by which more than root and its group can write to it.
          Every local user, and every service that is broken into, is root from then on. Until the engine is started again the
          mode stays.
        references:
          - https://docs.docker.com/engine/security/#docker-daemon-attack-surface
          - https://man7.org/linux/man-pages/man7/unix.7.html
          - https://attack.mitre.org/techniques/T1222/002/
        tags:
          - attack.t1222.002
          - attack.t1611
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          socket:
            file.class: socket
            outcome: success
          mode:
            action: chmod
            file.newMode|endswith: ['2', '3', '6', '7']
          access_list:
            action: setxattr
            subject.comm: setfacl
          filter_runtime:
            subject.kind: [runtime, package-manager]
          condition: socket and (mode or access_list) and not filter_runtime
        falsepositives:
          - A well-known bad advice against "permission denied"; still root for everybody.
        level: critical
        docktrail:
          why: '{who} opened {file} to others than root and its group'
          story: edit
        ---
        title: Docker's socket given to somebody
        id: sock-owner-change
        status: stable
        taxonomy: docktrail
        description: |
          The owner or group of the engine's socket was changed by something other than the engine and systemd. Who owns the
          socket, or is in its group, is root on the host without being a member of the docker group.
        references:
          - https://docs.docker.com/engine/security/#docker-daemon-attack-surface
          - https://man7.org/linux/man-pages/man2/chown.2.html
        tags:
          - attack.t1222.002
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          given:
            action: chown
            file.class: socket
            outcome: success
          # The owner and group that it had.
          filter_same:
            file.changesOwner: 'false'
          filter_routine:
            disposition: routine
          condition: given and not 1 of filter_*
        falsepositives:
          - A script that gives the socket to the docker group after it made it itself.
        level: high
        docktrail:
          why: '{who} changed the owner or group of {file}'
          story: edit
        ---
        title: Docker's socket replaced
        id: sock-replaced
        status: stable
        taxonomy: docktrail
        description: |
          Something other than the engine and systemd removed, renamed or made the engine's socket, or a link in its place.
          What listens there now can read and change all that clients ask for, and hand it on to the engine so that nobody
          notices.
        references:
          - https://man7.org/linux/man-pages/man7/unix.7.html
          - https://attack.mitre.org/techniques/T1557/
        tags:
          - attack.t1557
          - attack.t1554
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          replaced:
            action: [delete, rename, create, symlink, link, bind, mknod, mount]
            file.class: socket
            outcome: success
          filter_routine:
            disposition: routine
          condition: replaced and not filter_routine
        falsepositives:
          - A dead socket removed by hand while the engine was stopped.
        level: high
        docktrail:
          why: '{who} removed or replaced {file} with {program}'
          story: edit
        ---
        title: Docker's socket used by a tool that is no client
        id: sock-use-unusual-exe
        status: stable
        taxonomy: docktrail
        description: |
          A person spoke to the engine with a tool for raw connections or a script interpreter. All that docker does can be
          done with curl, and neither the client's audit rule nor a shell history tells what it was.
        references:
          - https://docs.docker.com/reference/api/engine/
          - https://attack.mitre.org/techniques/T1609/
          - https://attack.mitre.org/techniques/T1613/
        tags:
          - attack.t1609
          - attack.t1613
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          use:
            action: connect
            file.class: socket
            outcome: success
          tool:
            - subject.exe|endswith:
                - /curl
                - /wget
                - /socat
                - /socat1
                - /nc
                - /nc.openbsd
                - /nc.traditional
                - /ncat
                - /netcat
                - /busybox
                - /openssl
                - /bash
                - /zsh
                - /lua
                - /php
                - /ruby
            - subject.exe|re: '/(python|perl|lua|php|ruby)[0-9.]*$'
          filter_kind:
            subject.kind: [runtime, package-manager, container, automation, system]
          condition: use and tool and not filter_kind
        falsepositives:
          - Developers' scripts with Docker's library for Python; docker-compose of version 1, which is one.
        level: medium
        docktrail:
          why: '{who} used Docker''s socket with {program}, which is no client of Docker'
          story: actor
        ---
        title: Docker used by somebody for the first time
        id: sock-use-first-user
        status: stable
        taxonomy: docktrail
        description: |
          A login user used the engine who never did in the time that the log holds. By itself it is a new colleague; with a
          group changed shortly before it may be the point of it. Told only where the log goes back far enough.
        references:
          - https://docs.docker.com/engine/install/linux-postinstall/
          - https://attack.mitre.org/techniques/T1078/003/
        tags:
          - attack.t1078.003
          - attack.t1609
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - A new member of the team.
        level: low
        docktrail:
          why: '{who} used Docker for the first time in this log'
          story: actor
          code: true
        ---
        title: Docker's socket refused
        id: sock-use-denied
        status: stable
        taxonomy: docktrail
        description: |
          The kernel refused somebody a connection to the engine's socket. Mostly a user who is not in the docker group, or
          was put there after the login; the client tries several times for one command.
        references:
          - https://docs.docker.com/engine/install/linux-postinstall/
        tags:
          - attack.t1613
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          refused:
            action: connect
            file.class: socket
            outcome: failure
            errno: [EACCES, EPERM]
          condition: refused
        falsepositives:
          - Anybody who forgot sudo, or has to log in anew.
        level: low
        docktrail:
          why: '{who} was refused Docker''s socket, {count}'
          story: actor
        ---
        title: Docker's socket used from a container
        id: sock-use-from-container
        status: stable
        taxonomy: docktrail
        description: |
          A process in a container connected to the engine's socket, so the socket was mounted into it. It can start another
          container with all of the host in it: the container's walls are none. See which image it is, who started it, and
          what it asked for.
        references:
          - https://docs.docker.com/engine/security/#docker-daemon-attack-surface
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1611
          - attack.t1609
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          use:
            action: connect
            outcome: success
            subject.kind: container
          socket:
            - file.class: socket
            - file.path: null
              file.recorded|endswith: [/docker.sock, /containerd.sock, /podman.sock]
          condition: use and socket
        falsepositives:
          - Traefik, Portainer, Watchtower, runners of build systems. Each is root on the host; name the images in the
            site's settings.
        level: high
        docktrail:
          why: '{who} used Docker''s socket with {program}'
          story: actor
          once: image
        ---
        title: Docker's socket used by somebody who is no member
        id: sock-use-nonmember
        status: stable
        taxonomy: docktrail
        description: |
          Somebody other than root used the engine's socket while everybody could write to it, or while it belonged to that user: root on this
          host without being a member of the docker group. See who opened the socket, and what was asked of the engine.
        references:
          - https://docs.docker.com/engine/security/#docker-daemon-attack-surface
          - https://attack.mitre.org/techniques/T1548/
        tags:
          - attack.t1548
          - attack.t1609
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          use:
            action: connect
            file.class: socket
            outcome: success
            subject.kind: [person, automation, system]
          open_to_all:
            file.mode|endswith: ['2', '3', '6', '7']
          own:
            file.owner|fieldref: subject.effectiveUser
          filter_root:
            subject.euid: 0
          # It acts with the group's rights.
          filter_member:
            group.use: rights
          condition: use and (open_to_all or own) and not 1 of filter_*
        falsepositives:
          - A member of the group, while the socket is open to all; then that it is open is what matters.
        level: high
        docktrail:
          why: '{who} used {file}, to which others than root and its group can write'
          story: actor
        ---
        title: Engine gone round through containerd
        id: containerd-sock-use
        status: stable
        taxonomy: docktrail
        description: |
          A person used containerd by itself, with its own client or another. Containers that are made so do not show in `docker ps`, in the engine's
          log or in its state, and mount what they like.
        references:
          - https://github.com/containerd/containerd/blob/main/docs/getting-started.md
          - https://attack.mitre.org/techniques/T1609/
        tags:
          - attack.t1609
          - attack.t1611
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          client:
            action: execute
            outcome: success
            subject.exe|endswith: /ctr
          socket:
            action: connect
            outcome: success
            file.path|endswith: /containerd.sock
          filter_kind:
            subject.kind: [runtime, package-manager, system, container]
          filter_known:
            action: connect
            subject.exe|endswith: [/nerdctl, /kubelet, /crictl, /buildkitd, /dockerd, /containerd]
          condition: (client or socket) and not 1 of filter_*
        falsepositives:
          - Administrators of a node of Kubernetes, or of a host without Docker.
        level: medium
        docktrail:
          why: '{who} used containerd without Docker: {command}'
          story: actor
        """#
}
