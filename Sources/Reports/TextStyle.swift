/// How text for people is set off: with colour and weight, or not at all.
///
/// Nothing is told by colour alone, so that a pipe and a reader who cannot tell red from green lose nothing.
public struct TextStyle: Sendable {
    /// Whether the terminal understands colour and weight.
    public let hasColour: Bool

    /// A style with or without colour.
    public init(hasColour: Bool) {
        self.hasColour = hasColour
    }

    /// What sets a text off.
    public enum Emphasis: Sendable {
        /// Nothing.
        case plain
        /// What matters most of a line.
        case bold
        /// What is routine.
        case dim
        /// What needs an explanation.
        case notice
        /// What failed or is suspicious.
        case alarm
    }

    func begin(_ emphasis: Emphasis, in output: inout OutputBuffer) {
        guard hasColour else { return }
        switch emphasis {
        case .plain: break
        case .bold: output.append("\u{1b}[1m")
        case .dim: output.append("\u{1b}[2m")
        case .notice: output.append("\u{1b}[33m")
        case .alarm: output.append("\u{1b}[1;31m")
        }
    }

    func end(_ emphasis: Emphasis, in output: inout OutputBuffer) {
        guard hasColour, emphasis != .plain else { return }
        output.append("\u{1b}[0m")
    }
}
