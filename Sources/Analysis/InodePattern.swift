import AuditRecords
import DockerActivity

/// A file of a filter by its inode: `983938`, or with the device before it, as records name it: `fe:00:983938`.
public struct InodePattern: Hashable, Sendable {
    /// The text as it was given.
    public let text: String
    private let inode: UInt64
    private let device: [UInt8]?

    /// The text of an option; nil where it is none.
    public init?(_ text: String) {
        guard let last = text.split(separator: ":", omittingEmptySubsequences: false).last, let inode = UInt64(last)
        else { return nil }
        let before = text.utf8.dropLast(last.utf8.count)
        self.text = text
        self.inode = inode
        device = before.isEmpty ? nil : Array(before.dropLast())
        if let device, !Self.isDevice(device) { return nil }
    }

    /// Whether a text is major and minor number in hexadecimal digits, with a colon between them.
    private static func isDevice(_ text: [UInt8]) -> Bool {
        let numbers = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        return numbers.count == 2
            && numbers.allSatisfy { UInt32(String(decoding: $0, as: UTF8.self), radix: 16) != nil }
    }

    /// Whether it means the file that was acted on.
    func matches(_ file: FileFacts?, in bytes: Span<UInt8>) -> Bool {
        guard let file, file.inode == inode else { return false }
        guard let device else { return true }
        let recorded = bytes.extracting(file.device.indices)
        return recorded.count == device.count && device.indices.allSatisfy { device[$0] == recorded[$0] }
    }
}

extension InodePattern: Comparable {
    /// By the text as it was given.
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
