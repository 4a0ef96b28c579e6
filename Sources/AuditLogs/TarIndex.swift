import SystemPackage

/// Goes from member to member of a tar, without reading what they hold.
///
/// A small reader of ours and not libarchive: that one goes through an archive only once and forwards, takes tar as one of
/// thirty formats that a hostile file could choose, and stops at the first damaged header. This one says where each
/// member's bytes stand, so that they can be read in order of time, looks for further members behind damage and behind
/// the end's mark, and keeps one block.
struct TarIndex: ~Copyable {
    /// How many archives may lie in each other.
    static let depthLimit = 3
    /// How many members of one file are looked at, those of archives in it included.
    static let membersLimit = 100_000
    /// The longest name that is kept; Linux has no longer path than a sixteenth of this.
    private static let nameLimit: UInt64 = 1 << 16
    /// The most bytes of pax records that belong to one member.
    private static let recordsLimit: UInt64 = 1 << 20

    /// One member.
    struct Member {
        enum Content {
            case bytes(Range<UInt64>)
            case hardLink(to: [UInt8])
            case sparse
            /// A symbolic link, a device: nothing to read.
            case nothing
        }

        let name: [UInt8]
        let content: Content
    }

    /// What is wrong with the archive, so far.
    private(set) var problem: LogFileError?

    private let archive: Archive
    private var source: (any ByteSource & ~Copyable)?
    /// Where the next block stands in the archive's content.
    private var offset: UInt64 = 0
    private var block = [UInt8](repeating: 0, count: TarHeader.size)
    private var isAtEnd = false
    private var hasEndMark = false
    private var extra = TarExtra()

    /// A member's name for people, without what stands for the directory that the archive is unpacked in.
    static func shown(_ name: [UInt8]) -> String {
        var rest = name[...]
        while rest.first == UInt8(ascii: "/") || rest.starts(with: "./".utf8) { rest = rest.dropFirst() }
        return FilePath.shown(Array(rest))
    }

    init(_ archive: Archive) {
        self.archive = archive
    }

    /// The next member; nil at the end, be it the proper one or not.
    ///
    /// The archive's decoder is free until the next call.
    mutating func next() -> Member? {
        while !isAtEnd {
            do throws(LogFileError) {
                guard let header = try nextHeader() else { break }
                if let member = try member(for: header) {
                    source = nil
                    return member
                }
            } catch {
                problem = problem ?? error
                isAtEnd = true
            }
        }
        source = nil
        return nil
    }

    private mutating func nextHeader() throws(LogFileError) -> TarHeader? {
        while try readBlock() {
            if let header = TarHeader(block.span) {
                hasEndMark = false
                return header
            }
            if block.allSatisfy({ $0 == 0 }) {
                hasEndMark = true
            } else if problem == nil {
                problem = error(hasEndMark ? .trailingGarbage : .corruptArchive, at: offset - UInt64(TarHeader.size))
            }
        }
        isAtEnd = true
        if !hasEndMark, problem == nil { problem = error(.truncatedArchive, at: offset) }
        return nil
    }

    /// Takes what the header says; nil if it only speaks of the next one.
    private mutating func member(for header: TarHeader) throws(LogFileError) -> Member? {
        switch header.kind {
        case .longName:
            extra.name = try contents(header.contentSize, limit: Self.nameLimit).map(TarExtra.untilNUL)
            return nil
        case .longLink:
            extra.link = try contents(header.contentSize, limit: Self.nameLimit).map(TarExtra.untilNUL)
            return nil
        case .paxRecords:
            if let records = try contents(header.contentSize, limit: Self.recordsLimit) { extra.add(records) }
            return nil
        case .globalPaxRecords, .unknown:
            try skip(header.contentSize)
            return nil
        default:
            break
        }
        let extra = extra
        self.extra = TarExtra()
        let name = extra.name ?? header.name
        var isExtended = header.isExtended
        while isExtended, try readBlock() { isExtended = block[504] != 0 }
        let start = offset
        let size = header.kind == .file || header.kind == .sparse ? extra.size ?? header.contentSize : 0
        try skip(size)
        switch header.kind {
        case .directory: return nil
        case .hardLink: return Member(name: name, content: .hardLink(to: extra.link ?? header.link))
        case .other: return Member(name: name, content: .nothing)
        case .sparse: return Member(name: name, content: .sparse)
        default: return Member(name: name, content: extra.isSparse ? .sparse : .bytes(start..<start + size))
        }
    }

    /// The bytes behind a header; nil, and passed over, if there are more than may be kept.
    private mutating func contents(_ size: UInt64, limit: UInt64) throws(LogFileError) -> [UInt8]? {
        guard size <= limit else {
            try skip(size)
            return nil
        }
        var bytes: [UInt8] = []
        while UInt64(bytes.count) < size {
            guard try readBlock() else { throw error(.truncatedArchive, at: offset) }
            bytes += block.prefix(Int(clamping: size) - bytes.count)
        }
        return bytes
    }

    private mutating func skip(_ size: UInt64) throws(LogFileError) {
        let blocks = size / UInt64(TarHeader.size) + (size % UInt64(TarHeader.size) == 0 ? 0 : 1)
        let length = blocks.multipliedReportingOverflow(by: UInt64(TarHeader.size))
        let next = offset.addingReportingOverflow(length.partialValue)
        // No file system and no archive has offsets beyond 63 bits.
        guard !length.overflow, !next.overflow, next.partialValue <= UInt64(Int64.max) else {
            throw error(.corruptArchive, at: offset)
        }
        guard length.partialValue > 0 else { return }
        offset = next.partialValue
        source = nil
    }

    /// Reads one block; false at the end.
    private mutating func readBlock() throws(LogFileError) -> Bool {
        if source == nil { source = try archive.open(offset..<UInt64.max) }
        var filled = 0
        while filled < block.count {
            let count = try source?.read(into: &block, from: filled) ?? 0
            if count == 0 { break }
            filled += count
        }
        guard filled > 0 else { return false }
        guard filled == block.count else { throw error(.truncatedArchive, at: offset &+ UInt64(filled)) }
        offset &+= UInt64(filled)
        return true
    }

    /// An error with its place, where the content's offsets are the file's.
    private func error(_ kind: LogFileError.Kind, at offset: UInt64) -> LogFileError {
        let isPlain = archive.file.compression == .none && archive.file.part == nil
        return LogFileError(kind, path: archive.file.errorPath, offset: isPlain ? offset : nil)
    }
}
