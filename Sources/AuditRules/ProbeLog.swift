import Glibc
public import SystemPackage

/// The log that auditd writes, from its present end on, across a rotation.
public final class ProbeLog: ProbeSource {
    private let path: FilePath
    private var file: FileDescriptor
    private var identity: (device: UInt64, inode: UInt64)
    private var waiting: [UInt8] = []

    /// Milliseconds between two looks.
    private static let interval = 50

    /// Opens the log at its end.
    public init(_ path: FilePath) throws(RulesFileError) {
        self.path = path
        do {
            file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
            try file.seek(offset: 0, from: .end)
        } catch {
            throw RulesFileError(path: path, errno: (error as? Errno)?.rawValue ?? EIO, isWriting: false)
        }
        let entry = HostFiles().entry(path)
        identity = (entry?.device ?? 0, entry?.inode ?? 0)
    }

    deinit { try? file.close() }

    /// Waits a while for new lines and hands out those that are whole.
    public func wait(milliseconds: Int, line body: (Span<UInt8>) -> Void) {
        usleep(UInt32(min(milliseconds, Self.interval)) * 1000)
        read(body)
        // After a rotation the path names another file, which is read from its beginning.
        guard let entry = HostFiles().entry(path), (entry.device, entry.inode) != identity,
            let next = try? FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
        else { return }
        read(body)
        try? file.close()
        file = next
        identity = (entry.device, entry.inode)
        waiting = []
        read(body)
    }

    private func read(_ body: (Span<UInt8>) -> Void) {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        // read(2) writes no more than the block's bytes.
        while let count = try? unsafe block.withUnsafeMutableBytes({ try unsafe file.read(into: $0) }), count > 0 {
            waiting += block[..<count]
            while let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(waiting[..<end])
                body(line.span)
                waiting.removeFirst(end + 1)
            }
        }
    }
}
