import AuditRecords
import CAudit
import CProbe  // it and glibc share the headers of sockets
import Glibc

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
