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
