/// Why a log, or a part of it, could not be read.
public struct LogFileError: Error, Hashable, Sendable {
    /// What went wrong, to test for; more kinds may come.
    public struct Kind: Hashable, Sendable {
        enum Code: Hashable, Sendable {
            case notFound
            case permissionDenied
            case isDirectory
            case notAFile
            case unsupportedCompression(String)
            case truncatedArchive
            case corruptArchive
            case trailingGarbage
            case tooMuchMemory
            case nestedTooDeep
            case tooManyMembers
            case shrank
            case replaced
            case readFailed
            case noLogFound
            case noHost
        }

        let code: Code

        /// Nothing is there under that name.
        public static let notFound = Kind(code: .notFound)
        /// The system does not let this user read it.
        public static let permissionDenied = Kind(code: .permissionDenied)
        /// A directory stands where a file was expected.
        public static let isDirectory = Kind(code: .isDirectory)
        /// A socket or a device, from which no log can be read.
        public static let notAFile = Kind(code: .notAFile)
        /// An archive that ends too early; what it held was given out.
        public static let truncatedArchive = Kind(code: .truncatedArchive)
        /// An archive with damaged bytes; what stood before them was given out.
        public static let corruptArchive = Kind(code: .corruptArchive)
        /// Bytes behind an archive's end that belong to none.
        public static let trailingGarbage = Kind(code: .trailingGarbage)
        /// An archive that asks for more than 128 MiB of memory to be unpacked.
        public static let tooMuchMemory = Kind(code: .tooMuchMemory)
        /// An archive inside archives inside archives, deeper than is looked.
        public static let nestedTooDeep = Kind(code: .nestedTooDeep)
        /// An archive with more members than are looked at.
        public static let tooManyMembers = Kind(code: .tooManyMembers)
        /// The file became shorter while it was read; what was there was given out.
        public static let shrank = Kind(code: .shrank)
        /// Another file has the name now; a log was rotated after it had been found.
        public static let replaced = Kind(code: .replaced)
        /// The system failed to read; `LogFileError.errno` says how.
        public static let readFailed = Kind(code: .readFailed)
        /// A directory or an archive named by the user holds no audit log.
        public static let noLogFound = Kind(code: .noLogFound)

        /// A log of which the pattern that was given for hosts does not tell whose it is.
        public static let noHost = Kind(code: .noHost)

        /// A known format that cannot be read here, such as `xz`.
        public static func unsupportedCompression(_ format: String) -> Kind {
            Kind(code: .unsupportedCompression(format))
        }

        /// The format that is not supported; nil for every other kind.
        public var unsupportedFormat: String? {
            if case .unsupportedCompression(let format) = code { format } else { nil }
        }
    }

    /// What went wrong.
    public let kind: Kind
    /// The file or directory, as shown to the user.
    public let path: String
    /// Where in the stored file it went wrong; nil where no place can be named.
    ///
    /// In a corrupt archive the damage lies at or a little before the offset.
    public let offset: UInt64?
    /// The system's error number; nil where the system reported none.
    public let errno: Int32?

    /// An error from its parts.
    public init(_ kind: Kind, path: String, offset: UInt64? = nil, errno: Int32? = nil) {
        self.kind = kind
        self.path = path
        self.offset = offset
        self.errno = errno
    }
}
