/// The order in which people list names: runs of digits count as numbers.
enum NaturalOrder {
    /// Whether one name comes before another; names that differ in any byte are never equal.
    static func precedes(_ left: String, _ right: String) -> Bool {
        var leftRest = Substring(left).utf8
        var rightRest = Substring(right).utf8
        while let leftByte = leftRest.first, let rightByte = rightRest.first {
            if isDigit(leftByte), isDigit(rightByte) {
                let leftNumber = takeNumber(from: &leftRest)
                let rightNumber = takeNumber(from: &rightRest)
                // Without leading zeros the longer number is the larger one, however long.
                if leftNumber.count != rightNumber.count { return leftNumber.count < rightNumber.count }
                if !leftNumber.elementsEqual(rightNumber) { return leftNumber.lexicographicallyPrecedes(rightNumber) }
                continue
            }
            if leftByte != rightByte { return leftByte < rightByte }
            leftRest.removeFirst()
            rightRest.removeFirst()
        }
        if leftRest.isEmpty != rightRest.isEmpty { return leftRest.isEmpty }
        return left.utf8.lexicographicallyPrecedes(right.utf8)  // differ in leading zeros at most
    }

    private static func takeNumber(from rest: inout Substring.UTF8View) -> Substring.UTF8View {
        let digits = rest.prefix(while: isDigit)
        rest.removeFirst(digits.count)
        return digits.drop { $0 == UInt8(ascii: "0") }
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
