/// A system call that acts on a file by name: what it does, and which arguments tell how.
struct FileCall: Sendable, Equatable {
    /// What the call does to its file.
    enum Effect: Sendable {
        case open, create, rename, link, symlink, unlink, rmdir, mkdir, mknod
        case chmod, chown, setxattr, removexattr, truncate, mount, umount, bind, connect, execute
    }

    /// Where a call's directory descriptors stand among its arguments.
    enum Directory: Sendable, Equatable {
        /// The call takes none: relative names are looked up in the working directory.
        case none
        /// The argument with this index.
        case argument(Int)
        /// The old name's and the new name's.
        case arguments(old: Int, new: Int)
        /// The records do not hold it (io_uring).
        case unknown
    }

    var effect: Effect
    var directory = Directory.none
    /// Index of the argument with the flags; nil where another record has them, or there are none.
    var flags: Int?
    /// Index of the argument with the new mode; nil where another record has it, or there is none.
    var mode: Int?
    /// Index of the argument with the new owner, which the new group follows; nil where there is none.
    var owner: Int?
    /// Whether the call works on an open descriptor, so that no name is looked up.
    var isOnDescriptor = false
}

extension FileCall {
    /// The calls by name, for every architecture.
    ///
    /// Arguments as in the man pages of section 2.
    static let byName: [(name: String, call: FileCall)] = [
        ("open", FileCall(effect: .open, flags: 1, mode: 2)),
        ("openat", FileCall(effect: .open, directory: .argument(0), flags: 2, mode: 3)),
        ("openat2", FileCall(effect: .open, directory: .argument(0))),
        ("open_by_handle_at", FileCall(effect: .open, directory: .unknown, flags: 2)),
        ("creat", FileCall(effect: .create, mode: 1)),
        ("mkdir", FileCall(effect: .mkdir, mode: 1)),
        ("mkdirat", FileCall(effect: .mkdir, directory: .argument(0), mode: 2)),
        ("mknod", FileCall(effect: .mknod, mode: 1)),
        ("mknodat", FileCall(effect: .mknod, directory: .argument(0), mode: 2)),
        ("rmdir", FileCall(effect: .rmdir)),
        ("unlink", FileCall(effect: .unlink)),
        ("unlinkat", FileCall(effect: .unlink, directory: .argument(0), flags: 2)),
        ("rename", FileCall(effect: .rename)),
        ("renameat", FileCall(effect: .rename, directory: .arguments(old: 0, new: 2))),
        ("renameat2", FileCall(effect: .rename, directory: .arguments(old: 0, new: 2))),
        ("link", FileCall(effect: .link)),
        ("linkat", FileCall(effect: .link, directory: .arguments(old: 0, new: 2))),
        ("symlink", FileCall(effect: .symlink)),
        ("symlinkat", FileCall(effect: .symlink, directory: .argument(1))),
        ("chmod", FileCall(effect: .chmod, mode: 1)),
        ("fchmod", FileCall(effect: .chmod, mode: 1, isOnDescriptor: true)),
        ("fchmodat", FileCall(effect: .chmod, directory: .argument(0), mode: 2)),
        ("fchmodat2", FileCall(effect: .chmod, directory: .argument(0), mode: 2)),
        ("chown", FileCall(effect: .chown, owner: 1)),
        ("lchown", FileCall(effect: .chown, owner: 1)),
        ("fchown", FileCall(effect: .chown, owner: 1, isOnDescriptor: true)),
        ("fchownat", FileCall(effect: .chown, directory: .argument(0), owner: 2)),
        ("chown32", FileCall(effect: .chown, owner: 1)),
        ("lchown32", FileCall(effect: .chown, owner: 1)),
        ("fchown32", FileCall(effect: .chown, owner: 1, isOnDescriptor: true)),
        ("setxattr", FileCall(effect: .setxattr)),
        ("lsetxattr", FileCall(effect: .setxattr)),
        ("fsetxattr", FileCall(effect: .setxattr, isOnDescriptor: true)),
        ("setxattrat", FileCall(effect: .setxattr, directory: .argument(0))),
        ("removexattr", FileCall(effect: .removexattr)),
        ("lremovexattr", FileCall(effect: .removexattr)),
        ("fremovexattr", FileCall(effect: .removexattr, isOnDescriptor: true)),
        ("removexattrat", FileCall(effect: .removexattr, directory: .argument(0))),
        ("truncate", FileCall(effect: .truncate)),
        ("truncate64", FileCall(effect: .truncate)),
        ("ftruncate", FileCall(effect: .truncate, isOnDescriptor: true)),
        ("ftruncate64", FileCall(effect: .truncate, isOnDescriptor: true)),
        ("mount", FileCall(effect: .mount)),
        ("move_mount", FileCall(effect: .mount, directory: .arguments(old: 0, new: 2))),
        ("umount", FileCall(effect: .umount)),
        ("umount2", FileCall(effect: .umount)),
        ("bind", FileCall(effect: .bind)),
        ("connect", FileCall(effect: .connect)),
        ("execve", FileCall(effect: .execute)),
        ("execveat", FileCall(effect: .execute, directory: .argument(0))),
    ]

    /// What an io_uring operation does: numbers of enum io_uring_op (linux/io_uring.h).
    ///
    /// Its record holds no arguments.
    static func ofRingOperation(_ number: UInt32) -> FileCall? {
        switch number {
        case 16: FileCall(effect: .connect)
        case 18, 28: FileCall(effect: .open, directory: .unknown)
        case 35: FileCall(effect: .rename, directory: .unknown)
        case 36: FileCall(effect: .unlink, directory: .unknown)
        case 37: FileCall(effect: .mkdir, directory: .unknown)
        case 38: FileCall(effect: .symlink, directory: .unknown)
        case 39: FileCall(effect: .link, directory: .unknown)
        case 41, 42: FileCall(effect: .setxattr)
        case 56: FileCall(effect: .bind)
        default: nil
        }
    }
}
