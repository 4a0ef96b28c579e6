import TestSupport

/// How often each login user wrote to each path, counted from printed activities as the corpus's manifest counts.
///
/// A write is a distinct path of an event that succeeded and could change a file. A rename writes to its old path and
/// to its new one, a link to both of its names; what a symbolic link points to is not written to.
struct WriteTable {
    private struct Entry: Hashable {
        let path: [UInt8]
        let loginID: Int
    }

    private var counts: [Entry: Int] = [:]

    private static let writing: Set<String> = [
        "open-write", "create", "delete", "rename", "link", "symlink", "mkdir", "rmdir", "chmod", "chown", "setxattr",
        "truncate",
    ]

    init(_ activities: [PrintedActivity]) {
        for activity in activities where Self.writing.contains(activity.action) && activity.outcome == "success" {
            let hasTwo = activity.action == "rename" || activity.action == "link"
            let printed = [activity.json["file"]["path"].string, hasTwo ? activity.json["file"]["from"].string : nil]
            for path in Set(printed.compactMap { $0.map { TruePath.bytes(ofPrinted: $0) } }) {
                counts[Entry(path: path, loginID: activity.loginID ?? -1), default: 0] += 1
            }
        }
    }

    /// The number of all writes.
    var total: Int { counts.values.reduce(0, +) }

    /// The table as the manifest's checksum is taken of it: name as the kernel writes it, login user, count.
    var text: String {
        counts.sorted { left, right in
            left.key.path == right.key.path
                ? left.key.loginID < right.key.loginID : left.key.path.lexicographicallyPrecedes(right.key.path)
        }
        .map { "\(Self.encoded($0.key.path))\t\($0.key.loginID)\t\($0.value)\n" }
        .joined()
    }

    /// A name as the kernel writes it: in quotes, or in hex where it holds a blank, a quote or a byte beyond ASCII.
    private static func encoded(_ name: [UInt8]) -> String {
        if name.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }) {
            return "\"\(String(decoding: name, as: UTF8.self))\""
        }
        let digits = Array("0123456789ABCDEF")
        return String(name.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
