/// The order of `ls -v`: numbers within names count as numbers, so that `9-` stands before `10-`.
enum VersionOrder {
    static func sorted(_ names: [String]) -> [String] {
        names.sorted { left, right in
            let order = compare(Array(left.utf8)[...], Array(right.utf8)[...])
            return order == 0 ? left.utf8.lexicographicallyPrecedes(right.utf8) : order < 0
        }
    }

    private static func compare(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        var left = left
        var right = right
        while let first = left.first, let second = right.first {
            if isDigit(first), isDigit(second) {
                let one = number(&left)
                let two = number(&right)
                if one.count != two.count { return one.count < two.count ? -1 : 1 }
                if one != two { return one.lexicographicallyPrecedes(two) ? -1 : 1 }
            } else if first != second {
                return first < second ? -1 : 1
            } else {
                left.removeFirst()
                right.removeFirst()
            }
        }
        return left.isEmpty ? (right.isEmpty ? 0 : -1) : 1
    }

    /// Takes the digits at the head, without zeros before them.
    private static func number(_ text: inout ArraySlice<UInt8>) -> [UInt8] {
        let digits = text.prefix(while: isDigit)
        text = text[digits.endIndex...]
        return Array(digits.drop { $0 == UInt8(ascii: "0") })
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
