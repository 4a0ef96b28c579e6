import AuditRecords

extension Span<UInt8> {
    /// The words between blanks.
    var words: [[UInt8]] {
        var words: [[UInt8]] = []
        eachPart(endingIn: UInt8(ascii: " ")) { if !$0.isEmpty { words.append($0) } }
        return words
    }

    /// The arguments of an execution, each of which has the byte 0x00 behind it.
    var arguments: [[UInt8]] {
        var arguments: [[UInt8]] = []
        eachPart(endingIn: 0) { arguments.append($0) }
        return arguments
    }

    private func eachPart(endingIn separator: UInt8, _ take: ([UInt8]) -> Void) {
        var start = 0
        while start < count {
            let end = firstIndex(of: separator, from: start, to: count)
            take([UInt8](copying: extracting(start..<end)))
            start = end + 1
        }
    }
}
