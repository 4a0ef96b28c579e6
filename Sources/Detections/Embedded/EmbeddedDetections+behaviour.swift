// Written by scripts/embed-rules from rules/detections/behaviour.yml: change that file, not this one.

extension EmbeddedDetections {
    static let behaviour = #"""
        # What shows only over time: attempts, first times, bursts, chains.
        title: Refused attempts on Docker
        id: beh-denied-burst
        status: stable
        taxonomy: docktrail
        description: |
          Somebody without the right to tried to change Docker's files, its socket's mode, the accounts, the audit system, or
          the docker group, and was refused. One finding holds all attempts of one person close in time: they tell what was
          looked for.
        references:
          - https://docs.docker.com/engine/security/#docker-daemon-attack-surface
          - https://attack.mitre.org/techniques/T1613/
        tags:
          - attack.t1613
          - attack.t1222.002
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          refused:
            outcome: failure
            errno: [EACCES, EPERM]
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
              - removexattr
              - bind
              - mount
          file:
            file.class:
              - daemon-config
              - tls
              - unit
              - binary
              - socket
              - plugin
              - container-state
              - data-root
              - image-layer
              - account-file
              - audit-config
              - audit-log
          linked_file:
            - file.from|startswith: [/etc/docker/, /etc/containerd/, /etc/audit/, /var/lib/docker/, /var/log/audit/]
            - file.from: [/etc/group, /etc/gshadow, /etc/passwd, /etc/shadow, /run/docker.sock, /var/run/docker.sock]
            - file.from|endswith: [/bin/docker, /bin/dockerd, /bin/runc, /bin/containerd, /docker.service, /docker.socket]
          # Tools that change the docker group, run by somebody who may not; gpasswd, which some may use, tells of its refusals.
          tool:
            action: execute
            outcome: success
            subject.command|contains: docker
            subject.exe|endswith:
              - /usermod
              - /groupmod
              - /groupadd
              - /groupdel
              - /groupmems
              - /useradd
              - /chgpasswd
              - /vigr
          record:
            action: [group-add-member, group-remove-member, group-change, group-create, group-delete]
            outcome: failure
            group.isDocker: 'true'
          filter_root:
            subject.uid: 0
          filter_kind:
            subject.kind: [runtime, package-manager, container]
          condition: ((refused and (file or linked_file)) or ((tool or record) and not filter_root)) and not filter_kind
        falsepositives:
          - An administrator who forgot sudo; a program that tries a file that it does not need.
        level: medium
        docktrail:
          why: '{who} tried to change {file} or the docker group, and was refused'
          story: actor
        ---
        title: File changed by a program that never did
        id: beh-first-exe-for-file
        status: stable
        taxonomy: docktrail
        description: |
          A program changed files of a kind that it never changed in the time that the log holds. Told only where the log goes
          back far enough.
        references:
          - https://attack.mitre.org/techniques/T1565/001/
        tags:
          - attack.t1565.001
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - A new version of a tool under another name.
        level: low
        docktrail:
          why: '{program} changed {file}, which it never did in this log'
          story: edit
          code: true
        ---
        title: File changed by somebody who never did
        id: beh-first-user-for-file
        status: stable
        taxonomy: docktrail
        description: |
          A login user changed files of a kind that it never changed in the time that the log holds. Told only where the log
          goes back far enough.
        references:
          - https://attack.mitre.org/techniques/T1565/001/
        tags:
          - attack.t1565.001
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - A new colleague.
        level: low
        docktrail:
          why: '{who} changed {file}, and never any like it before in this log'
          story: edit
          code: true
        ---
        title: File changed outside office hours
        id: beh-off-hours
        status: stable
        taxonomy: docktrail
        description: |
          A person changed Docker's files outside the hours that the site's settings name.
        references:
          - https://attack.mitre.org/techniques/T1078/
        tags:
          - attack.t1078.003
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - Maintenance at night.
        level: low
        docktrail:
          why: '{who} changed {file} outside office hours'
          story: actor
          code: true
        ---
        title: Change of a Docker file by a person
        name: person-changes-docker-file
        id: beh-person-change
        status: stable
        taxonomy: docktrail
        description: |
          What the detection of many changes counts; told by nothing itself.
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          changed:
            action: [open-write, create, delete, rename, truncate, chmod, chown]
            outcome: success
            subject.kind: person
            file.class: [daemon-config, tls, unit, binary, plugin, container-state, audit-config, audit-log]
          condition: changed
        level: informational
        docktrail:
          why: '{who} changed {file}'
          story: edit
        ---
        title: Many Docker files changed in a minute
        id: beh-burst-write
        status: stable
        taxonomy: docktrail
        description: |
          One person changed many different files of Docker's within a minute: a script at work, a restored copy, or somebody
          who cleans up.
        references:
          - https://attack.mitre.org/techniques/T1485/
        tags:
          - attack.t1485
          - attack.t1565.001
        correlation:
          type: value_count
          rules:
            - person-changes-docker-file
          group-by:
            - node
            - subject.auid
          timespan: 1m
          condition:
            field: file.path
            gte: 10
        falsepositives:
          - A directory of certificates that is rolled out by hand.
        level: medium
        docktrail:
          why: '{who} changed {files} below {file} within a minute'
          story: actor
        ---
        title: Refused, then done all the same
        id: beh-denied-then-success
        status: stable
        taxonomy: docktrail
        description: |
          Somebody was refused a change of a Docker file, or of another watched one, and made it within half an hour: with
          more rights than before, or by another way. Look for how the rights were gained.
        references:
          - https://attack.mitre.org/techniques/T1222/002/
          - https://attack.mitre.org/techniques/T1068/
        tags:
          - attack.t1222.002
          - attack.t1068
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - Somebody forgot sudo, and did it again.
        level: high
        docktrail:
          why: '{who} was refused a change of {file} and made it a little later'
          story: actor
          code: true
        ---
        title: From the docker group to the host
        id: beh-chain-takeover
        status: stable
        taxonomy: docktrail
        description: |
          Somebody was made a member of the docker group, used the engine, and had a container run that can reach the host,
          all within a day. Each step by itself has an explanation; together they are the way to root.
        references:
          - https://docs.docker.com/engine/security/#docker-daemon-attack-surface
          - https://attack.mitre.org/techniques/T1611/
        tags:
          - attack.t1098.007
          - attack.t1610
          - attack.t1611
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - A new administrator whose first container is an agent.
        level: critical
        docktrail:
          why: '{who}, a new member of the docker group, had a container run that can reach the host: {command}'
          story: actor
          code: true
        """#
}
