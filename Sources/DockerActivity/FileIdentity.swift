import AuditRecords

/// What tells a file from all others of a host at one time: its device and inode.
///
/// An inode's number can be given to another file once the first is gone.
public struct FileIdentity: Hashable, Sendable, BitwiseCopyable, Codable {
    /// The device: major number in the upper 12 bits, minor in the lower 20 (`dev_t` in the kernel, include/linux/kdev_t.h).
    public var device: UInt32
    /// The inode's number.
    public var inode: UInt64

    /// An identity by its two numbers.
    public init(device: UInt32, inode: UInt64) {
        self.device = device
        self.inode = inode
    }

    /// The identity that a PATH record gives: `inode=983938 dev=fe:00`; nil where a part is missing.
    init?(_ item: PathRecord, in bytes: Span<UInt8>) {
        guard let inode = item.inode, let device = Self.device(bytes.extracting(item.device.indices)) else {
            return nil
        }
        self.init(device: device, inode: inode)
    }

    /// A device as the kernel prints it: two numbers in hex, `fe:00`.
    static func device(_ text: Span<UInt8>) -> UInt32? {
        var numbers: (UInt32, UInt32) = (0, 0)
        var index = 0
        while index < text.count, text[index] != UInt8(ascii: ":") {
            guard let digit = HexDigit.value(of: text[index]), index < 3 else { return nil }
            numbers.0 = numbers.0 << 4 | UInt32(digit)
            index += 1
        }
        let start = index + 1
        guard index > 0, start < text.count, text.count - start <= 5 else { return nil }
        for index in start..<text.count {
            guard let digit = HexDigit.value(of: text[index]) else { return nil }
            numbers.1 = numbers.1 << 4 | UInt32(digit)
        }
        return numbers.0 << 20 | numbers.1
    }
}
