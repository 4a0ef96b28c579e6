/// A file name taken apart: `audit.log.2.gz` is number 2 of `audit.log`.
///
/// auditd writes `audit.log` and shifts the others up by one at each rotation; so a higher number is older, and the
/// name without a number is the newest.
struct RotationName: Hashable {
    /// The name without number and compression suffix.
    let base: String
    /// The rotation number; nil for the name itself and for dated names.
    let number: UInt64?

    /// More digits are a date (`audit.log.20260101`), not a rotation.
    private static let mostDigits = 5
    private static let suffixes = [".gz", ".xz", ".zst", ".bz2", ".lz4", ".Z", ".zip", ".7z", ".tar"]

    init(_ name: String) {
        var stem = Substring(name)
        while let suffix = Self.suffixes.first(where: { stem.hasSuffix($0) && stem.utf8.count > $0.utf8.count }) {
            stem = stem.dropLast(suffix.count)
        }
        if let dot = stem.utf8.lastIndex(of: UInt8(ascii: ".")), dot > stem.startIndex {
            let digits = stem.utf8[stem.utf8.index(after: dot)...]
            if !digits.isEmpty, digits.count <= Self.mostDigits, digits.allSatisfy(NaturalOrder.isDigit),
                let number = UInt64(Substring(digits))
            {
                self.base = String(stem[..<dot])
                self.number = number
                return
            }
        }
        self.base = String(stem)
        self.number = nil
    }

    /// The neighbours among logs in order of what they hold whose numbers tell another order.
    static func misnumbered(_ files: [LogFile]) -> [LogInventory.Misnumbered] {
        zip(files, files.dropFirst())
            .compactMap { earlier, later in
                let (first, second) = (RotationName(earlier.name), RotationName(later.name))
                guard first.base == second.base, first.number != second.number,
                    isOlder(later.name, earlier.name)
                else { return nil }
                return LogInventory.Misnumbered(earlier: earlier.name, later: later.name)
            }
    }

    /// Whether a name is older, as far as names tell: of the same base, the higher number.
    static func isOlder(_ left: String, _ right: String) -> Bool {
        let leftName = RotationName(left)
        let rightName = RotationName(right)
        if leftName.base != rightName.base { return NaturalOrder.precedes(leftName.base, rightName.base) }
        guard leftName.number != rightName.number else { return NaturalOrder.precedes(left, right) }
        // The name without a number is newer than number 0, which some tools write.
        guard let leftNumber = leftName.number else { return false }
        guard let rightNumber = rightName.number else { return true }
        return leftNumber > rightNumber
    }
}
