/// The names of single bits, written as runs of consecutive bits.
///
/// A run is one text: `[0x40: "O_CREAT O_EXCL - O_TRUNC"]` names 0x40, 0x80 and 0x200. Names come out in the order in
/// which they are written here.
struct InterpretedFlags: Sendable, ExpressibleByDictionaryLiteral {
    private let bits: [(bit: UInt64, name: String)]

    init(dictionaryLiteral runs: (UInt64, String)...) {
        var bits: [(bit: UInt64, name: String)] = []
        for (first, text) in runs {
            for (position, name) in text.split(separator: " ").enumerated() where name != "-" {
                bits.append((bit: first << UInt64(position), name: String(name)))
            }
        }
        self.bits = bits
    }

    /// The names of the bits that are set, joined; nil where none has a name.
    ///
    /// Bits without a name are left out, as ausearch leaves them out.
    func text(_ value: UInt64, separator: String = "|") -> String? {
        var text = ""
        for (bit, name) in bits where value & bit != 0 {
            if !text.isEmpty { text += separator }
            text += name
        }
        return text.isEmpty ? nil : text
    }
}
