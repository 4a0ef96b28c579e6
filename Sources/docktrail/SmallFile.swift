import ArgumentParser
import Glibc

/// Reads files that fit into memory: passwd, group, /proc/stat, partial results.
enum SmallFile {
    /// Larger files are refused, unless another limit is given.
    static let limit = 16 << 20

    /// Why a file could not be read, as one sentence without its end.
    struct Failure: Error {
        let text: String
    }

    /// A file's bytes, for an option that needs it; a failure is one of the arguments.
    static func bytes(of path: String, limit: Int = limit) throws -> [UInt8] {
        do throws(Failure) {
            return try read(path, limit: limit)
        } catch {
            throw ValidationError("\(error.text).")
        }
    }

    /// A file's bytes.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe Glibc.read(descriptor, &block, block.count)
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            bytes += block[..<count]
            guard bytes.count <= limit else {
                throw Failure(text: "cannot use \(path): it is larger than \(limit >> 20) MiB")
            }
        }
    }

    private static func failure(_ path: String) -> Failure {
        let reason = unsafe String(cString: strerror(errno))  // static text of the C library, copied at once
        return Failure(text: "cannot read \(path): \(reason.lowercased())")
    }
}
