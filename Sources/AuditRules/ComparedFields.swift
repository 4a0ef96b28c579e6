/// Pairs of fields that a rule can compare with each other: `AUDIT_COMPARE_` of linux/audit.h.
enum ComparedFields {
    /// The pairs in the kernel's order, from number 1, each as auditctl lists it.
    private static let pairs: [(String, String)] = [
        ("uid", "obj_uid"), ("gid", "obj_gid"), ("euid", "obj_uid"), ("egid", "obj_gid"), ("auid", "obj_uid"),
        ("suid", "obj_uid"), ("sgid", "obj_gid"), ("fsuid", "obj_uid"), ("fsgid", "obj_gid"), ("uid", "auid"),
        ("uid", "euid"), ("uid", "fsuid"), ("uid", "suid"), ("auid", "fsuid"), ("auid", "suid"), ("auid", "euid"),
        ("euid", "suid"), ("euid", "fsuid"), ("suid", "fsuid"), ("gid", "egid"), ("gid", "fsgid"), ("gid", "sgid"),
        ("egid", "fsgid"), ("egid", "sgid"), ("sgid", "fsgid"),
    ]

    /// The number of a pair, in either order.
    static func number(of first: String, _ second: String) -> UInt32? {
        let index = pairs.firstIndex { $0 == (first, second) || $0 == (second, first) }
        return index.map { UInt32($0) + 1 }
    }

    /// The pair of a number.
    static func pair(of number: UInt32) -> (String, String)? {
        let index = Int(number) - 1
        return pairs.indices.contains(index) ? pairs[index] : nil
    }
}

/// Names of io_uring's operations that a rule about files can ask for, with their numbers of linux/io_uring.h.
enum UringOperation {
    private static let names: [(String, UInt32)] = [
        ("connect", 16), ("fallocate", 17), ("openat", 18), ("openat2", 28), ("renameat", 35), ("unlinkat", 36),
        ("mkdirat", 37), ("symlinkat", 38), ("linkat", 39),
    ]

    static func number(of name: String) -> UInt32? { names.first { $0.0 == name }?.1 }
    static func name(of number: UInt32) -> String? { names.first { $0.1 == number }?.0 }
}
