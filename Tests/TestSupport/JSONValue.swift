import Foundation

/// A JSON value that tests can walk through without casting.
///
/// What is not there is `null`, so a test that asks for the wrong thing fails in its comparison and not in a trap.
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case string(String)
    case number(Double)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Reads one JSON text strictly; throws where it is not valid.
    public init(parsing bytes: some Sequence<UInt8>) throws {
        self.init(try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed))
    }

    /// Reads one JSON text per line.
    public static func lines(of text: String) throws -> [JSONValue] {
        try text.utf8.split(separator: UInt8(ascii: "\n")).map { try JSONValue(parsing: $0) }
    }

    private init(_ value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let number as NSNumber: self = .number(number.doubleValue)
        case let list as [Any]: self = .array(list.map { JSONValue($0) })
        case let object as [String: Any]: self = .object(object.mapValues { JSONValue($0) })
        default: self = .null
        }
    }

    /// A member of an object.
    public subscript(name: String) -> JSONValue {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    /// The text of a string.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// A whole number; JSON's `true` is 1.
    public var integer: Int? {
        if case .number(let number) = self { Int(exactly: number) } else { nil }
    }

    /// The elements of an array; none for anything else.
    public var array: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The members of an object; none for anything else.
    public var object: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }

    /// The members of an object that are whole numbers.
    public var counts: [String: Int] { object.compactMapValues { $0.integer } }

    /// Whether there is nothing.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }
}
