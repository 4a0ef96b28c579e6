/// Looks at the beginning of files, one after the other, in the same memory.
struct FilePrefix {
    /// What the beginning of a file says about it.
    enum Verdict {
        /// A log to read; the probe is nil for a stream, and for a file named in which no record was found.
        case log(LogFile, LogProbe?)
        /// A tar, each of whose members may be a log.
        case archive(LogFile)
        case empty
        case notALog
        case unreadable(LogFileError, isProblem: Bool)

        /// Whether this makes a rotated set one of logs; nil if no log stands under the number.
        var isLogByNumber: Bool? {
            switch self {
            case .log(_, let probe): probe == nil ? nil : true
            case .archive: nil
            case .empty: false
            case .notALog: nil
            case .unreadable(_, let isProblem): isProblem ? true : nil
            }
        }
    }

    private var block = [UInt8](repeating: 0, count: LogReader.blockSize)
    private var bytes: [UInt8] = []

    /// Decides whether a file is a log.
    mutating func judge(_ found: LogDiscovery.Found, probe: (Span<UInt8>) -> LogProbe?) -> Verdict {
        var file = found.file
        var failure: LogFileError?
        bytes.removeAll(keepingCapacity: true)
        do throws(LogFileError) {
            var reader = try LogReader(file)
            do throws(LogFileError) {
                while bytes.count < LogInventory.probedBytes {
                    let count = try reader.read(into: &block)
                    guard count > 0 else { break }
                    bytes += block.prefix(min(count, LogInventory.probedBytes - bytes.count))
                }
            } catch {
                failure = error
            }
            file.compression = reader.compression
        } catch {
            failure = error
        }
        if failure?.kind == .unsupportedCompression("tar") { return .archive(file) }
        if let answer = bytes.isEmpty ? nil : probe(bytes.span) {
            // What is wrong farther on comes up when the log is read.
            return answer.isNative || found.isNamed || found.isAuditByName ? .log(file, answer) : .notALog
        }
        // Whoever names a file wants its lines counted, whatever they are.
        if found.isNamed, !bytes.isEmpty { return .log(file, nil) }
        if let failure {
            return .unreadable(failure, isProblem: found.isNamed || found.isAuditByName || failure.hidesContent)
        }
        return bytes.isEmpty ? .empty : .notALog
    }
}

extension LogFileError {
    /// Whether nobody can know if the file is a log.
    fileprivate var hidesContent: Bool {
        kind == .permissionDenied || kind == .readFailed || kind == .replaced
    }
}
