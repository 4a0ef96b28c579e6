/// Bits of open(2)'s flags (include/uapi/asm-generic/fcntl.h; alike on x86, ARM and RISC-V).
enum OpenFlags {
    static let accessMode: UInt64 = 0o3
    static let create: UInt64 = 0o100
    static let truncate: UInt64 = 0o1000
    /// Only a handle on the path: nothing can be read or written through it.
    static let path: UInt64 = 0o10000000

    /// Whether a file opened so can be written to.
    static func isForWriting(_ flags: UInt64) -> Bool {
        if flags & path != 0 { return false }
        return flags & accessMode != 0 || flags & truncate != 0
    }
}

/// unlinkat's flag that makes it an rmdir (include/uapi/linux/fcntl.h).
let removeDirectoryFlag: UInt64 = 0x200

extension Action {
    /// What a call did, or attempted, to its target.
    init(_ call: FileCall, target: FileTarget, flags: UInt64?) {
        switch call.effect {
        case .open:
            if target.isCreated {
                self = .create
            } else {
                self = flags.map(OpenFlags.isForWriting) ?? true ? .openWrite : .openRead
            }
        case .create: self = target.isCreated ? .create : .openWrite
        case .unlink: self = (flags ?? 0) & removeDirectoryFlag != 0 ? .rmdir : .delete
        case .rename: self = .rename
        case .link: self = .link
        case .symlink: self = .symlink
        case .rmdir: self = .rmdir
        case .mkdir: self = .mkdir
        case .mknod: self = .mknod
        case .chmod: self = .chmod
        case .chown: self = .chown
        case .setxattr: self = .setxattr
        case .removexattr: self = .removexattr
        case .truncate: self = .truncate
        case .mount: self = .mount
        case .umount: self = .umount
        case .bind: self = .bind
        case .connect: self = .connect
        case .execute: self = .execute
        }
    }
}
