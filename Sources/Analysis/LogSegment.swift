import AuditLogs

/// A part of a log that can be scanned on its own: the lines that begin in a range of bytes, or a whole small archive.
struct LogSegment: Sendable {
    /// Bytes of a plain file that are scanned at a time, unless the analysis says otherwise.
    static let defaultSize: UInt64 = 16 << 20
    /// Archives larger than this on disk are read as streams, since what they unpack to is not known beforehand.
    static let archiveLimit: UInt64 = 2 << 20

    /// The file.
    let file: LogFile
    /// The file's place among those of its set.
    let source: Int
    /// Where the segment's lines begin; nil for a whole archive.
    let range: Range<UInt64>?

    /// Cuts a set into segments, oldest first; nil if it is better read in one go: it is small, holds a stream or a large
    /// archive, or there is but one core.
    static func plan(_ set: LogSet, size: UInt64, cores: Int) -> [LogSegment]? {
        guard cores > 1 else { return nil }
        var segments: [LogSegment] = []
        for (source, file) in set.files.enumerated() {
            guard !file.isStream, let bytes = file.storedBytes else { return nil }
            if file.compression == .none {
                var start: UInt64 = 0
                while start < bytes {
                    let end = min(bytes, start + max(1, size))
                    // The last segment goes on to wherever the file ends by then.
                    segments.append(LogSegment(file: file, source: source, range: start..<(end == bytes ? .max : end)))
                    start = end
                }
            } else {
                guard bytes <= archiveLimit else { return nil }
                segments.append(LogSegment(file: file, source: source, range: nil))
            }
        }
        return segments.count > 1 ? segments : nil
    }
}
