import Glibc

/// Splits blocks of bytes into lines and lends each line out.
///
/// A line is lent without its newline and otherwise as it is: a carriage return, bytes that are not UTF-8, everything
/// stays. A run of NUL bytes ends a line too; it is dropped and counted. Empty lines are lent, as empty spans. Memory
/// stays below the limit for one line, whatever comes in.
public struct LineSplitter: ~Copyable, Sendable {
    /// Bytes that are kept of one line: 1 MiB, far above any record that auditd writes.
    public static let defaultLimit = 1 << 20

    /// NUL bytes dropped so far, those behind the last line included.
    public private(set) var droppedNULBytes: UInt64 = 0
    /// Lines lent so far.
    public private(set) var lines: UInt64 = 0

    private let limit: Int
    /// Offset of the next block's first byte.
    private var position: UInt64
    /// The kept bytes of a line that began in an earlier block; empty between lines, since the limit is at least 1.
    private var unfinished: [UInt8] = []
    private var unfinishedOffset: UInt64 = 0
    private var cutBytes = 0
    private var nulBytes = 0

    /// A splitter for one source, at a line's first byte.
    ///
    /// - Parameters:
    ///   - limit: bytes kept of one line, at least 1; what is longer is cut and told by `LinePlace.cutBytes`.
    ///   - offset: where in the source the first block stands; line numbers begin at 1 all the same.
    public init(limit: Int = LineSplitter.defaultLimit, offset: UInt64 = 0) {
        self.limit = max(1, limit)
        self.position = offset
    }

    /// Feeds one block; a line cut off at its end waits for the next block.
    ///
    /// The span that `body` gets is valid only during the call.
    public mutating func feed(_ block: Span<UInt8>, line body: (Span<UInt8>, LinePlace) -> Void) {
        let count = block.count
        var start = 0
        // One search tells for the whole block, as a rule, that it holds no NUL; the positions found are kept, so a
        // block full of either byte is still searched only once.
        var nul = block.firstIndex(of: 0, from: 0)
        var newline = block.firstIndex(of: UInt8(ascii: "\n"), from: 0)
        while start < count {
            let end = min(newline, nul)
            if end == count {
                gather(block, start..<end)
                break
            }
            if newline < nul {
                lend(block, start..<end, isTerminated: true, to: body)
                start = newline + 1
                newline = block.firstIndex(of: UInt8(ascii: "\n"), from: start)
            } else {
                if end > start || !unfinished.isEmpty {
                    lend(block, start..<end, isTerminated: false, to: body)
                }
                start = nul
                while start < count, block[start] == 0 { start += 1 }
                nulBytes &+= start - nul
                droppedNULBytes &+= UInt64(start - nul)
                nul = block.firstIndex(of: 0, from: start)
            }
        }
        position &+= UInt64(count)
    }

    /// Lends the last line if no newline ended it; call it once, at the source's end.
    public mutating func finish(line body: (Span<UInt8>, LinePlace) -> Void) {
        guard !unfinished.isEmpty else { return }
        lendUnfinished(isTerminated: false, to: body)
    }

    private mutating func lend(
        _ block: Span<UInt8>,
        _ range: Range<Int>,
        isTerminated: Bool,
        to body: (Span<UInt8>, LinePlace) -> Void
    ) {
        guard unfinished.isEmpty else {
            gather(block, range)
            lendUnfinished(isTerminated: isTerminated, to: body)
            return
        }
        lines &+= 1
        let kept = min(range.count, limit)
        let place = LinePlace(
            number: lines,
            offset: position &+ UInt64(range.lowerBound),
            cutBytes: range.count - kept,
            isTerminated: isTerminated,
            nulBytes: nulBytes
        )
        nulBytes = 0
        body(block.extracting(range.lowerBound..<range.lowerBound + kept), place)
    }

    private mutating func lendUnfinished(isTerminated: Bool, to body: (Span<UInt8>, LinePlace) -> Void) {
        lines &+= 1
        let place = LinePlace(
            number: lines,
            offset: unfinishedOffset,
            cutBytes: cutBytes,
            isTerminated: isTerminated,
            nulBytes: nulBytes
        )
        body(unfinished.span, place)
        unfinished.removeAll(keepingCapacity: true)
        cutBytes = 0
        nulBytes = 0
    }

    private mutating func gather(_ block: Span<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        if unfinished.isEmpty { unfinishedOffset = position &+ UInt64(range.lowerBound) }
        let kept = min(range.count, limit - unfinished.count)
        cutBytes &+= range.count - kept
        let needed = unfinished.count + kept
        if needed > unfinished.capacity {
            // Grown by doubling, but never beyond the limit.
            unfinished.reserveCapacity(min(limit, max(needed, 2 * unfinished.capacity)))
        }
        let part = block.extracting(range.lowerBound..<range.lowerBound + kept)
        unfinished.append(addingCapacity: kept) { output in
            for index in part.indices { output.append(part[index]) }
        }
    }
}

extension Span<UInt8> {
    /// Index of the first such byte at or behind `start`, or `count`.
    fileprivate func firstIndex(of byte: UInt8, from start: Int) -> Int {
        guard start < count else { return count }
        // The C library's search looks at 32 bytes at a time, a loop in Swift at one: the lines of a large log are found
        // several times faster. It gets exactly the span's bytes, and the pointer does not leave the closure.
        return unsafe withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress, let found = unsafe memchr(base + start, CInt(byte), bytes.count - start)
            else { return bytes.count }
            return unsafe UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
        }
    }
}
