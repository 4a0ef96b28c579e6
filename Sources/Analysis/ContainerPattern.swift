import AuditRecords
import DockerActivity

/// A container of a filter: the first digits of its id, its name, or its image.
public struct ContainerPattern: Hashable, Sendable {
    /// Digits of an id that mean a container; fewer could as well be a name (`db`).
    public static let fewestDigits = 4

    /// The text as it was given.
    public var text: String { name.text }
    private let name: FilterText
    private let digits: [UInt8]?

    /// The text of an option.
    public init(_ text: String) {
        name = FilterText(text)
        let lowered = Array(text.lowercased().utf8)
        let isID = (Self.fewestDigits...64).contains(lowered.count) && lowered.allSatisfy(Self.isDigit)
        digits = isID ? lowered : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    /// Whether it means the container that acted.
    func matches(_ container: ContainerFacts?, in bytes: Span<UInt8>) -> Bool {
        guard let container else { return false }
        return matches(id: bytes.extracting(container.id.indices))
            || matches(name: bytes.extracting(container.name.indices))
            || matches(image: bytes.extracting(container.image.indices))
    }

    /// Whether an id begins with its digits.
    func matches(id: Span<UInt8>) -> Bool {
        guard let digits, id.count >= digits.count else { return false }
        return digits.indices.allSatisfy { digits[$0] == id[$0] }
    }

    /// Whether it is a container's name.
    func matches(name: Span<UInt8>) -> Bool { !name.isEmpty && self.name.matches(name) }

    /// Whether it is an image's name, with or without the tag or digest behind it (`alpine` for `alpine:3.20`).
    func matches(image: Span<UInt8>) -> Bool {
        if image.isEmpty { return false }
        if name.matches(image) { return true }
        var end = image.count
        for index in image.indices where image[index] == UInt8(ascii: "@") {
            end = index
            break
        }
        if end < image.count, name.matches(image.extracting(0..<end)) { return true }
        for index in (0..<end).reversed() {
            // The colon before a slash is a registry's port.
            if image[index] == UInt8(ascii: "/") { return false }
            if image[index] == UInt8(ascii: ":") { return name.matches(image.extracting(0..<index)) }
        }
        return false
    }
}

extension ContainerPattern: Comparable {
    /// By the text as it was given.
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
