/// The address of a socket, read from the hexadecimal text of `saddr=`.
///
/// The bytes are what the process handed to the kernel. The family and netlink's numbers are in the byte order of the
/// machine that wrote the log, which the family itself tells (`0100` on a little-endian one, `0001` on the others).
public enum SocketAddress: Hashable, Sendable {
    /// A socket file, by the path that the process used; never empty, without the padding.
    case path([UInt8])
    /// A name in the abstract namespace, without the NUL before it: no file, whatever it looks like.
    case abstract([UInt8])
    /// A unix socket without a name.
    case unnamed
    /// An IPv4 address, as its four bytes, and port.
    case inet(address: [UInt8], port: UInt16)
    /// An IPv6 address, as its sixteen bytes, port and scope (an interface's index, 0 for none).
    case inet6(address: [UInt8], port: UInt16, scope: UInt32)
    /// A netlink socket's port.
    case netlink(port: UInt32)
    /// An address too short for its family.
    case truncated(family: UInt16)
    /// An address of another family, as the bytes after the family.
    case other(family: UInt16, data: [UInt8])

    /// The longest address that is read; the kernel's are at most 128 bytes.
    public static let maximumLength = 4_096

    /// Reads the value of `saddr=`; nil where it is not pairs of hexadecimal digits or names no family.
    public init?(hexadecimal text: Span<UInt8>) {
        guard text.count >= 4, text.count <= 2 * Self.maximumLength, let bytes = InterpretedBytes.pairs(text) else {
            return nil
        }
        self.init(bytes: bytes)
    }

    /// Reads the bytes of an address; nil where there are too few for a family.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 2, bytes.count <= Self.maximumLength else { return nil }
        // No family is above 255, so the byte that is not zero is the low one.
        let isBigEndian = bytes[0] == 0 && bytes[1] != 0
        let family = UInt16(truncatingIfNeeded: Self.number(bytes[0..<2], bigEndian: isBigEndian))
        switch family {
        case 1:
            self = Self.unix(bytes[2...])
        case 2 where bytes.count >= 16:
            self = .inet(address: Array(bytes[4..<8]), port: Self.port(bytes))
        case 10 where bytes.count >= 28:
            let scope = Self.number(bytes[24..<28], bigEndian: isBigEndian)
            self = .inet6(address: Array(bytes[8..<24]), port: Self.port(bytes), scope: scope)
        case 16 where bytes.count >= 12:
            self = .netlink(port: Self.number(bytes[4..<8], bigEndian: isBigEndian))
        case 2, 10, 16:
            self = .truncated(family: family)
        default:
            self = .other(family: family, data: Array(bytes[2...]))
        }
    }

    private static func unix(_ path: ArraySlice<UInt8>) -> SocketAddress {
        guard let first = path.first else { return .unnamed }
        return first == 0 ? .abstract(Array(path.dropFirst())) : .path(Array(path.prefix { $0 != 0 }))
    }

    /// The port of an IP address, which is in network order on every machine.
    private static func port(_ bytes: [UInt8]) -> UInt16 {
        UInt16(truncatingIfNeeded: number(bytes[2..<4], bigEndian: true))
    }

    private static func number(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> UInt32 {
        var value: UInt32 = 0
        if bigEndian {
            for byte in bytes { value = value << 8 | UInt32(byte) }
        } else {
            for byte in bytes.reversed() { value = value << 8 | UInt32(byte) }
        }
        return value
    }
}

// MARK: - Text

extension SocketAddress: CustomStringConvertible {
    /// The address in ausearch's form, `{ saddr_fam=local path=/run/docker.sock }`, as bytes.
    ///
    /// A path is the process's own words, any bytes. An abstract name stands behind `@`; ausearch prints it bare, so
    /// that there a container's abstract `/run/docker.sock` looks like the host's file.
    public var text: [UInt8] {
        var text: [UInt8] = []
        text.append(contentsOf: "{ saddr_fam=\(familyName) ".utf8)
        switch self {
        case .path(let path):
            text.append(contentsOf: "path=".utf8)
            text.append(contentsOf: path)
        case .abstract(let name):
            text.append(contentsOf: "path=@".utf8)
            // Some programs hand over the whole buffer: the zeros behind the name then belong to it, but say nothing.
            text.append(contentsOf: name[...(name.lastIndex { $0 != 0 } ?? -1)])
        case .unnamed: text.append(contentsOf: "unnamed socket".utf8)
        case .inet(let address, let port):
            text.append(contentsOf: "laddr=\(Self.dotted(address[...])) lport=\(port)".utf8)
        case .inet6(let address, let port, let scope):
            let zone = scope == 0 ? "" : "%\(scope)"
            text.append(contentsOf: "laddr=\(Self.coloned(address))\(zone) lport=\(port)".utf8)
        case .netlink(let port): text.append(contentsOf: "nlnk-fam=16 nlnk-pid=\(port)".utf8)
        case .truncated: text.append(contentsOf: "sockaddr len too short".utf8)
        case .other(let family, _):
            guard Interpretation.addressFamilyName(family) != nil else {
                return Array("unknown-family(\(family))".utf8)
            }
            text.append(contentsOf: "(unsupported)".utf8)
        }
        text.append(contentsOf: " }".utf8)
        return text
    }

    /// The address in ausearch's form; bytes that are not UTF-8 are replaced, nothing is escaped.
    public var description: String { String(decoding: text, as: UTF8.self) }

    private var familyName: String {
        let family: UInt16 =
            switch self {
            case .path, .abstract, .unnamed: 1
            case .inet: 2
            case .inet6: 10
            case .netlink: 16
            case .truncated(let family), .other(let family, _): family
            }
        return Interpretation.addressFamilyName(family) ?? String(family)
    }

    private static func dotted(_ address: ArraySlice<UInt8>) -> String {
        address.map(String.init).joined(separator: ".")
    }

    /// The form of RFC 5952: the longest run of zero groups shortened, an embedded IPv4 address dotted.
    private static func coloned(_ address: [UInt8]) -> String {
        var groups: [UInt16] = []
        for index in stride(from: 0, to: address.count - 1, by: 2) {
            groups.append(UInt16(address[index]) << 8 | UInt16(address[index + 1]))
        }
        var zeros = 0..<0
        var start = 0
        while start < groups.count {
            let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
            if end - start > max(zeros.count, 1) { zeros = start..<end }
            start = end + 1
        }
        let isMapped = zeros == 0..<5 && groups.count == 8 && groups[5] == 0xffff
        if isMapped || zeros == 0..<6 {
            return "::\(isMapped ? "ffff:" : "")\(dotted(address.suffix(4)))"
        }
        func text(_ groups: ArraySlice<UInt16>) -> String {
            groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard !zeros.isEmpty else { return text(groups[...]) }
        return text(groups[..<zeros.lowerBound]) + "::" + text(groups[zeros.upperBound...])
    }
}
