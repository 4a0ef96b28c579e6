// Written by scripts/embed-rules from rules/detections/group.yml: change that file, not this one.

extension EmbeddedDetections {
    static let group = #"""
        # The docker group: whoever is in it is root on the host. By every route: account tools, their records of any version,
        # and files.
        #
        # `group.isDocker` is true for the group named docker and for any other with its number.
        title: Member added to the docker group
        id: grp-docker-member-added
        status: stable
        taxonomy: docktrail
        description: |
          A user was put into the docker group, or into another group with its number, and can be root on this host from the
          next login on. Ask who wanted it, and look for what the new member did since.
        references:
          - https://docs.docker.com/engine/install/linux-postinstall/
          - https://docs.docker.com/engine/security/#docker-daemon-attack-surface
          - https://attack.mitre.org/techniques/T1098/007/
        tags:
          - attack.t1098.007
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          added:
            group.isDocker: 'true'
            group.change: [add, set]
            outcome: [success, unknown]
          # It writes no record of its own, and the file is not watched everywhere.
          silent_tool:
            action: execute
            outcome: success
            subject.exe|endswith: /groupmems
            argument: [-a, --add]
          docker:
            argument: [docker, --group=docker, -gdocker]
          filter_self:
            group.member|fieldref: subject.login
          filter_user:
            action: execute
            subject.uid|gt: 0
          filter_routine:
            disposition: routine
          condition: (added or (silent_tool and docker)) and not 1 of filter_*
        falsepositives:
          - The documented way to let a user run docker without sudo.
          - Provisioning of a host, before anybody logs in.
        level: high
        docktrail:
          why: '{who} put {member} into the group {group}, which is as good as root'
          story: process
        ---
        title: User added itself to the docker group
        id: grp-docker-self-add
        status: stable
        taxonomy: docktrail
        description: |
          A login user put itself into the docker group, mostly with sudo. It is root from then on without sudo, and without
          sudo's log.
        references:
          - https://docs.docker.com/engine/install/linux-postinstall/
          - https://attack.mitre.org/techniques/T1098/007/
        tags:
          - attack.t1098.007
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          added:
            group.isDocker: 'true'
            group.change: [add, set, primary]
            outcome: [success, unknown]
            group.member|fieldref: subject.login
          filter_routine:
            disposition: routine
          condition: added and not filter_routine
        falsepositives:
          - The user's own workstation.
        level: high
        docktrail:
          why: '{who} put itself into the group {group}, which is as good as root'
          story: process
        ---
        title: Group file edited by hand
        id: grp-docker-silent-edit
        status: stable
        taxonomy: docktrail
        description: |
          /etc/group or /etc/gshadow was changed by a program that leaves no account record: an editor, sed, a script, vigr,
          groupmems, cp. The log does not tell what was changed; anybody may be in the docker group since. Compare with the
          copy beside it (/etc/group-) and with what `getent group docker` says.
        references:
          - https://man7.org/linux/man-pages/man5/group.5.html
          - https://man7.org/linux/man-pages/man8/vipw.8.html
          - https://attack.mitre.org/techniques/T1098/007/
        tags:
          - attack.t1098.007
          - attack.t1565.001
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, delete, rename, link, symlink, truncate, mount, command]
          file:
            - file.path: [/etc/group, /etc/gshadow]
            - file.path|startswith: [/etc/group~, /etc/group.]
          filter_lock:
            file.path|endswith: [.lock, .swp, .swx, .swpx]
          # What was done is known, and told by the detection for it.
          filter_known:
            group.change: [add, remove, set, create, delete, rename, id, primary]
          # One expression, all of which is to be seen, changes the line of another group.
          other_group:
            subject.command|re: '^sed (-i|--in-place)[^ ]* s[/|#,]\^[a-z_][a-z0-9_-]*:[^; ]{0,80} /etc/group$'
          docker_named:
            subject.command|contains: docker
          # They write records of their own, which say what was done.
          filter_tool:
            subject.exe|endswith:
              - /useradd
              - /usermod
              - /userdel
              - /groupadd
              - /groupmod
              - /groupdel
              - /gpasswd
              - /newusers
              - /passwd
              - /chgpasswd
              - /grpck
              - /grpconv
              - /grpunconv
              - /systemd-sysusers
              - /luseradd
              - /lusermod
              - /lgroupadd
              - /lgroupmod
              - /lgroupdel
          filter_failed:
            outcome: failure
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          condition: >-
            file and written and not (other_group and not docker_named)
            and not filter_known and not filter_lock and not filter_tool
            and not filter_failed and not filter_routine and not filter_container
        falsepositives:
          - Configuration management that writes the file from a template.
          - Another group changed by hand.
        level: medium
        docktrail:
          why: '{who} changed {file} with {program}, which leaves no record of who is in which group'
          story: process
        ---
        title: Member removed from the docker group
        id: grp-docker-member-removed
        status: stable
        taxonomy: docktrail
        description: |
          A user was taken out of the docker group. Somebody who leaves, as a rule; shortly after being added it cleans up
          what should not be seen.
        references:
          - https://man7.org/linux/man-pages/man1/gpasswd.1.html
          - https://attack.mitre.org/techniques/T1098/007/
        tags:
          - attack.t1098.007
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          removed:
            group.isDocker: 'true'
            group.change: remove
            outcome: [success, unknown]
          filter_routine:
            disposition: routine
          condition: removed and not filter_routine
        falsepositives:
          - Somebody leaves the team.
        level: low
        docktrail:
          why: '{who} took {member} out of the group {group}'
          story: process
        ---
        title: Docker group made, removed, renamed or renumbered
        id: grp-docker-gid-or-name-change
        status: stable
        taxonomy: docktrail
        description: |
          The docker group was deleted, made, renamed or given another number, or another group was given its number. The
          socket belongs to a number: whoever is in a group with it is root, whatever the group is called, and a list of the
          docker group's members does not show it.
        references:
          - https://man7.org/linux/man-pages/man8/groupmod.8.html
          - https://man7.org/linux/man-pages/man8/groupadd.8.html
          - https://attack.mitre.org/techniques/T1098/007/
        tags:
          - attack.t1098.007
          - attack.t1136.001
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          changed:
            group.isDocker: 'true'
            group.change: [id, rename, create, delete]
            outcome: [success, unknown]
          # Another group with a number that is taken already; which one, only the file tells.
          same_number:
            action: execute
            outcome: success
            subject.exe|endswith: [/groupadd, /groupmod]
            argument: [-o, --non-unique, -og, -go]
          filter_user:
            action: execute
            subject.uid|gt: 0
          filter_routine:
            disposition: routine
          condition: (changed or same_number) and not 1 of filter_*
        falsepositives:
          - The group made by hand, as Docker's documentation describes for an installation without packages.
          - A number agreed on for all hosts.
        level: high
        docktrail:
          why: '{who} made, removed, renamed or renumbered the group {group}, whose number Docker''s socket may have'
          story: process
        ---
        title: Docker group entered with its password
        id: grp-docker-newgrp
        status: stable
        taxonomy: docktrail
        description: |
          Somebody entered the docker group with newgrp or sg and the group's password, or tried to. A member needs none: it
          was somebody whom no list of members names.
        references:
          - https://man7.org/linux/man-pages/man1/newgrp.1.html
          - https://man7.org/linux/man-pages/man1/sg.1.html
        tags:
          - attack.t1548
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          password:
            action: group-enter
            group.isDocker: 'true'
            group.use: password
          refused:
            action: group-enter
            group.isDocker: 'true'
            outcome: failure
          condition: password or refused
        falsepositives:
          - A user who is not a member and types newgrp docker, as a manual says.
        level: high
        docktrail:
          why: '{who} entered the group {group} with its password, or tried to'
          story: process
        ---
        title: Password or administrators of the docker group set
        id: grp-docker-password-set
        status: stable
        taxonomy: docktrail
        description: |
          The docker group was given a password, or users who may change its members. With either, others become root without
          anybody changing the list of members again.
        references:
          - https://man7.org/linux/man-pages/man1/gpasswd.1.html
          - https://attack.mitre.org/techniques/T1098/007/
        tags:
          - attack.t1098.007
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          set:
            group.isDocker: 'true'
            group.change: [password, administrators]
            outcome: [success, unknown]
          filter_routine:
            disposition: routine
          # The password is taken away again.
          filter_removed:
            group.operation|contains: [delete-group-password, 'removing group password', 'deleting group password', 'removed']
          condition: set and not 1 of filter_*
        falsepositives:
          - None known.
        level: high
        docktrail:
          why: '{who} set a password or administrators for the group {group}: others can enter without being members'
          story: process
        ---
        title: Docker group made somebody's primary group
        id: grp-docker-primary
        status: stable
        taxonomy: docktrail
        description: |
          A user was given the docker group as primary group. It is root from the next login on, and no list of the group's
          members names it: the number stands in /etc/passwd.
        references:
          - https://man7.org/linux/man-pages/man8/usermod.8.html
          - https://attack.mitre.org/techniques/T1098/007/
        tags:
          - attack.t1098.007
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          set:
            group.isDocker: 'true'
            group.change: primary
            outcome: [success, unknown]
          # The record of a new account does not say its group.
          new_account:
            action: execute
            outcome: success
            subject.exe|endswith: /useradd
            subject.command|re: ' (-[a-zA-Z]*g ?|--gid[= ])docker( |$)'
          filter_self:
            group.member|fieldref: subject.login
          filter_user:
            action: execute
            subject.uid|gt: 0
          filter_routine:
            disposition: routine
          condition: (set or new_account) and not 1 of filter_*
        falsepositives:
          - An account for a service that works with Docker.
        level: high
        docktrail:
          why: '{who} made {group} the primary group of {member}, which no list of members shows'
          story: process
        ---
        title: New account put into the docker group
        id: acct-new-then-docker
        status: stable
        taxonomy: docktrail
        description: |
          An account was made, and within ten minutes it was in the docker group: a new root, made in two steps that look
          harmless one by one.
        references:
          - https://attack.mitre.org/techniques/T1136/001/
          - https://attack.mitre.org/techniques/T1098/007/
        tags:
          - attack.t1136.001
          - attack.t1098.007
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - Provisioning of a host; a new colleague.
        level: high
        docktrail:
          why: '{who} made the account {member} and put it into the group {group}'
          story: actor
          code: true
        """#
}
