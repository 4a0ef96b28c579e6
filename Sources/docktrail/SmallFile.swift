import ArgumentParser
import Glibc

/// Reads files that fit into memory: passwd, group, /proc/stat.
enum SmallFile {
    /// Larger files are refused.
    static let limit = 16 << 20

    /// A file's bytes.
    static func bytes(of path: String) throws -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(descriptor, &block, block.count)
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            bytes += block[..<count]
            guard bytes.count <= limit else {
                throw ValidationError("cannot use \(path): it is larger than \(limit >> 20) MiB.")
            }
        }
    }

    private static func failure(_ path: String) -> ValidationError {
        let reason = unsafe String(cString: strerror(errno))  // static text of the C library, copied at once
        return ValidationError("cannot read \(path): \(reason.lowercased()).")
    }
}
