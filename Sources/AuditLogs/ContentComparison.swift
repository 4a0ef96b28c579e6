/// How the decompressed contents of two files relate.
enum ContentComparison: Equatable {
    case different
    /// Equal to the last byte that could be read; damaged is a file in which more may have been.
    case same(firstIsDamaged: Bool, secondIsDamaged: Bool)
    case firstIsBeginning
    case secondIsBeginning

    /// Reads both files side by side, up to the first difference.
    ///
    /// Files of which one cannot be opened are different: the reason comes up when they are read.
    static func compare(_ first: LogFile, _ second: LogFile) -> ContentComparison {
        guard var left = Cursor(first), var right = Cursor(second) else { return .different }
        while true {
            left.fill()
            right.fill()
            switch (left.rest.isEmpty, right.rest.isEmpty) {
            case (true, true): return .same(firstIsDamaged: left.isDamaged, secondIsDamaged: right.isDamaged)
            case (true, false): return .firstIsBeginning
            case (false, true): return .secondIsBeginning
            case (false, false): break
            }
            let count = min(left.rest.count, right.rest.count)
            guard left.block[left.rest.prefix(count)].elementsEqual(right.block[right.rest.prefix(count)]) else {
                return .different
            }
            left.rest = left.rest.dropFirst(count)
            right.rest = right.rest.dropFirst(count)
        }
    }
}

/// A place in one of two files that are compared.
private struct Cursor: ~Copyable {
    private var reader: LogReader
    private(set) var block = [UInt8](repeating: 0, count: LogReader.blockSize)
    /// What of the block is still to be compared.
    var rest = 0..<0
    /// Whether an error ended the file.
    private(set) var isDamaged = false

    init?(_ file: LogFile) {
        guard let reader = try? LogReader(file) else { return nil }
        self.reader = reader
    }

    /// Reads on if nothing is left.
    mutating func fill() {
        guard rest.isEmpty, !isDamaged else { return }
        do {
            rest = 0..<(try reader.read(into: &block))
        } catch {
            isDamaged = true
        }
    }
}
