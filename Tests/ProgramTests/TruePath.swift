/// The bytes of a path on the host, in the one spelling that two names of a file share.
///
/// Debian 12 has /lib, /bin and /sbin as links below /usr, and /var/run as one to /run.
struct TruePath: Hashable, CustomStringConvertible {
    let bytes: [UInt8]

    /// A path in any of its spellings.
    init(_ path: [UInt8]) {
        var parts = path.split(separator: UInt8(ascii: "/")).map { Array($0) }
        let starts: [([String], [String])] = [
            (["var", "run"], ["run"]), (["lib"], ["usr", "lib"]), (["bin"], ["usr", "bin"]),
            (["sbin"], ["usr", "sbin"]),
        ]
        for (alias, real) in starts where parts.starts(with: alias.map { Array($0.utf8) }) {
            parts.replaceSubrange(..<alias.count, with: real.map { Array($0.utf8) })
            break
        }
        bytes = [UInt8(ascii: "/")] + parts.joined(separator: [UInt8(ascii: "/")])
    }

    /// A path as the program prints it: `\xNN` for a byte that is not UTF-8, a doubled backslash for a real one.
    init(printed text: String) {
        self.init(Self.bytes(ofPrinted: text))
    }

    var description: String { String(decoding: bytes, as: UTF8.self) }

    /// The bytes that a printed text stands for.
    static func bytes(ofPrinted text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
            if next == UInt8(ascii: "x"), digits.count == 2 {
                bytes.append(UInt8(digits[0] * 16 + digits[1]))
                rest.removeFirst(2)
            } else {
                bytes.append(next)
            }
        }
        return bytes
    }
}
