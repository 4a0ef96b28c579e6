import SystemPackage

/// One log: where it is, how it is shown, how it is stored.
public struct LogFile: Hashable, Sendable {
    /// What makes two names the same file.
    public struct Identity: Hashable, Sendable {
        /// The file system's device number.
        public let device: UInt64
        /// The file's number on that device.
        public let inode: UInt64
    }

    /// The path to open; bytes that are not UTF-8 are written as `\xNN`.
    public let path: String
    /// The name to show: as given by the user, or below the directory given.
    public let name: String
    /// How the content is compressed; a stream's is known only when it is read.
    public internal(set) var compression: LogCompression
    /// Bytes on disk when the file was found; nil for a stream.
    public let storedBytes: UInt64?
    /// Whether this is the program's standard input.
    public let isStandardInput: Bool
    /// Whether it can be read only once: standard input, a FIFO, a terminal.
    public let isStream: Bool
    /// Device and inode.
    public let identity: Identity

    /// The path as the system knows it, in bytes.
    let location: FilePath

    /// What an error calls the file.
    var errorPath: String { isStandardInput ? "standard input" : path }

    /// Finds one file and how it is stored.
    ///
    /// - Parameters:
    ///   - path: what to open.
    ///   - name: what to show; the path if nil.
    /// - Throws: if there is no such file, it cannot be opened, or its format is not supported.
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
    }

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
    }
}

extension LogFile.Identity {
    init(_ status: Stat) {
        self.device = UInt64(truncatingIfNeeded: status.deviceID.rawValue)
        self.inode = UInt64(truncatingIfNeeded: status.inode.rawValue)
    }
}
