/// Names of io_uring's operations that a rule about files can ask for, with their numbers of linux/io_uring.h.
enum UringOperation {
    private static let names: [(String, UInt32)] = [
        ("connect", 16), ("fallocate", 17), ("openat", 18), ("openat2", 28), ("renameat", 35), ("unlinkat", 36),
        ("mkdirat", 37), ("symlinkat", 38), ("linkat", 39),
    ]

    static func number(of name: String) -> UInt32? { names.first { $0.0 == name }?.1 }
    static func name(of number: UInt32) -> String? { names.first { $0.1 == number }?.0 }
}
