import AuditRecords
import CAudit
import CProbe  // it and glibc share the headers of sockets
import Glibc
public import SystemPackage

/// Where a probe looks for its events.
public protocol ProbeSource: AnyObject {
    /// Waits a while for new lines and hands out those that are whole.
    func wait(milliseconds: Int, line body: (Span<UInt8>) -> Void)
}

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

/// What the kernel sends to everybody who listens: audit's multicast group, with or without an audit daemon.
public final class ProbeStream: ProbeSource {
    private let descriptor: CInt
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// Joins the group; needs CAP_AUDIT_READ.
    public init() throws(KernelAuditError) {
        descriptor = socket(AF_NETLINK, Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue), NETLINK_AUDIT)
        guard descriptor >= 0 else { throw KernelAuditError(number: errno) }
        var address = sockaddr_nl()
        address.nl_family = sa_family_t(AF_NETLINK)
        address.nl_groups = 1  // AUDIT_NLGRP_READLOG, the first group, as a mask
        var size: CInt = 4 << 20
        // Room for a burst of other events; where it is refused the usual room has to do.
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<CInt>.size))
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_nl>.size))
            }
        }
        guard result == 0 else {
            let number = errno
            close(descriptor)
            throw KernelAuditError(number: number)
        }
    }

    deinit { close(descriptor) }

    /// Waits a while for new messages and hands them out as lines of a log.
    public func wait(milliseconds: Int, line body: (Span<UInt8>) -> Void) {
        var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var patience = CInt(clamping: milliseconds)
        while unsafe poll(&input, 1, patience) > 0 {
            patience = 0
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            // struct nlmsghdr: length, then type, of 16 bytes in all.
            guard count > 16 else { return }
            let type = UInt16(buffer[4]) | UInt16(buffer[5]) << 8
            var line = Array("type=\(RecordType(rawValue: type).name) msg=".utf8)
            line += buffer[16..<count].prefix { $0 != 0 }
            body(line.span)
        }
    }
}
