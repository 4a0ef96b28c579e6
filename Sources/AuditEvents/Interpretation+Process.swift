extension Interpretation {
    /// The name of a signal, `SIGKILL` for 9; nil for the real-time ones, which have none.
    public static func signalName(_ number: UInt64) -> String? { signals[number] }

    /// The name of a capability as ausearch prints it: `sys_admin` for 21.
    public static func capabilityName(_ number: UInt64) -> String? { capabilityNames[number] }

    /// The names of a mask of capabilities, separated by commas; `none` for an empty one.
    ///
    /// A bit that has no name yet is given as its number; ausearch leaves it out and may say `none`.
    public static func capabilities(_ mask: UInt64) -> String {
        var names: [String] = []
        for bit in UInt64(0)..<64 where mask & (1 << bit) != 0 { names.append(capabilityNames[bit] ?? String(bit)) }
        return names.isEmpty ? "none" : names.joined(separator: ",")
    }

    /// The flags of clone, with the signal of the lowest byte: `CLONE_VM|CLONE_VFORK|SIGCHLD`; nil where none has a name.
    public static func cloneFlags(_ flags: UInt64) -> String? {
        let names = [cloneFlagNames.text(flags), flags & 0xff == 0 ? nil : signals[flags & 0xff]].compactMap(\.self)
        return names.isEmpty ? nil : names.joined(separator: "|")
    }

    /// The flags of unshare and setns: `CLONE_NEWNS|CLONE_NEWPID`; nil where none has a name.
    public static func namespaceFlags(_ flags: UInt64) -> String? {
        // Here the lowest byte is no signal, and its highest bit a namespace.
        let names = [flags & 0x80 == 0 ? nil : "CLONE_NEWTIME", cloneFlagNames.text(flags)].compactMap(\.self)
        return names.isEmpty ? nil : names.joined(separator: "|")
    }

    /// An execution domain as in `per=`: `PER_LINUX`, `PER_LINUX32|~ADDR_NO_RANDOMIZE`.
    static func personality(_ value: UInt64) -> String? {
        guard let name = personalities[value & 0xff] else { return nil }
        return value & 0x4_0000 == 0 ? name : name + "|~ADDR_NO_RANDOMIZE"
    }

    /// A scheduling policy: `SCHED_FIFO`, `SCHED_OTHER|SCHED_RESET_ON_FORK`.
    static func schedulingPolicy(_ value: UInt64) -> String? {
        guard let name = schedulingPolicies[value & 0xf] else { return nil }
        return value & 0x4000_0000 == 0 ? name : name + "|SCHED_RESET_ON_FORK"
    }

    private static let signals: InterpretedNames = [
        0: """
        SIG0 SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE \
        SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM \
        SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS
        """
    ]

    private static let capabilityNames: InterpretedNames = [
        0: """
        chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap linux_immutable net_bind_service \
        net_broadcast net_admin net_raw ipc_lock ipc_owner sys_module sys_rawio sys_chroot sys_ptrace sys_pacct \
        sys_admin sys_boot sys_nice sys_resource sys_time sys_tty_config mknod lease audit_write audit_control \
        setfcap mac_override mac_admin syslog wake_alarm block_suspend audit_read perfmon bpf checkpoint_restore
        """
    ]

    private static let cloneFlagNames: InterpretedFlags = [
        0x100: """
        CLONE_VM CLONE_FS CLONE_FILES CLONE_SIGHAND CLONE_PIDFD CLONE_PTRACE CLONE_VFORK CLONE_PARENT CLONE_THREAD \
        CLONE_NEWNS CLONE_SYSVSEM CLONE_SETTLS CLONE_PARENT_SETTID CLONE_CHILD_CLEARTID CLONE_DETACHED \
        CLONE_UNTRACED CLONE_CHILD_SETTID CLONE_NEWCGROUP CLONE_NEWUTS CLONE_NEWIPC CLONE_NEWUSER CLONE_NEWPID \
        CLONE_NEWNET CLONE_IO
        """
    ]

    private static let personalities: InterpretedNames = [
        0: "PER_LINUX - - - - - PER_BSD - PER_LINUX32 - - - PER_RISCOS - - PER_OSF4 PER_HPUX"
    ]

    private static let schedulingPolicies: InterpretedNames = [
        0: "SCHED_OTHER SCHED_FIFO SCHED_RR SCHED_BATCH - SCHED_IDLE SCHED_DEADLINE SCHED_EXT"
    ]

    /// The requests of ptrace; those from 12 to 33 are x86's.
    static let ptraceRequests: InterpretedNames = [
        0: """
        PTRACE_TRACEME PTRACE_PEEKTEXT PTRACE_PEEKDATA PTRACE_PEEKUSER PTRACE_POKETEXT PTRACE_POKEDATA \
        PTRACE_POKEUSER PTRACE_CONT PTRACE_KILL PTRACE_SINGLESTEP - - PTRACE_GETREGS PTRACE_SETREGS \
        PTRACE_GETFPREGS PTRACE_SETFPREGS PTRACE_ATTACH PTRACE_DETACH PTRACE_GETFPXREGS PTRACE_SETFPXREGS
        """,
        24: """
        PTRACE_SYSCALL PTRACE_GET_THREAD_AREA PTRACE_SET_THREAD_AREA - - - PTRACE_ARCH_PRCTL PTRACE_SYSEMU \
        PTRACE_SYSEMU_SINGLESTEP PTRACE_SINGLEBLOCK
        """,
        0x4200: """
        PTRACE_SETOPTIONS PTRACE_GETEVENTMSG PTRACE_GETSIGINFO PTRACE_SETSIGINFO PTRACE_GETREGSET PTRACE_SETREGSET \
        PTRACE_SEIZE PTRACE_INTERRUPT PTRACE_LISTEN PTRACE_PEEKSIGINFO PTRACE_GETSIGMASK PTRACE_SETSIGMASK \
        PTRACE_SECCOMP_GET_FILTER PTRACE_SECCOMP_GET_METADATA PTRACE_GET_SYSCALL_INFO PTRACE_GET_RSEQ_CONFIGURATION
        """,
    ]

    /// The options of prctl.
    static let processOptions: InterpretedNames = [
        1: """
        PR_SET_PDEATHSIG PR_GET_PDEATHSIG PR_GET_DUMPABLE PR_SET_DUMPABLE PR_GET_UNALIGN PR_SET_UNALIGN \
        PR_GET_KEEPCAPS PR_SET_KEEPCAPS PR_GET_FPEMU PR_SET_FPEMU PR_GET_FPEXC PR_SET_FPEXC PR_GET_TIMING \
        PR_SET_TIMING PR_SET_NAME PR_GET_NAME - - PR_GET_ENDIAN PR_SET_ENDIAN PR_GET_SECCOMP PR_SET_SECCOMP \
        PR_CAPBSET_READ PR_CAPBSET_DROP PR_GET_TSC PR_SET_TSC PR_GET_SECUREBITS PR_SET_SECUREBITS PR_SET_TIMERSLACK \
        PR_GET_TIMERSLACK PR_TASK_PERF_EVENTS_DISABLE PR_TASK_PERF_EVENTS_ENABLE PR_MCE_KILL PR_MCE_KILL_GET \
        PR_SET_MM PR_SET_CHILD_SUBREAPER PR_GET_CHILD_SUBREAPER PR_SET_NO_NEW_PRIVS PR_GET_NO_NEW_PRIVS \
        PR_GET_TID_ADDRESS PR_SET_THP_DISABLE PR_GET_THP_DISABLE PR_MPX_ENABLE_MANAGEMENT PR_MPX_DISABLE_MANAGEMENT \
        PR_SET_FP_MODE PR_GET_FP_MODE PR_CAP_AMBIENT - - PR_SVE_SET_VL PR_SVE_GET_VL PR_GET_SPECULATION_CTRL \
        PR_SET_SPECULATION_CTRL PR_PAC_RESET_KEYS PR_SET_TAGGED_ADDR_CTRL PR_GET_TAGGED_ADDR_CTRL \
        PR_SET_IO_FLUSHER PR_GET_IO_FLUSHER PR_SET_SYSCALL_USER_DISPATCH PR_PAC_SET_ENABLED_KEYS \
        PR_PAC_GET_ENABLED_KEYS PR_SCHED_CORE PR_SME_SET_VL PR_SME_GET_VL PR_SET_MDWE PR_GET_MDWE \
        PR_SET_MEMORY_MERGE PR_GET_MEMORY_MERGE
        """,
        0x5961_6d61: "PR_SET_PTRACER",
    ]

    /// The commands of bpf.
    static let bpfCommands: InterpretedNames = [
        0: """
        BPF_MAP_CREATE BPF_MAP_LOOKUP_ELEM BPF_MAP_UPDATE_ELEM BPF_MAP_DELETE_ELEM BPF_MAP_GET_NEXT_KEY \
        BPF_PROG_LOAD BPF_OBJ_PIN BPF_OBJ_GET BPF_PROG_ATTACH BPF_PROG_DETACH BPF_PROG_TEST_RUN \
        BPF_PROG_GET_NEXT_ID BPF_MAP_GET_NEXT_ID BPF_PROG_GET_FD_BY_ID BPF_MAP_GET_FD_BY_ID BPF_OBJ_GET_INFO_BY_FD \
        BPF_PROG_QUERY BPF_RAW_TRACEPOINT_OPEN BPF_BTF_LOAD BPF_BTF_GET_FD_BY_ID BPF_TASK_FD_QUERY \
        BPF_MAP_LOOKUP_AND_DELETE_ELEM BPF_MAP_FREEZE BPF_BTF_GET_NEXT_ID BPF_MAP_LOOKUP_BATCH \
        BPF_MAP_LOOKUP_AND_DELETE_BATCH BPF_MAP_UPDATE_BATCH BPF_MAP_DELETE_BATCH BPF_LINK_CREATE BPF_LINK_UPDATE \
        BPF_LINK_GET_FD_BY_ID BPF_LINK_GET_NEXT_ID BPF_ENABLE_STATS BPF_ITER_CREATE BPF_LINK_DETACH \
        BPF_PROG_BIND_MAP BPF_TOKEN_CREATE
        """
    ]

    /// The resources that setrlimit limits.
    static let resources: InterpretedNames = [
        0: """
        RLIMIT_CPU RLIMIT_FSIZE RLIMIT_DATA RLIMIT_STACK RLIMIT_CORE RLIMIT_RSS RLIMIT_NPROC RLIMIT_NOFILE \
        RLIMIT_MEMLOCK RLIMIT_AS RLIMIT_LOCKS RLIMIT_SIGPENDING RLIMIT_MSGQUEUE RLIMIT_NICE RLIMIT_RTPRIO RLIMIT_RTTIME
        """
    ]
}
