import Glibc
import SystemPackage

/// Names of what a directory holds, or a pattern matches, in natural order.
enum DirectoryListing {
    /// The entries of a directory, without `.` and `..`.
    static func names(in directory: FilePath) throws(Errno) -> [FilePath.Component] {
        // Path and stream are used only here, and the stream is closed on every way out. readdir's record is copied
        // before the next call overwrites it.
        guard let stream = unsafe directory.withPlatformString({ unsafe opendir($0) }) else {
            throw Errno(rawValue: errno)
        }
        defer { unsafe closedir(stream) }
        var names: [FilePath.Component] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                // The end leaves errno as it was.
                guard errno == 0 else { throw Errno(rawValue: errno) }
                break
            }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe bytes.withMemoryRebound(to: CChar.self) { text in
                    unsafe text.baseAddress.flatMap { unsafe FilePath.Component(platformString: $0) }
                }
            }
            if let name, name.kind == .regular { names.append(name) }
        }
        return names.map { (FilePath(root: nil, CollectionOfOne($0)).shown, $0) }
            .sorted { NaturalOrder.precedes($0.0, $1.0) }
            .map(\.1)
    }

    /// Whether a path holds what glob(3) takes for a pattern.
    static func isPattern(_ path: String) -> Bool {
        path.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
    }

    /// The paths that a pattern of glob(3) matches.
    static func matches(of pattern: String) -> [FilePath] {
        var result = unsafe glob_t()
        // The list belongs to glob(3) until globfree; each path is copied before that.
        defer { unsafe globfree(&result) }
        guard unsafe glob(pattern, 0, nil, &result) == 0, let list = unsafe result.gl_pathv else { return [] }
        var paths: [FilePath] = []
        for index in 0..<Int(clamping: unsafe result.gl_pathc) {
            if let path = unsafe list[index] { paths.append(unsafe FilePath(platformString: path)) }
        }
        return paths.map { ($0.shown, $0) }.sorted { NaturalOrder.precedes($0.0, $1.0) }.map(\.1)
    }
}
