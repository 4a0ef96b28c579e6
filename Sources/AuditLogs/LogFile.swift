import SystemPackage

/// One log: where it is, how it is shown, how it is stored.
public struct LogFile: Hashable, Sendable {
    /// What makes two names the same file.
    public struct Identity: Hashable, Sendable {
        /// The file system's device number.
        public let device: UInt64
        /// The file's number on that device.
        public let inode: UInt64
        /// Where the member begins in its archive, and that in its own, from the innermost to the outermost; empty for a
        /// file of its own.
        public internal(set) var offsets: [UInt64] = []
    }

    /// The path to open; bytes that are not UTF-8 are written as `\xNN`.
    ///
    /// A member's is the archive's path with its own behind it, which no system call can open.
    public let path: String
    /// The name to show: as given by the user, or below the directory given.
    public let name: String
    /// How the content is compressed; a stream's is known only when it is read.
    public internal(set) var compression: LogCompression
    /// Bytes on disk when the file was found; nil for a stream.
    ///
    /// Of a member, the bytes that it has in its archive, before the archive itself is compressed.
    public let storedBytes: UInt64?
    /// Whether this is the program's standard input.
    public let isStandardInput: Bool
    /// Whether it can be read only once: standard input, a FIFO, a terminal.
    public let isStream: Bool
    /// Device and inode, and of a member its place in the archive.
    public let identity: Identity
    /// Whether it is a FIFO, which may never get a writer.
    let isFIFO: Bool
    /// Which part of which archive it is; nil for a file of its own.
    let part: ArchivePart?

    /// How it is stored, from the inside out: `none`, `gzip`, `tar`, `tar+gzip`, `xz+tar+gzip`.
    ///
    /// The compression of the log itself, then for each archive around it `tar` and that archive's compression.
    public var storage: String {
        var layers = compression == .none ? [] : [compression.rawValue]
        var outer = part
        while let part = outer {
            layers.append("tar")
            if part.archive.file.compression != .none { layers.append(part.archive.file.compression.rawValue) }
            outer = part.archive.file.part
        }
        return layers.isEmpty ? compression.rawValue : layers.joined(separator: "+")
    }

    /// The names that it and the archives around it have in theirs, from the outermost archive's member to the log's own; empty
    /// for a file of its own.
    public var memberNames: [[UInt8]] {
        var names: [[UInt8]] = []
        var outer = part
        while let part = outer {
            names.append(part.name)
            outer = part.archive.file.part
        }
        return names.reversed()
    }

    /// The name of the file on disk: its own, or the outermost archive's.
    public var outermostName: String {
        var file = self
        while let part = file.part { file = part.archive.file }
        return file.name
    }

    /// The path of the file on disk, its own or the outermost archive's, in bytes as the system knows it.
    public var outermostPath: [UInt8] {
        var file = self
        while let part = file.part { file = part.archive.file }
        return file.location.bytes
    }

    /// Whether any of its bytes can be read by their offset.
    public var isPlain: Bool { !isStream && compression == .none && part == nil }

    /// Whether it can be read beside others without costing more than by itself.
    ///
    /// Members of a compressed archive cannot: to read one, all that stands before it must be decompressed.
    public var isIndependent: Bool {
        var outer = part
        while let part = outer {
            if part.archive.file.compression != .none { return false }
            outer = part.archive.file.part
        }
        return !isStream
    }

    /// The path as the system knows it, in bytes.
    let location: FilePath

    /// What an error calls the file.
    var errorPath: String { isStandardInput ? "standard input" : path }

    /// Finds one file and how it is stored.
    ///
    /// - Parameters:
    ///   - path: what to open.
    ///   - name: what to show; the path if nil.
    /// - Throws: if there is no such file, it cannot be opened, or its format is not supported. A tar is not one log, but
    ///   `LogInventory.find` finds those in it.
    public init(path: String, name: String? = nil) throws(LogFileError) {
        let location = FilePath(path)
        let name = name ?? path
        let status: Stat
        do throws(Errno) {
            status = try Stat(location)
        } catch {
            throw LogFileError(system: error, path: path)
        }
        try self.init(location: location, name: name, status: status)
        guard !isStream else { return }
        var stored = try StoredBytes(self)
        var prefix = [UInt8](repeating: 0, count: StoredFormat.prefixLength)
        let count = try stored.read(into: &prefix, from: 0)
        switch StoredFormat.recognise(prefix.span.extracting(first: count), isComplete: true) {
        case .readable(let compression)?: self.compression = compression
        case .tar?: throw LogFileError(.unsupportedCompression("tar"), path: path)
        case .unsupported(let format)?: throw LogFileError(.unsupportedCompression(format), path: path)
        case nil: break
        }
    }

    /// Standard input, shown as `-`.
    public static func standardInput() throws(LogFileError) -> LogFile {
        do throws(Errno) {
            return LogFile(standardInput: try Stat(FileDescriptor.standardInput))
        } catch {
            throw LogFileError(system: error, path: "standard input")
        }
    }

    private init(standardInput status: Stat) {
        self.location = "/dev/stdin"
        self.path = "/dev/stdin"
        self.name = "-"
        self.compression = .none
        self.storedBytes = nil
        self.isStandardInput = true
        self.isStream = true
        self.identity = Identity(status)
        self.isFIFO = false
        self.part = nil
    }

    /// A member of an archive; its compression is still to be found.
    init(memberOf archive: Archive, name member: [UInt8], range: Range<UInt64>) {
        let shown = TarIndex.shown(member)
        self.location = archive.file.location.appending(shown)
        self.path = "\(archive.file.path)/\(shown)"
        self.name = "\(archive.file.name)/\(shown)"
        self.compression = .none
        self.storedBytes = min(range.upperBound - range.lowerBound, Self.memberSizeLimit)
        self.isStandardInput = false
        self.isStream = false
        self.isFIFO = false
        var identity = archive.file.identity
        identity.offsets.insert(range.lowerBound, at: 0)
        self.identity = identity
        self.part = ArchivePart(archive: archive, name: member, range: range)
    }

    /// Whether the last of a member's bytes can be read.
    var isComplete: Bool {
        guard let part, !part.range.isEmpty else { return true }
        guard var source = try? part.archive.open(part.range.upperBound - 1..<part.range.upperBound) else {
            return false
        }
        var byte: [UInt8] = [0]
        return (try? source.read(into: &byte, from: 0)) == 1
    }

    /// The most that a member is believed to have: 16 TiB; so the sizes of many can be summed.
    private static let memberSizeLimit: UInt64 = 1 << 44

    /// A file whose status is known; its compression is still to be found.
    init(location: FilePath, name: String, status: Stat) throws(LogFileError) {
        switch status.type {
        case .regular:
            self.isStream = false
            self.storedBytes = UInt64(clamping: status.size)
        case .fifo, .characterSpecial:
            self.isStream = true
            self.storedBytes = nil
        case .directory:
            throw LogFileError(.isDirectory, path: location.shown)
        default:
            throw LogFileError(.notAFile, path: location.shown)
        }
        self.location = location
        self.path = location.shown
        self.name = name
        self.compression = .none
        self.isStandardInput = false
        self.identity = Identity(status)
        self.isFIFO = status.type == .fifo
        self.part = nil
    }
}

/// A member's bytes in the content of its archive.
struct ArchivePart: Hashable, Sendable {
    let archive: Archive
    /// The member's name as the archive has it.
    let name: [UInt8]
    let range: Range<UInt64>

    static func == (left: Self, right: Self) -> Bool {
        left.range == right.range && left.archive.file == right.archive.file
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(range)
        hasher.combine(archive.file)
    }
}

extension LogFile.Identity {
    init(_ status: Stat) {
        self.device = UInt64(truncatingIfNeeded: status.deviceID.rawValue)
        self.inode = UInt64(truncatingIfNeeded: status.inode.rawValue)
    }
}
