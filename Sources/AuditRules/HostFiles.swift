import Glibc
public import SystemPackage

/// A host's file system as it is seen from one directory: the root of this machine, of an image or of a fixture.
///
/// Paths are the host's own; links are followed within the root, absolute ones too. Nothing is ever written.
public struct HostFiles: Sendable {
    /// What a path is.
    public enum Kind: Hashable, Sendable {
        /// A regular file.
        case file
        /// A directory.
        case directory
        /// A symbolic link.
        case link
        /// A socket.
        case socket
        /// Anything else.
        case other
    }

    /// What is known of a file.
    public struct Entry: Hashable, Sendable {
        /// What it is.
        public let kind: Kind
        /// Its device's number, as stat(2) gives it.
        public let device: UInt64
        /// Its inode's number.
        public let inode: UInt64
        /// Whether any of its execute bits is set.
        public let isExecutable: Bool
    }

    /// Where the host's `/` lies.
    public let root: FilePath

    /// Links on one way; the kernel has the same limit (MAXSYMLINKS).
    private static let linkLimit = 40
    /// Larger files are not read.
    private static let sizeLimit = 4 << 20

    /// The file system below a directory.
    public init(root: FilePath = "/") {
        self.root = root
    }

    /// Whether this is the machine's own file system.
    public var isOwn: Bool { root == "/" }

    /// What a path is, without following a link at its end; nil where there is nothing.
    public func entry(_ path: FilePath) -> Entry? {
        guard let path = canonical(path) else { return nil }
        return lookUp(path)
    }

    /// The path with every link followed; nil where it leads nowhere.
    public func resolved(_ path: FilePath) -> FilePath? {
        var remaining = Self.linkLimit
        guard let path = walk(path, followsLast: true, &remaining), lookUp(path) != nil else { return nil }
        return path
    }

    /// What a path leads to, with every link followed; nil where it leads nowhere.
    public func resolvedKind(of path: String) -> Kind? {
        resolved(FilePath(path)).flatMap { lookUp($0)?.kind }
    }

    /// The path with the links on the way followed, but not the last; nil where its directory does not exist.
    public func canonical(_ path: FilePath) -> FilePath? {
        var remaining = Self.linkLimit
        return walk(path, followsLast: false, &remaining)
    }

    /// Whether a directory on the way is closed to this process, so that nobody can tell what is there.
    func isClosed(_ path: FilePath) -> Bool {
        var status = stat()
        return unsafe lstat(isOwn ? path.string : root.string + path.string, &status) != 0 && errno == EACCES
    }

    /// Whether there is a directory whose names this process may read.
    func canList(_ path: FilePath) -> Bool {
        guard let path = resolved(path) else { return false }
        // The stream is closed at once.
        guard let stream = unsafe below(path).withPlatformString({ unsafe opendir($0) }) else { return false }
        unsafe closedir(stream)
        return true
    }

    /// The names in a directory in the order of their bytes; none where it cannot be read.
    public func names(in path: FilePath) -> [String] {
        guard let path = resolved(path) else { return [] }
        // The stream is closed on every way out, and each name is copied before the next is read.
        guard let stream = unsafe below(path).withPlatformString({ unsafe opendir($0) }) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// A file's bytes; nil where it cannot be read or is too large.
    public func bytes(of path: FilePath) -> [UInt8]? {
        guard let path = resolved(path), lookUp(path)?.kind == .file else { return nil }
        guard let file = try? FileDescriptor.open(below(path), .readOnly, options: [.closeOnExec]) else { return nil }
        defer { try? file.close() }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= Self.sizeLimit {
            guard let count = try? unsafe block.withUnsafeMutableBytes({ try unsafe file.read(into: $0) }) else {
                return nil
            }
            if count == 0 { return bytes }
            bytes += block[..<count]
        }
        return nil
    }

    /// A file's text; nil where it cannot be read or is too large.
    func text(of path: FilePath) -> String? {
        bytes(of: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The boot the host is in: random(4), `boot_id`; empty where there is none, as in an image.
    var boot: String {
        let text = text(of: "/proc/sys/kernel/random/boot_id") ?? ""
        return String(text.prefix { !$0.isNewline })
    }

    /// Where a path of the host lies in this machine's file system.
    func below(_ path: FilePath) -> FilePath {
        isOwn ? path : root.appending(path.components)
    }

    private func lookUp(_ path: FilePath) -> Entry? {
        var status = stat()
        // As text: putting paths together by their components costs far more than the look-up.
        let place = isOwn ? path.string : root.string + path.string
        guard unsafe lstat(place, &status) == 0 else { return nil }
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .link
            case S_IFSOCK: .socket
            default: .other
            }
        return Entry(
            kind: kind,
            device: UInt64(status.st_dev),
            inode: UInt64(status.st_ino),
            isExecutable: kind == .file && status.st_mode & 0o111 != 0
        )
    }

    private func walk(_ path: FilePath, followsLast: Bool, _ remaining: inout Int) -> FilePath? {
        var walked: FilePath = "/"
        let components = Array(path.components)
        for (index, component) in components.enumerated() {
            switch component.kind {
            case .currentDirectory: continue
            case .parentDirectory:
                walked.removeLastComponent()
                continue
            case .regular: break
            }
            let next = walked.appending(component)
            let isLast = index == components.count - 1
            guard let entry = lookUp(next) else {
                // The last component need not exist; what comes before it must.
                guard isLast, lookUp(walked)?.kind == .directory else { return nil }
                return next
            }
            guard entry.kind == .link, !isLast || followsLast else {
                walked = next
                continue
            }
            remaining -= 1
            guard remaining >= 0, let target = target(of: next) else { return nil }
            let absolute = target.isAbsolute ? target : walked.appending(target.components)
            guard let followed = walk(absolute, followsLast: true, &remaining) else { return nil }
            walked = followed
        }
        return walked
    }

    private func target(of link: FilePath) -> FilePath? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        // One byte is kept for the end, which readlink(2) does not write.
        let count = unsafe below(link).withPlatformString { unsafe readlink($0, &buffer, buffer.count - 1) }
        guard count > 0 else { return nil }
        return FilePath(String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}
