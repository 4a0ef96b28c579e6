import Crypto
import SystemPackage

/// The bytes of one file as they are stored: opened, counted, hashed.
///
/// Notices a file that becomes shorter while it is read; one that grows is read to its end.
struct StoredBytes: ByteSource, ~Copyable {
    /// Bytes read so far, from the start of the file or range.
    private(set) var count: UInt64 = 0
    /// Whether the end has been seen.
    private(set) var isAtEnd = false

    private let file: OpenFile
    private let path: String
    private let start: UInt64
    /// Where to stop; nil to read until the end, however far the file grows.
    private let end: UInt64?
    /// Whether a file that ends before that place is cut short.
    private let isWhole: Bool
    private var hash: SHA256?
    private var hasFailed = false

    /// Opens a file, or a part of one.
    ///
    /// - Parameters:
    ///   - file: what to read.
    ///   - range: offsets of a part; `UInt64.max` stands for the file's end.
    ///   - isWhole: whether the part must be there to its end, as a member of an archive must.
    ///   - hashing: whether `digest()` will be asked for.
    /// - Throws: if the file cannot be opened, or is no longer the one that was found.
    init(
        _ file: LogFile,
        range: Range<UInt64>? = nil,
        isWhole: Bool = false,
        hashing: Bool = false
    ) throws(LogFileError) {
        let start = range?.lowerBound ?? 0
        self.file = try OpenFile(file, at: start)
        self.path = file.errorPath
        self.start = start
        self.end = range?.upperBound
        self.isWhole = isWhole && range?.upperBound != .max
        self.hash = hashing ? SHA256() : nil
    }

    /// Reads into the buffer from an index on; 0 at the end.
    ///
    /// - Throws: `shrank` once the end came before the size that the file had when it was opened.
    mutating func read(into buffer: inout [UInt8], from index: Int) throws(LogFileError) -> Int {
        guard !isAtEnd, index < buffer.count else { return 0 }
        var room = buffer.count - index
        if let end {
            let position = start &+ count
            room = min(room, Int(clamping: end > position ? end - position : 0))
        }
        var read = 0
        do {
            if room > 0 {
                // The system call writes at most `room` bytes, all of them inside the array.
                read = try unsafe buffer.withUnsafeMutableBytes { bytes in
                    try unsafe file.descriptor.read(
                        into: UnsafeMutableRawBufferPointer(rebasing: bytes[index..<index + room])
                    )
                }
            }
        } catch {
            hasFailed = true
            isAtEnd = true
            throw LogFileError(system: error, path: path, offset: start &+ count)
        }
        guard read > 0 else {
            isAtEnd = true
            try checkLength()
            return 0
        }
        // The hash function takes raw bytes; these are the ones just read.
        unsafe buffer.withUnsafeBytes { bytes in
            unsafe hash?.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[index..<index + read]))
        }
        count &+= UInt64(read)
        return read
    }

    /// SHA-256 of all stored bytes, in lower-case hex, after reading what was left.
    ///
    /// Nil if no hash was asked for, or the file could not be read to its end.
    mutating func digest() -> String? {
        guard hash != nil else { return nil }
        if !isAtEnd {
            var buffer = [UInt8](repeating: 0, count: LogReader.blockSize)
            do {
                while try read(into: &buffer, from: 0) > 0 {}
            } catch {
                // A file that shrank has a hash all the same: of the bytes that were there.
            }
        }
        guard !hasFailed, let hash else { return nil }
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }

    private func checkLength() throws(LogFileError) {
        guard let opened = file.size else { return }
        let position = start &+ count
        if isWhole, let end, position < end {
            throw LogFileError(.truncatedArchive, path: path, offset: position)
        }
        guard position < min(opened, end ?? opened), let status = try? Stat(file.descriptor),
            UInt64(clamping: status.size) < opened
        else { return }
        throw LogFileError(.shrank, path: path, offset: position)
    }
}
