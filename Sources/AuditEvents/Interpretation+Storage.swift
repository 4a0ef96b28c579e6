extension Interpretation {
    /// The flags of mount: `MS_BIND|MS_REC`; nil where none has a name.
    ///
    /// Old callers put a magic number into the upper half, which the kernel takes off; so does this.
    public static func mountFlags(_ flags: UInt64) -> String? {
        let magic: UInt64 = 0xc0ed_0000
        return mountFlagNames.text(flags & 0xffff_0000 == magic ? flags & 0xffff : flags)
    }

    /// The flags of umount2: `MNT_DETACH`; nil where none has a name.
    public static func unmountFlags(_ flags: UInt64) -> String? { unmountFlagNames.text(flags) }

    /// The protection of mapped memory: `PROT_READ|PROT_EXEC`, `PROT_NONE`.
    public static func memoryProtection(_ flags: UInt64) -> String {
        flags & 0x7 == 0 ? "PROT_NONE" : protectionNames.text(flags) ?? "PROT_NONE"
    }

    /// The flags of mmap: `MAP_PRIVATE|MAP_ANONYMOUS`.
    public static func memoryMapFlags(_ flags: UInt64) -> String {
        let names = memoryMapNames.text(flags) ?? ""
        // The low bits say what kind of mapping it is; ausearch calls none of them a file's.
        guard flags & 0xf == 0 else { return names }
        return names.isEmpty ? "MAP_FILE" : "MAP_FILE|" + names
    }

    /// The name of a clock: `CLOCK_REALTIME` for 0.
    public static func clockName(_ number: UInt64) -> String? { clocks[number] }

    /// The flags of shmget with the segment's mode: `IPC_CREAT|0600`.
    static func sharedMemoryFlags(_ flags: UInt64) -> String {
        let mode = argumentMode(UInt32(truncatingIfNeeded: flags & 0o777))
        return sharedMemoryNames.text(flags).map { "\($0)|\(mode)" } ?? mode
    }

    private static let mountFlagNames: InterpretedFlags = [
        0x1: "MS_RDONLY MS_NOSUID MS_NODEV MS_NOEXEC MS_SYNCHRONOUS MS_REMOUNT MS_MANDLOCK MS_DIRSYNC MS_NOSYMFOLLOW",
        0x400: """
        MS_NOATIME MS_NODIRATIME MS_BIND MS_MOVE MS_REC MS_SILENT MS_POSIXACL MS_UNBINDABLE MS_PRIVATE MS_SLAVE \
        MS_SHARED MS_RELATIME MS_KERNMOUNT MS_I_VERSION MS_STRICTATIME MS_LAZYTIME MS_SUBMOUNT MS_SNAP_STABLE \
        MS_NOSEC MS_BORN MS_ACTIVE MS_NOUSER
        """,
    ]

    private static let unmountFlagNames: InterpretedFlags = [
        0x1: "MNT_FORCE MNT_DETACH MNT_EXPIRE UMOUNT_NOFOLLOW", 0x8000_0000: "UMOUNT_UNUSED",
    ]

    private static let protectionNames: InterpretedFlags = [0x1: "PROT_READ PROT_WRITE PROT_EXEC PROT_SEM"]

    private static let memoryMapNames: InterpretedFlags = [
        0x1: "MAP_SHARED MAP_PRIVATE - - MAP_FIXED MAP_ANONYMOUS MAP_32BIT - MAP_GROWSDOWN - - MAP_DENYWRITE",
        0x1000: """
        MAP_EXECUTABLE MAP_LOCKED MAP_NORESERVE MAP_POPULATE MAP_NONBLOCK MAP_STACK MAP_HUGETLB MAP_SYNC \
        MAP_FIXED_NOREPLACE - - - - - MAP_UNINITIALIZED
        """,
    ]

    private static let clocks: InterpretedNames = [
        0: """
        CLOCK_REALTIME CLOCK_MONOTONIC CLOCK_PROCESS_CPUTIME_ID CLOCK_THREAD_CPUTIME_ID CLOCK_MONOTONIC_RAW \
        CLOCK_REALTIME_COARSE CLOCK_MONOTONIC_COARSE CLOCK_BOOTTIME CLOCK_REALTIME_ALARM CLOCK_BOOTTIME_ALARM - \
        CLOCK_TAI
        """
    ]

    private static let sharedMemoryNames: InterpretedFlags = [0x200: "IPC_CREAT IPC_EXCL SHM_HUGETLB SHM_NORESERVE"]

    /// Flags of the calls that name a file by directory and path.
    static let pathFlags: InterpretedFlags = [
        0x100: "AT_SYMLINK_NOFOLLOW - AT_SYMLINK_FOLLOW AT_NO_AUTOMOUNT AT_EMPTY_PATH", 0x8000: "AT_RECURSIVE",
    ]

    /// Flags of unlinkat.
    static let unlinkFlags: InterpretedFlags = [0x200: "AT_REMOVEDIR"]

    /// Flags of faccessat2.
    static let accessFlags: InterpretedFlags = [0x100: "AT_SYMLINK_NOFOLLOW AT_EACCESS", 0x1000: "AT_EMPTY_PATH"]

    /// Flags of open_tree.
    static let openTreeFlags: InterpretedFlags = [
        0x1: "OPEN_TREE_CLONE", 0x100: "AT_SYMLINK_NOFOLLOW", 0x800: "AT_NO_AUTOMOUNT AT_EMPTY_PATH",
        0x8000: "AT_RECURSIVE", 0x80000: "OPEN_TREE_CLOEXEC",
    ]

    /// The commands of fcntl.
    static let controlCommands: InterpretedNames = [
        0: """
        F_DUPFD F_GETFD F_SETFD F_GETFL F_SETFL F_GETLK F_SETLK F_SETLKW F_SETOWN F_GETOWN F_SETSIG F_GETSIG \
        F_GETLK64 F_SETLK64 F_SETLKW64 F_SETOWN_EX F_GETOWN_EX F_GETOWNER_UIDS
        """,
        36: "F_OFD_GETLK F_OFD_SETLK F_OFD_SETLKW",
        1024: """
        F_SETLEASE F_GETLEASE F_NOTIFY - - F_CANCELLK F_DUPFD_CLOEXEC F_SETPIPE_SZ F_GETPIPE_SZ F_ADD_SEALS \
        F_GET_SEALS F_GET_RW_HINT F_SET_RW_HINT F_GET_FILE_RW_HINT F_SET_FILE_RW_HINT
        """,
    ]

    /// Where lseek counts from.
    static let seekOrigins: InterpretedNames = [0: "SEEK_SET SEEK_CUR SEEK_END SEEK_DATA SEEK_HOLE"]

    /// The operations of epoll_ctl.
    static let pollOperations: InterpretedNames = [1: "EPOLL_CTL_ADD EPOLL_CTL_DEL EPOLL_CTL_MOD"]

    /// The requests of ioctl that concern terminals and files.
    static let deviceRequests: InterpretedNames = [
        0x4b3a: "KDSETMODE KDGETMODE",
        0x5309: "CDROMEJECT - - - - - CDROMEJECT_SW - CDROM_GET_UPC - - - - CDROMSEEK",
        0x5401: "TCGETS TCSETS TCSETSW TCSETSF - - - - TCSBRK - TCFLSH - - TIOCSCTTY TIOCGPGRP TIOCSPGRP",
        0x5412: "TIOCSTI TIOCGWINSZ TIOCSWINSZ", 0x541b: "TIOCINQ", 0x5421: "FIONBIO TIOCNOTTY",
        0x8901: "FIOSETOWN", 0x8903: "FIOGETOWN", 0x8910: "SIOCGIFNAME", 0x8927: "SIOCGIFHWADDR",
        0x8933: "SIOCGIFINDEX", 0x89a2: "SIOCBRADDIF", 0x4004_9409: "FICLONE", 0x4020_940d: "FICLONERANGE",
        0x4008_6602: "FS_IOC_SETFLAGS", 0x8008_6601: "FS_IOC_GETFLAGS", 0x401c_5820: "FS_IOC_FSSETXATTR",
        0x801c_581f: "FS_IOC_FSGETXATTR",
    ]
}
