import Glibc
import SystemPackage

/// A file that is replaced whole: whoever reads it, and whenever the machine stops, it is the old one or the new one.
///
/// The new text is put beside it under a name that augenrules does not look at, brought to the disk, and renamed.
struct ReplacedFile: ~Copyable {
    private let path: FilePath
    private let staged: FilePath
    private var isStaged = false

    /// Prepares a replacement; nothing is written yet.
    init(_ path: FilePath) {
        self.path = path
        staged = Self.staged(path)
    }

    /// Where the new text of a file is put first.
    static func staged(_ path: FilePath) -> FilePath {
        path.removingLastComponent().appending(".\(path.lastComponent?.string ?? "").new")
    }

    deinit {
        if isStaged { _ = unsafe staged.withPlatformString { unsafe unlink($0) } }
    }

    /// Brings the new text to the disk, beside the file.
    mutating func stage(_ bytes: [UInt8], mode: mode_t) throws(RulesFileError) {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
        let descriptor = unsafe staged.withPlatformString { unsafe open($0, flags, mode) }
        guard descriptor >= 0 else { throw failure() }
        isStaged = true
        defer { close(descriptor) }
        // A umask or an earlier attempt may have left another mode.
        guard fchmod(descriptor, mode) == 0 else { throw failure() }
        var rest = bytes[...]
        while !rest.isEmpty {
            // write(2) reads exactly the bytes it is told there are.
            let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw failure() }
    }

    /// Puts the new text in the file's place.
    mutating func replace() throws(RulesFileError) {
        let result = unsafe staged.withPlatformString { old in
            unsafe path.withPlatformString { unsafe rename(old, $0) }
        }
        guard result == 0 else { throw failure() }
        isStaged = false
        try Self.sync(path.removingLastComponent())
    }

    /// Removes a file for good; one that is not there is removed already.
    static func remove(_ path: FilePath) throws(RulesFileError) {
        guard unsafe path.withPlatformString({ unsafe unlink($0) }) == 0 || errno == ENOENT else {
            throw RulesFileError(path: path, errno: errno)
        }
        try sync(path.removingLastComponent())
    }

    /// Makes a directory for root alone, where there is none; the one above it must exist.
    static func makeDirectory(_ path: FilePath) throws(RulesFileError) {
        guard unsafe path.withPlatformString({ unsafe mkdir($0, 0o700) }) == 0 || errno == EEXIST else {
            throw RulesFileError(path: path, errno: errno)
        }
    }

    /// Brings a directory's names to the disk.
    private static func sync(_ directory: FilePath) throws(RulesFileError) {
        let descriptor = unsafe directory.withPlatformString { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw RulesFileError(path: directory, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw RulesFileError(path: directory, errno: errno) }
    }

    private func failure() -> RulesFileError { RulesFileError(path: path, errno: errno) }
}
