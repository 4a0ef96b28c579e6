import AuditLogs

/// A part of a log that can be scanned on its own: the lines that begin in a range of a plain file's bytes, or some lines
/// that have been read already.
struct LogSegment: Sendable {
    /// Bytes of a plain file that are scanned at a time, unless the analysis says otherwise.
    static let defaultSize: UInt64 = 4 << 20

    /// Where the lines come from.
    enum Content: Sendable {
        /// The file's own bytes, read by whoever scans the segment; `UInt64.max` stands for wherever the file ends by then.
        case range(Range<UInt64>)
        /// What was read, and decompressed, one chunk after the other.
        case chunk(LogChunk)
        /// The whole file, decompressed by whoever scans it.
        case whole
        /// What cannot be read by segments: a file that could not be opened, a line that is longer than a chunk.
        case unreadable
    }

    /// The file.
    let file: LogFile
    /// The file's place among those of its set.
    let source: Int
    /// Its lines.
    let content: Content
    /// Stored bytes of the set that have been read when it was made, for progress.
    let storedBytesRead: UInt64
}
