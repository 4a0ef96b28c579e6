/// Some of a log's lines, whole and in order.
public struct LogChunk: Sendable {
    /// The lines with their newlines; the log's last line may have none.
    public let bytes: [UInt8]
    /// Offset of the first byte in the uncompressed log.
    public let offset: UInt64
    /// Whether the log ends here, properly or not.
    public let isLast: Bool
    /// What ended the log before its time; nil but in the last chunk.
    public let problem: LogFileError?
    /// What was odd about the log but no problem, for people; nil but in the last chunk.
    public let note: String?
}

/// Reads one log as chunks of whole lines, so that several cores can go on with them.
///
/// Made for what can be read from its beginning only: compressed files, members of archives. Memory is bounded by a chunk.
public struct ChunkReader: ~Copyable, Sendable {
    /// Bytes of a chunk: 1 MiB, so that much of it is still in the cache of the core that made it when it goes on with it.
    public static let chunkSize = 1 << 20

    /// Whether a line was met that fills a chunk alone, and so cannot be given out whole.
    public private(set) var hasLongLine = false
    /// Stored bytes read so far.
    public var storedBytesRead: UInt64 { reader.storedBytesRead }

    private var reader: LogReader
    private let size: Int
    private var offset: UInt64 = 0
    /// The beginning of a line whose end is still to be read.
    private var unfinished: [UInt8] = []
    private var isAtEnd = false

    /// Opens a log from its first byte.
    ///
    /// - Parameters:
    ///   - file: what to read.
    ///   - size: bytes of a chunk, at most.
    /// - Throws: if the file cannot be opened, or is no longer the one that was found.
    public init(_ file: LogFile, size: Int = ChunkReader.chunkSize) throws(LogFileError) {
        reader = try LogReader(file)
        self.size = max(512, size)
    }

    /// The next chunk; nil behind the last one, or when a line is too long.
    public mutating func next() -> LogChunk? {
        if isAtEnd || hasLongLine { return nil }
        var bytes = [UInt8](repeating: 0, count: size)
        bytes.replaceSubrange(0..<unfinished.count, with: unfinished)
        var filled = unfinished.count
        var problem: LogFileError?
        while filled < bytes.count {
            var count = 0
            do throws(LogFileError) { count = try reader.read(into: &bytes, from: filled) } catch { problem = error }
            if count == 0 {
                isAtEnd = true
                break
            }
            filled += count
        }
        let end = isAtEnd ? filled : bytes.span.extracting(first: filled).endOfLastLine
        if end == 0, !isAtEnd {
            hasLongLine = true
            return nil
        }
        unfinished = Array(bytes[end..<filled])
        bytes.removeSubrange(end...)
        defer { offset &+= UInt64(end) }
        return LogChunk(
            bytes: bytes,
            offset: offset,
            isLast: isAtEnd,
            problem: problem,
            note: isAtEnd ? reader.note : nil
        )
    }
}

extension Span<UInt8> {
    /// Offset behind the last newline; 0 if there is none.
    fileprivate var endOfLastLine: Int {
        var end = count
        while end > 0, self[end - 1] != UInt8(ascii: "\n") { end -= 1 }
        return end
    }
}
