import SystemPackage

/// Reads one log's bytes, decompressed, in order, block by block.
///
/// Memory is bounded by the caller's buffer and one block of stored bytes, however large or hostile the file. A reader
/// may be handed to another thread, but used by one only.
public struct LogReader: ~Copyable, Sendable {
    /// The usual size of a block in bytes: 256 KiB.
    public static let blockSize = 1 << 18

    /// How many seconds a FIFO is given for somebody to begin writing to it: 3.
    public static let fifoWait = 3

    /// Decompressed bytes given out so far.
    public private(set) var uncompressedBytesRead: UInt64 = 0
    /// How the content is compressed; for a stream known from the first read on.
    public private(set) var compression: LogCompression
    /// Bytes read so far as they are stored: in the file, or in the archive of which the log is a member.
    public private(set) var storedBytesRead: UInt64 = 0
    /// What was odd but no problem, for people; nil as a rule, and known after the first read.
    public private(set) var note: String?

    private let file: LogFile
    /// The log's bytes as they are stored, until they turn out to be compressed.
    private var stored: (any ByteSource & ~Copyable)?
    /// The same with what undoes the compression.
    private var archive: DecompressedBytes?
    private var isRecognised: Bool
    private var isHashing = false
    private var error: LogFileError?
    private var isFinished = false

    /// Opens a log from its first byte.
    ///
    /// - Parameters:
    ///   - file: what to read; a stream can be read only once. A FIFO waits `fifoWait` seconds for a first writer, and is
    ///     read until the last one is gone.
    ///   - hashing: whether `digest()` will be asked for.
    /// - Throws: if the file cannot be opened, or is no longer the one that was found.
    public init(_ file: LogFile, hashing: Bool = false) throws(LogFileError) {
        let stored: any ByteSource & ~Copyable =
            if let part = file.part {
                try part.archive.open(part.range)
            } else {
                try StoredBytes(file, hashing: hashing)
            }
        self.init(file, stored: stored, isRecognised: false)
        isHashing = hashing
    }

    /// Opens a part of a plain file, given by offsets of its stored bytes.
    ///
    /// Ends at the range's end or at the file's, whichever comes first.
    ///
    /// - Throws: `readFailed` with ESPIPE for a stream, a compressed file or an archive's member, where no offset can be
    ///   gone to.
    public init(_ file: LogFile, range: Range<UInt64>) throws(LogFileError) {
        guard file.isPlain else {
            throw LogFileError(system: Errno.illegalSeek, path: file.errorPath)
        }
        let stored = try StoredBytes(file, range: range)
        self.init(file, stored: stored, isRecognised: true)
    }

    private init(_ file: LogFile, stored: consuming any ByteSource & ~Copyable, isRecognised: Bool) {
        self.file = file
        self.compression = file.compression
        self.stored = consume stored
        self.isRecognised = isRecognised
    }

    /// Fills as much of the buffer as one step gives; 0 at the end.
    ///
    /// A buffer below 512 bytes is first given the usual size: the first bytes tell the format. What can be read or
    /// decompressed is given out before an error is thrown; from then on every call throws it again.
    public mutating func read(into buffer: inout [UInt8]) throws(LogFileError) -> Int {
        if buffer.count < 512 { buffer = [UInt8](repeating: 0, count: Self.blockSize) }
        return try read(into: &buffer, from: 0)
    }

    /// Reads into the buffer from an index on; the first call must have room for 512 bytes, and begin at index 0.
    mutating func read(into buffer: inout [UInt8], from index: Int) throws(LogFileError) -> Int {
        if let error { throw error }
        if isFinished { return 0 }
        do throws(LogFileError) {
            let count = isRecognised ? try readOn(into: &buffer, from: index) : try firstStep(into: &buffer)
            isFinished = count == 0
            uncompressedBytesRead &+= UInt64(count)
            return count
        } catch {
            self.error = error
            throw error
        }
    }

    /// SHA-256 of the stored file in lower-case hex; of an archive's member, that of the whole archive.
    ///
    /// Reads the rest of the stored bytes first, if reading stopped early. Nil if hashing was not asked for, or if the
    /// system could not read the file to its end.
    public mutating func digest() -> String? {
        guard isHashing else { return nil }
        return archive != nil ? archive?.digest() : stored?.digest()
    }

    private mutating func readOn(into buffer: inout [UInt8], from index: Int) throws(LogFileError) -> Int {
        if archive != nil {
            defer { storedBytesRead = archive?.storedCount ?? 0 }
            return try archive?.read(into: &buffer, from: index) ?? 0
        }
        let read = try stored?.read(into: &buffer, from: index) ?? 0
        storedBytesRead &+= UInt64(read)
        return read
    }

    /// Reads the first bytes, and learns from them what they are.
    private mutating func firstStep(into buffer: inout [UInt8]) throws(LogFileError) -> Int {
        let (count, format) = try recognise(in: &buffer)
        isRecognised = true
        if case .readable(let found)? = format { compression = found }
        guard let decompressor = compression.makeDecompressor() else {
            if file.isFIFO, count == 0 { note = "nobody wrote to \(file.name): it counts as empty" }
            return count
        }
        guard let source = stored.take() else { return 0 }
        archive = DecompressedBytes(source, head: buffer[..<count], through: decompressor, path: file.errorPath)
        let inner = try recognise(in: &buffer)
        // What is compressed twice is no log of anybody's.
        if case .readable(let format)? = inner.format, format != .none {
            throw LogFileError(.unsupportedCompression(format.rawValue), path: file.errorPath)
        }
        return inner.count
    }

    /// Reads until the format is clear; nil for a log that is empty or begins with an error.
    private mutating func recognise(
        in buffer: inout [UInt8]
    ) throws(LogFileError) -> (count: Int, format: StoredFormat?) {
        var count = 0
        var format: StoredFormat?
        repeat {
            var read = 0
            do throws(LogFileError) {
                read = try readOn(into: &buffer, from: count)
            } catch {
                if count == 0 { throw error }
                // It is thrown again by the next read, behind the bytes that came before it.
            }
            count += read
            // An archive is decompressed in small steps at first, while a tar is known from its first whole header only.
            let isComplete = read == 0 || count == buffer.count
            let isEnough = isComplete || archive == nil || count >= StoredFormat.prefixLength
            if isEnough {
                format = StoredFormat.recognise(buffer.span.extracting(first: count), isComplete: isComplete)
            }
        } while format == nil
        switch format {
        case .unsupported(let name)?: throw LogFileError(.unsupportedCompression(name), path: file.errorPath)
        case .tar?: throw LogFileError(.unsupportedCompression("tar"), path: file.errorPath)
        default: return (count, format)
        }
    }
}
