import SystemPackage

/// Reads one log's bytes, decompressed, in order, block by block.
///
/// Memory is bounded by the caller's buffer and one block of stored bytes, however large or hostile the file. A reader
/// may be handed to another thread, but used by one only.
public struct LogReader: ~Copyable, Sendable {
    /// The usual size of a block in bytes: 256 KiB.
    public static let blockSize = 1 << 18

    /// Decompressed bytes given out so far.
    public private(set) var uncompressedBytesRead: UInt64 = 0
    /// How the content is compressed; for a stream known from the first read on.
    public private(set) var compression: LogCompression
    /// Stored bytes read so far.
    public var storedBytesRead: UInt64 { stored.count }

    private let path: String
    private var stored: StoredBytes
    private var isRecognised: Bool
    private var decompressor: (any Decompressor & ~Copyable)?
    /// Stored bytes that are still to be decompressed.
    private var input: [UInt8] = []
    private var inputRange = 0..<0
    private var inputError: LogFileError?
    private var error: LogFileError?
    private var isFinished = false

    /// Opens a log from its first byte.
    ///
    /// - Parameters:
    ///   - file: what to read; a stream can be read only once. A FIFO waits for its writer.
    ///   - hashing: whether `digest()` will be asked for.
    /// - Throws: if the file cannot be opened, or is no longer the one that was found.
    public init(_ file: LogFile, hashing: Bool = false) throws(LogFileError) {
        let stored = try StoredBytes(file, hashing: hashing)
        self.init(file, stored: stored, isRecognised: false)
    }

    /// Opens a part of a plain file, given by offsets of its stored bytes.
    ///
    /// Ends at the range's end or at the file's, whichever comes first.
    ///
    /// - Throws: `readFailed` with ESPIPE for a stream or a compressed file, where no offset can be gone to.
    public init(_ file: LogFile, range: Range<UInt64>) throws(LogFileError) {
        guard !file.isStream, file.compression == .none else {
            throw LogFileError(system: Errno.illegalSeek, path: file.errorPath)
        }
        let stored = try StoredBytes(file, range: range)
        self.init(file, stored: stored, isRecognised: true)
    }

    private init(_ file: LogFile, stored: consuming StoredBytes, isRecognised: Bool) {
        self.path = file.errorPath
        self.compression = file.compression
        self.stored = stored
        self.isRecognised = isRecognised
    }

    /// Fills as much of the buffer as one step gives; 0 at the end.
    ///
    /// A buffer below 512 bytes is first given the usual size: the first bytes tell the format. What can be read or decompressed is given out before an error is
    /// thrown; from then on every call throws it again.
    public mutating func read(into buffer: inout [UInt8]) throws(LogFileError) -> Int {
        if buffer.count < 512 { buffer = [UInt8](repeating: 0, count: Self.blockSize) }
        if let error { throw error }
        if isFinished { return 0 }
        do throws(LogFileError) {
            let count = try step(into: &buffer)
            isFinished = count == 0
            uncompressedBytesRead &+= UInt64(count)
            return count
        } catch {
            self.error = error
            throw error
        }
    }

    /// SHA-256 of the stored bytes in lower-case hex.
    ///
    /// Reads the rest of the stored bytes first, if reading stopped early. Nil if hashing was not asked for, or if the
    /// system could not read the file to its end.
    public mutating func digest() -> String? {
        stored.digest()
    }

    private mutating func step(into buffer: inout [UInt8]) throws(LogFileError) -> Int {
        guard isRecognised else { return try firstStep(into: &buffer) }
        return decompressor == nil
            ? try stored.read(into: &buffer, from: 0)
            : try decompress(into: &buffer)
    }

    /// Reads the first bytes, and learns from them what they are.
    private mutating func firstStep(into buffer: inout [UInt8]) throws(LogFileError) -> Int {
        var count = 0
        var format: StoredFormat?
        repeat {
            let read = try stored.read(into: &buffer, from: count)
            count += read
            let isComplete = read == 0 || count == buffer.count
            format = StoredFormat.recognise(buffer.span.extracting(first: count), isComplete: isComplete)
        } while format == nil
        switch format {
        case .unsupported(let name)?: throw LogFileError(.unsupportedCompression(name), path: path)
        case .readable(let found)?: compression = found
        case nil: break
        }
        isRecognised = true
        decompressor = compression.makeDecompressor()
        guard decompressor != nil else { return count }
        input = Array(buffer[..<count])
        if count < Self.blockSize { input += repeatElement(0, count: Self.blockSize - count) }
        inputRange = 0..<count
        let produced = try decompress(into: &buffer)
        // An archive inside an archive, such as a compressed tar, is no log either.
        if let inner = StoredFormat.recognise(buffer.span.extracting(first: produced), isComplete: true),
            inner != .readable(.none)
        {
            let format = if case .unsupported(let name) = inner { name } else { "gzip" }
            throw LogFileError(.unsupportedCompression(format), path: path)
        }
        return produced
    }

    /// Goes on until there is output, or nothing more to come.
    private mutating func decompress(into buffer: inout [UInt8]) throws(LogFileError) -> Int {
        while true {
            if inputRange.isEmpty, !stored.isAtEnd {
                do throws(LogFileError) {
                    inputRange = 0..<(try stored.read(into: &input, from: 0))
                } catch {
                    // The decompressor may hold output still; this is why it will get no further.
                    inputError = error
                }
            }
            let step = decompressionStep(into: &buffer)
            if step.produced > 0 || step.isFinished {
                error = step.fault.map { failure(of: $0) }
                return step.produced
            }
            if let inputError { throw inputError }
            if let fault = step.fault { throw failure(of: fault) }
        }
    }

    private func failure(of fault: DecompressionStep.Fault) -> LogFileError {
        inputError ?? LogFileError(fault.kind, path: path, offset: stored.count &- UInt64(inputRange.count))
    }

    private mutating func decompressionStep(into buffer: inout [UInt8]) -> DecompressionStep {
        // Taken out for the call, since it works on another part of the reader.
        guard var decompressor = decompressor.take() else { return DecompressionStep(isFinished: true) }
        var output = buffer.mutableSpan
        let step = decompressor.decompress(input.span.extracting(inputRange), isLast: stored.isAtEnd, into: &output)
        self.decompressor = consume decompressor
        inputRange = inputRange.lowerBound + step.consumed..<inputRange.upperBound
        return step
    }
}

extension DecompressionStep.Fault {
    fileprivate var kind: LogFileError.Kind {
        switch self {
        case .truncated: .truncatedArchive
        case .corrupt: .corruptArchive
        case .trailingGarbage: .trailingGarbage
        }
    }
}
