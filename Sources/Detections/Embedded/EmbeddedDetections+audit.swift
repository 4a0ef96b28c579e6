// Written by scripts/embed-rules from rules/detections/audit.yml: change that file, not this one.

extension EmbeddedDetections {
    static let audit = #"""
        # The recording itself: whoever wants to act unseen begins here.
        title: Container's log emptied or removed
        id: af-container-log-deleted
        status: stable
        taxonomy: docktrail
        description: |
          Somebody other than the engine opened for writing, emptied, renamed or removed the log of a container. What the
          container printed is gone; other copies may be on a log server. The engine's own rotation is not told.
        references:
          - https://docs.docker.com/engine/logging/drivers/json-file/
          - https://attack.mitre.org/techniques/T1070/004/
        tags:
          - attack.t1070.004
          - attack.t1685.006
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          changed:
            action: [open-write, create, delete, rename, truncate, link, symlink, command]
            file.class: container-state
          log:
            - file.path|contains: -json.log
            - file.path|contains: /local-logs/
          filter_failed:
            outcome: failure
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          condition: changed and log and not 1 of filter_*
        falsepositives:
          - A huge log emptied by hand to free space; logrotate set up for Docker's logs.
        level: medium
        docktrail:
          why: '{who} emptied, removed or wrote to the container''s log {file}'
          story: edit
          attack_aliases: [T1070.002]
        ---
        title: Audit rules removed
        id: af-rules-flushed
        status: stable
        taxonomy: docktrail
        description: |
          Audit rules were removed and not loaded again within a minute. What they watched leaves no trace from then on, until
          somebody loads them. Rules are removed and loaded again whenever they are read from their files; that is not told.
        references:
          - https://man7.org/linux/man-pages/man8/auditctl.8.html
          - https://man7.org/linux/man-pages/man8/augenrules.8.html
          - https://attack.mitre.org/techniques/T1685/004/
        tags:
          - attack.t1685.004
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - Rules taken out for good, on purpose; a try of new rules by hand.
        level: high
        docktrail:
          why: '{who} removed audit rules ({setting}), and they were not loaded again'
          story: actor
          code: true
          attack_aliases: [T1562.012]
        ---
        title: Audit rule died with what it watched
        id: af-rule-died
        status: stable
        taxonomy: docktrail
        description: |
          The kernel dropped a rule since the directory that it watched was removed, renamed away or unmounted. A directory
          that is made anew under the same name is not watched, and nothing says so.
        references:
          - https://man7.org/linux/man-pages/man8/auditctl.8.html
        tags:
          - attack.t1685.004
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - A package that was removed with its directories.
        level: medium
        docktrail:
          why: 'the kernel dropped the audit rule {setting}: the directory that it watched is gone'
          story: edit
          code: true
          attack_aliases: [T1562.012]
        ---
        title: Audit system switched off
        id: af-audit-disabled
        status: stable
        taxonomy: docktrail
        description: |
          Somebody switched the kernel's audit system off, or throttled it so that records are lost: a limit on the records of
          a second, or a queue that holds next to none. Nothing is recorded from then on, or only what comes first.
        references:
          - https://man7.org/linux/man-pages/man8/auditctl.8.html
          - https://attack.mitre.org/techniques/T1685/004/
        tags:
          - attack.t1685.004
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          off:
            action: audit-disable
          limited:
            action: audit-setting
            audit.setting: audit_rate_limit
            audit.old: 0
            audit.new|gt: 0
          small:
            action: audit-setting
            audit.setting: audit_backlog_limit
            audit.new|lt: 64
            audit.old|gte: 64
          filter_failed:
            outcome: failure
          condition: (off or limited or small) and not filter_failed
        falsepositives:
          - A measurement of what auditing costs.
        level: critical
        docktrail:
          why: '{who} switched the audit system off or throttled it ({setting})'
          story: process
          attack_aliases: [T1562.012]
        ---
        title: Audit daemon stopped by somebody
        id: af-auditd-stopped
        status: stable
        taxonomy: docktrail
        description: |
          A login user made auditd end, or it was killed: it started again without ever having ended. Meanwhile records are
          lost, or go to the kernel's log only. The service manager and the end of a machine's day stop it without a login
          user, and are not told.
        references:
          - https://man7.org/linux/man-pages/man8/auditd.8.html
          - https://attack.mitre.org/techniques/T1685/004/
        tags:
          - attack.t1685.004
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          stopped:
            action: audit-daemon-stop
            subject.auid|exists: true
          # Nobody logged in for it, or root itself did: then who it was is not known.
          filter_nobody:
            subject.auid: [0, 4294967295]
          condition: stopped and not filter_nobody
        falsepositives:
          - Maintenance of auditd itself, with `service auditd restart`.
        level: high
        docktrail:
          why: '{who} stopped the audit daemon, or it was killed'
          story: process
          attack_aliases: [T1562.012]
        ---
        title: Audit settings or rules changed on disk
        id: af-auditd-config
        status: stable
        taxonomy: docktrail
        description: |
          Somebody changed the audit daemon's settings, its plugins or the files of its rules. What is written there decides
          what is recorded after the next start.
        references:
          - https://man7.org/linux/man-pages/man5/auditd.conf.5.html
          - https://attack.mitre.org/techniques/T1685/004/
        tags:
          - attack.t1685.004
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          written:
            action: [open-write, create, delete, rename, link, symlink, truncate, mknod, mount, command]
            file.class: audit-config
          # augenrules(8) writes what stands in rules.d into one file when rules are loaded.
          filter_compiled:
            file.path|startswith: /etc/audit/audit.rules
            subject.command|contains: augenrules
          # touch(1) opens what is there for writing, and writes nothing.
          filter_touched:
            action: open-write
            subject.exe|endswith: [/touch, /coreutils]
            subject.comm: touch
          filter_failed:
            outcome: failure
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          filter_hidden:
            - file.route: [link, foreign]
            - file.recorded|startswith: [/proc/, /dev/fd/]
          condition: written and not 1 of filter_*
        falsepositives:
          - Configuration management; rules that were agreed on.
        level: medium
        docktrail:
          why: '{who} changed {file}, which decides what is recorded'
          story: edit
          attack_aliases: [T1562.012]
        ---
        title: Audit log changed
        id: af-log-tamper
        status: stable
        taxonomy: docktrail
        description: |
          Something other than auditd removed, renamed, emptied or wrote to a file of the audit log. Compare with copies
          elsewhere, and see what is missing around that time: no record of the removal's neighbours can be trusted to be all.
        references:
          - https://man7.org/linux/man-pages/man8/auditd.8.html
          - https://attack.mitre.org/techniques/T1685/006/
        tags:
          - attack.t1685.006
        logsource:
          product: linux
          service: auditd
          category: docker_host
        detection:
          changed:
            action: [open-write, create, delete, rename, link, symlink, truncate, command]
            file.class: audit-log
          opened_to_all:
            action: chmod
            file.class: audit-log
            file.newMode|endswith: ['2', '3', '6', '7']
          # Only sudo's record names the file, and what packs or sends it away only reads it.
          filter_read:
            action: command
            subject.command|contains: [gzip -c, xz -c, zstd -c, bzip2 -c, zcat, ausearch, aureport, scp, rsync, 'tar c', 'tar -c', cat]
          filter_failed:
            outcome: failure
          filter_daemon:
            subject.exe|endswith: [/auditd, /logrotate]
            subject.kind: [system, automation]
          filter_daemon_unplaced:
            subject.exe: [/usr/sbin/auditd, /sbin/auditd]
            subject.kind: null
          filter_routine:
            disposition: routine
          filter_container:
            subject.kind: container
          condition: (changed or opened_to_all) and not 1 of filter_*
        falsepositives:
          - A program that moves closed files to a log server or archive.
        level: high
        docktrail:
          why: '{who} changed the audit log {file} with {program}'
          story: actor
          attack_aliases: [T1070.002]
        ---
        title: Serials missing from the log
        id: af-gap-serial
        status: stable
        taxonomy: docktrail
        description: |
          Serial numbers jump within one run of the machine, and auditd was running. The kernel numbers events one by one, so
          something was written that is not in the log: lines were cut out, a file is missing, or the kernel's rate limit dropped
          events. A log that has only a few such holes is graver than one that has many, as a rate limit makes them.
        references:
          - https://man7.org/linux/man-pages/man8/auditctl.8.html
          - https://attack.mitre.org/techniques/T1685/006/
        tags:
          - attack.t1685.006
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - A rate limit (auditctl -r) on a busy host; rules of the exclude list; a file that was not given.
        level: low
        docktrail:
          why: 'events are missing from the log ({setting}), though auditd was running'
          story: actor
          code: true
          attack_aliases: [T1070.002]
        ---
        title: Times in the log go back
        id: af-gap-time
        status: stable
        taxonomy: docktrail
        description: |
          Times go back from one event to the next while serials go on, and no record says that the clock was set. Either the times
          before are wrong or those after, and events seem to have happened when they did not.
        references:
          - https://man7.org/linux/man-pages/man8/auditd.8.html
          - https://attack.mitre.org/techniques/T1070/006/
        tags:
          - attack.t1070.006
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - A time service that corrects a clock at once; a virtual machine that was suspended.
        level: low
        docktrail:
          why: 'times go back while serials go on ({setting}), and no record says that the clock was set'
          story: actor
          code: true
        ---
        title: Clock changed by somebody
        id: af-time-change
        status: stable
        taxonomy: docktrail
        description: |
          A login user set the machine's clock. Times of all logs are wrong from then on until it is set back, and what
          happened in between seems to have happened at another time.
        references:
          - https://man7.org/linux/man-pages/man2/clock_settime.2.html
          - https://attack.mitre.org/techniques/T1070/006/
        tags:
          - attack.t1070.006
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - A clock set by hand on a machine without a time server.
        level: medium
        docktrail:
          why: '{who} set the clock with {program}'
          story: actor
          code: true
        ---
        title: Login user changed
        id: af-loginuid-changed
        status: stable
        taxonomy: docktrail
        description: |
          A process that had a login user was given another one. From then on the audit log names somebody else for what it
          does. Only a process with the right to control auditing can.
        references:
          - https://man7.org/linux/man-pages/man8/pam_loginuid.8.html
          - https://man7.org/linux/man-pages/man8/auditctl.8.html
        tags:
          - attack.t1685.004
        logsource:
          product: linux
          service: auditd
          category: docker_host
        falsepositives:
          - A cron or display manager that was itself started by somebody from a login session.
        level: high
        docktrail:
          why: '{who} became another login user: what follows is recorded under that name'
          story: actor
          code: true
          attack_aliases: [T1562.012]
        """#
}
