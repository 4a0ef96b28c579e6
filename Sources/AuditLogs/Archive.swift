import Synchronization

/// A file that holds others, at any offset of whose content can be read.
///
/// Of a plain tar every member can be read by itself. A compressed one is decompressed from its beginning; whoever is
/// done with a member leaves the decoder for the next one, so that members read in the archive's order cost one pass
/// over it, and those read in the reverse order one pass for each stretch that `KeptBlocks` can hold. For any other
/// order it is a pass for each step back. Hosts that are read side by side have a decoder each.
final class Archive: Sendable {
    /// The archive itself, which may lie in another one.
    let file: LogFile
    private let parked = Mutex<ArchiveCursor?>(nil)
    /// The archive inside this one that has this one's decoder.
    private let borrower = Mutex(WeakArchive())
    private let hash = Mutex<Hash>(.unknown)

    private struct WeakArchive {
        weak var archive: Archive?
    }

    private enum Hash {
        case unknown
        case known(String?)
    }

    init(_ file: LogFile) {
        self.file = file
    }

    /// Opens a part of the content, given by offsets in it.
    func open(_ range: Range<UInt64>, for inner: Archive? = nil) throws(LogFileError) -> any ByteSource & ~Copyable {
        guard file.compression == .none else {
            let cursor = try takeCursor(reaching: range.lowerBound)
            borrower.withLock { $0.archive = inner }
            return MemberBytes(CursorLease(cursor, of: self), range: range)
        }
        guard let part = file.part else { return try StoredBytes(file, range: range, isWhole: true) }
        let start = part.range.lowerBound
        let end = range.upperBound.addingReportingOverflow(start)
        let upper = min(end.overflow ? .max : end.partialValue, part.range.upperBound)
        return try part.archive.open(min(start &+ range.lowerBound, upper)..<upper, for: inner)
    }

    /// SHA-256 of the outermost file, read once for all its members.
    func digest() -> String? {
        if let part = file.part { return part.archive.digest() }
        return hash.withLock { hash in
            if case .known(let digest) = hash { return digest }
            var digest: String?
            if var stored = try? StoredBytes(file, hashing: true) { digest = stored.digest() }
            hash = .known(digest)
            return digest
        }
    }

    /// Takes a decoder back for the next one who reads.
    func park(_ cursor: consuming ArchiveCursor) {
        // Taken out, so that it can be given away inside the closure, which could run more than once for all that the
        // compiler knows.
        var cursor: ArchiveCursor? = consume cursor
        parked.withLock { $0 = cursor.take() }
    }

    /// Lets the decoder go, and with it that of the archive around this one.
    func dropCursor() {
        let cursor = parked.withLock { $0.take() }
        _ = consume cursor
    }

    private func takeCursor(reaching offset: UInt64) throws(LogFileError) -> ArchiveCursor {
        borrower.withLock { $0.archive.take() }?.dropCursor()
        if let cursor = parked.withLock({ $0.take() }), cursor.reaches(offset) { return cursor }
        let source: any ByteSource & ~Copyable =
            if let part = file.part { try part.archive.open(part.range, for: self) } else { try StoredBytes(file) }
        guard let decompressor = file.compression.makeDecompressor() else {
            throw LogFileError(.readFailed, path: file.errorPath)
        }
        let content = DecompressedBytes(source, through: decompressor, path: file.errorPath)
        // One who begins at the front goes forwards, and needs to keep nothing.
        return ArchiveCursor(content, isKeeping: offset > UInt64(LogReader.blockSize))
    }
}
