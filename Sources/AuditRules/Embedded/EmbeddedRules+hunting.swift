// Written by scripts/embed-rules from rules/audit/hunting.rules: change that file, not this one.

extension EmbeddedRules {
    static let hunting = #"""
        # What is added to `standard` while somebody hunts: ways out of a container, refused attempts, every run of the runtime,
        # and the whole data root but for layers, volumes and builds. Loud; not for every day.
        #
        # Lines that begin with #@ are for docktrail: see standard.rules.

        -c

        # --- What the whole tree leaves out: first, since the first rule that matches decides -----------------------------------
        #@ why: Layers, volumes, builds and downloads: containers and pulls write there all the time. Tampering with them from the host is not seen either.
        #@ noise: none: these record nothing
        #@ kind: directory
        -a never,exit -F dir=/var/lib/docker/overlay2 -F perm=wa
        -a never,exit -F dir=/var/lib/docker/volumes -F perm=wa
        -a never,exit -F dir=/var/lib/docker/buildkit -F perm=wa
        -a never,exit -F dir=/var/lib/docker/tmp -F perm=wa

        #@ why: The rest of what the engine keeps.
        #@ cis: 1.1.5
        #@ noise: hundreds for each start; floods where it is loaded while containers run
        #@ kind: directory
        #@ tree: whole
        -w /var/lib/docker -p wa -k dkr-state

        # --- Ways out of a container ------------------------------------------------------------------------------------------
        #@ why: Entering and making namespaces, mounting, changing the root: what an escape has to do. So does the runtime, all day.
        #@ noise: tens for each start, and systemd's own
        -a always,exit -F arch=b64 -S setns,unshare,mount,umount2,pivot_root,chroot -F key=dkr-ns
        -a always,exit -F arch=b32 -S setns,unshare,mount,umount2,pivot_root,chroot -F key=dkr-ns

        #@ why: Modules of the kernel, loaded and removed.
        #@ noise: boot and new devices
        -a always,exit -F arch=b64 -S init_module,finit_module,delete_module -F key=dkr-mod
        -a always,exit -F arch=b32 -S init_module,finit_module,delete_module -F key=dkr-mod

        #@ why: Programs that the kernel itself runs as root on the host: core_pattern and modprobe.
        #@ noise: none
        #@ when: exists
        -w /proc/sys/kernel/core_pattern -p wa -k dkr-mod
        -w /proc/sys/kernel/modprobe -p wa -k dkr-mod

        # --- Every run of the runtime -----------------------------------------------------------------------------------------
        #@ why: Each exec into a container, and each start, with its arguments. A health check is an exec.
        #@ noise: two to six for each start, one or more for each health check
        #@ or: /usr/sbin/runc /snap/docker/current/bin/runc
        -w /usr/bin/runc -p x -k dkr-runtime

        # --- Refused attempts -------------------------------------------------------------------------------------------------
        #@ why: Attempts that a directory on the way refused: no watch below it sees them.
        #@ noise: whatever on the host tries doors
        -a always,exit -F arch=b64 -S open,openat,openat2,connect -F exit=-EACCES -F key=dkr-denied
        -a always,exit -F arch=b32 -S open,openat,openat2,connect -F exit=-EACCES -F key=dkr-denied

        # --- Ways around a watch ----------------------------------------------------------------------------------------------
        #@ why: File operations through io_uring, which no watch and no syscall rule records. auditctl knows this list since 3.1.
        #@ noise: programs that use io_uring for files
        -a always,io_uring -S openat,openat2,renameat,unlinkat,linkat -F key=dkr-uring
        """#
}
