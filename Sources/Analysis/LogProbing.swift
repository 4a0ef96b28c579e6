public import AuditLogs
import AuditRecords

extension LogProbe {
    /// Looks for the first record among a file's first bytes.
    ///
    /// A file of another kind may hold the words of a record somewhere; it counts as a log only if one of its first
    /// thousand lines is a record.
    public static func firstRecord(in bytes: Span<UInt8>) -> LogProbe? {
        var parser = RecordParser()
        var splitter = LineSplitter()
        var found: LogProbe?
        func look(_ line: Span<UInt8>, _ place: LinePlace) {
            guard found == nil, place.number <= linesLooked, case .record(let head) = parser.parse(line) else { return }
            found = LogProbe(
                firstMilliseconds: head.stamp.milliseconds,
                firstSerial: head.stamp.serial,
                isNative: !head.oddities.contains(.prefix) && !head.oddities.contains(.kernelLog)
            )
        }
        splitter.feed(bytes, line: look)
        splitter.finish(line: look)
        return found
    }

    private static let linesLooked: UInt64 = 1000
}
