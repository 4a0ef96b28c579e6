import Synchronization

/// A member's bytes in a compressed archive.
struct MemberBytes: ByteSource, ~Copyable {
    private let lease: CursorLease
    private let range: Range<UInt64>
    private var count: UInt64 = 0
    private var isAtEnd = false

    init(_ lease: CursorLease, range: Range<UInt64>) {
        self.lease = lease
        self.range = range
    }

    mutating func read(into buffer: inout [UInt8], from index: Int) throws(LogFileError) -> Int {
        let left = range.upperBound &- range.lowerBound &- count
        guard !isAtEnd, left > 0, index < buffer.count else {
            isAtEnd = isAtEnd || left == 0
            return 0
        }
        let read: Int
        do throws(LogFileError) {
            read = try lease.read(at: range.lowerBound &+ count, upTo: left, into: &buffer, from: index)
        } catch {
            isAtEnd = true
            throw error
        }
        count &+= UInt64(read)
        if read == 0 {
            isAtEnd = true
            if range.upperBound != .max { throw LogFileError(.truncatedArchive, path: lease.path) }
        }
        return read
    }

    mutating func digest() -> String? { lease.digest() }
}

/// A decoder on loan from its archive, to which it goes back when nobody needs it.
final class CursorLease: Sendable {
    var path: String { archive.file.errorPath }

    private let archive: Archive
    private let cursor: Mutex<ArchiveCursor?>

    init(_ cursor: consuming ArchiveCursor, of archive: Archive) {
        self.archive = archive
        self.cursor = Mutex(consume cursor)
    }

    deinit {
        if let cursor = cursor.withLock({ $0.take() }) { archive.park(cursor) }
    }

    func read(
        at offset: UInt64,
        upTo limit: UInt64,
        into buffer: inout [UInt8],
        from index: Int
    ) throws(LogFileError) -> Int {
        try cursor.withLock { cursor throws(LogFileError) in
            try cursor?.read(at: offset, upTo: limit, into: &buffer, from: index) ?? 0
        }
    }

    func digest() -> String? { archive.digest() }
}
