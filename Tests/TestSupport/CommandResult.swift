/// What a program left behind.
public struct CommandResult: Sendable {
    /// The exit status, or the signal's number where a signal ended the program.
    public var status: Int32
    /// Whether a signal ended the program: a crash, or the limit of time.
    public var wasSignalled: Bool
    /// Whether the program ran over its limit of time.
    public var wasKilledForTime: Bool
    /// The standard output.
    public var output: [UInt8]
    /// The standard error.
    public var errors: [UInt8]

    /// The standard output as text; bytes that are not UTF-8 are replaced.
    public var text: String { String(decoding: output, as: UTF8.self) }
    /// The standard error as text; bytes that are not UTF-8 are replaced.
    public var errorText: String { String(decoding: errors, as: UTF8.self) }
    /// The standard output's lines, without their newlines.
    public var lines: [Substring] { text.split(separator: "\n") }
}
