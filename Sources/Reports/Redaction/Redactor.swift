internal import AuditRecords

/// Replaces the secrets in command lines before they are printed, and counts them.
///
/// Only what is printed changes: detections, filters and ids see the log as it is. What says that there was a secret stays:
/// `--password=[redacted]`.
public struct Redactor: Sendable {
    /// What stands for a secret.
    public static let mark: StaticString = "[redacted]"

    /// Whether secrets are replaced at all.
    public let isOn: Bool
    private var harmless = HarmlessTexts()

    /// A redactor that replaces secrets, or one that leaves all text as it is.
    public init(isOn: Bool) { self.isOn = isOn }

    /// The secrets of a command line, in order.
    ///
    /// - Parameters:
    ///   - command: the command line, with blanks between its arguments.
    ///   - arguments: the same with a zero behind each argument; empty where that is not known.
    /// - Returns: their places in the command line.
    mutating func secrets(in command: Span<UInt8>, arguments: Span<UInt8>) -> [Secret] {
        guard isOn, command.count > 0 else { return [] }
        let isExact = arguments.count == command.count + 1
        let text = isExact ? arguments.extracting(0..<command.count) : command
        let hash = harmless.hash(of: text)
        if harmless.contains(hash) { return [] }
        let secrets = SecretFinder.secrets(in: text, isExact: isExact)
        if secrets.isEmpty { harmless.insert(hash) }
        return secrets
    }

    /// A text with its secrets replaced.
    static func text(_ text: Span<UInt8>, without secrets: [Secret]) -> [UInt8] {
        var output: [UInt8] = []
        var position = 0
        for secret in secrets {
            for index in position..<secret.range.lowerBound { output.append(text[index]) }
            output += Array("\(mark)".utf8)
            position = secret.range.upperBound
        }
        for index in position..<text.count { output.append(text[index]) }
        return output
    }
}

/// Remembers texts without a secret: most command lines come again, a daemon's with each of its acts.
struct HarmlessTexts: Sendable {
    private static let count = 64
    private var hashes = InlineArray<64, UInt64>(repeating: 0)
    /// Nobody who writes to the log knows it, so that no text can be made that passes for another one.
    private let seed = UInt64.random(in: 1 ... .max)

    /// The hash of a text; never zero, which stands for an empty place.
    func hash(of text: Span<UInt8>) -> UInt64 { text.hash(seed) | 1 }

    /// Whether a text of this hash is known to hold no secret.
    func contains(_ hash: UInt64) -> Bool { hashes[place(of: hash)] == hash }

    /// Takes that a text of this hash holds no secret.
    mutating func insert(_ hash: UInt64) { hashes[place(of: hash)] = hash }

    private func place(of hash: UInt64) -> Int { Int(hash >> 1) & (Self.count - 1) }
}
