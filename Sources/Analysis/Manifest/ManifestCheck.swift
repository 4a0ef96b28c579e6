import AuditLogs

/// Holds the files that a manifest names against what it says of them.
public struct ManifestCheck: Sendable {
    /// What became of a file.
    public enum Verdict: Sendable, Hashable {
        /// It is what it was.
        case same
        /// Its content is another one.
        case changed
        /// It has become longer, and begins with what it was.
        case grown(by: UInt64)
        /// Nothing is there any more.
        case missing
        /// It cannot be read, for a reason in words.
        case unreadable(String)
        /// Nobody can look again: a standard stream, or a file that could not be read then.
        case unknown
    }

    /// Where relative paths begin.
    private let directory: [UInt8]

    /// A check that looks for relative paths below a directory, given in bytes.
    public init(directory: [UInt8]) { self.directory = directory }

    /// What became of a file.
    public func verdict(on file: Manifest.File) -> Verdict {
        guard let path = file.path, let sha256 = file.sha256, let bytes = file.bytes else { return .unknown }
        let isAbsolute = path.first == UInt8(ascii: "/")
        let location = isAbsolute ? path : directory + [UInt8(ascii: "/")] + path
        do throws(LogFileError) {
            let digest = try FileDigest(path: location, beginning: bytes)
            if digest.bytes == bytes, digest.sha256 == sha256 { return .same }
            return digest.bytes > bytes && digest.ofBeginning == sha256 ? .grown(by: digest.bytes - bytes) : .changed
        } catch {
            return error.kind == .notFound ? .missing : .unreadable(error.description)
        }
    }
}
