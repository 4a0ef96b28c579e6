extension Interpretation {
    /// A file's type and permissions as ausearch prints them: `file,644`, `dir,sticky,777`, `link,777`.
    public static func fileMode(_ mode: UInt32) -> String {
        var text = fileTypes[UInt64(mode & 0o170000)] ?? padded(octal: mode >> 12 & 0o17, width: 3)
        for name in specialBits(mode) { text += "," + name }
        return text + "," + padded(octal: mode & 0o777, width: 3)
    }

    /// Permissions with suid, sgid and sticky as four octal digits: `0644`, `4755`.
    public static func permissionText(_ mode: UInt32) -> String {
        padded(octal: mode & 0o7777, width: 4)
    }

    /// The mode argument of a call as ausearch prints it: `0644`, `suid,0755`.
    static func argumentMode(_ mode: UInt32) -> String {
        (specialBits(mode) + ["0" + padded(octal: mode & 0o777, width: 3)]).joined(separator: ",")
    }

    /// The mode argument of mknod, whose type may be left out for a plain file.
    static func nodeMode(_ mode: UInt32) -> String {
        fileMode(mode & 0o170000 == 0 ? mode | 0o100000 : mode)
    }

    private static func specialBits(_ mode: UInt32) -> [String] {
        var names: [String] = []
        if mode & 0o4000 != 0 { names.append("suid") }
        if mode & 0o2000 != 0 { names.append("sgid") }
        if mode & 0o1000 != 0 { names.append("sticky") }
        return names
    }

    private static func padded(octal value: UInt32, width: Int) -> String {
        let digits = String(value, radix: 8)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static let fileTypes: InterpretedNames = [
        0o010000: "fifo", 0o020000: "character", 0o040000: "dir", 0o060000: "block", 0o100000: "file",
        0o120000: "link", 0o140000: "socket",
    ]
}

// MARK: - Opening

extension Interpretation {
    /// The flags of open(2) in ausearch's form: `O_RDWR|O_CREAT|O_EXCL`.
    ///
    /// Four flags have other bits on ARM and POWER than elsewhere; ausearch takes them for the x86 ones.
    public static func openFlags(_ flags: UInt64, architecture: UInt32 = 0xc000_003e) -> String {
        let common = commonOpenFlags(flags, architecture: architecture)
        let names = openFlagNames.text(common) ?? ""
        guard common & 0o3 == 0 else { return names }
        return names.isEmpty ? "O_RDONLY" : "O_RDONLY|" + names
    }

    /// Whether these open flags may create a file, so that a mode follows them.
    static func mayCreate(_ flags: UInt64) -> Bool { flags & (0x40 | 0x40_0000) != 0 }

    /// The same flags with the bits that most architectures use.
    private static func commonOpenFlags(_ flags: UInt64, architecture: UInt32) -> UInt64 {
        let direct: UInt64
        if Architecture.isARM(architecture) {
            direct = 0x10000
        } else if Architecture.isPowerPC(architecture) {
            direct = 0x20000
        } else {
            return flags
        }
        var common = flags & ~0x3_c000
        if flags & 0x4000 != 0 { common |= 0x10000 }
        if flags & 0x8000 != 0 { common |= 0x20000 }
        if flags & direct != 0 { common |= 0x4000 }
        return common
    }

    private static let openFlagNames: InterpretedFlags = [
        0x1: "O_WRONLY O_RDWR",
        0x40: "O_CREAT O_EXCL O_NOCTTY O_TRUNC O_APPEND O_NONBLOCK O_DSYNC O_ASYNC O_DIRECT - O_DIRECTORY O_NOFOLLOW",
        0x40000: "O_NOATIME O_CLOEXEC __O_SYNC O_PATH __O_TMPFILE",
    ]

    /// How openat2 may resolve a path.
    static let resolveFlags: InterpretedFlags = [
        0x1: "RESOLVE_NO_XDEV RESOLVE_NO_MAGICLINKS RESOLVE_NO_SYMLINKS RESOLVE_BENEATH RESOLVE_IN_ROOT RESOLVE_CACHED"
    ]

    /// The question of access(2): `F_OK`, `X_OK|W_OK`.
    public static func accessMode(_ mode: UInt64) -> String { accessModes.text(mode) ?? "F_OK" }

    private static let accessModes: InterpretedFlags = [0x1: "X_OK W_OK R_OK"]
}
