public import Detections

/// Writes what is wrong with files of detections, a line for each mistake.
public struct DetectionLint: Sendable {
    private let problems: [DetectionError]
    private let loaded: Int
    private let replaced: Int

    /// - Parameters:
    ///   - problems: the mistakes.
    ///   - loaded: how many detections of the files can be run.
    ///   - replaced: how many of those take the place of one of the program's own.
    public init(_ problems: [DetectionError], loaded: Int, replaced: Int) {
        self.problems = problems
        self.loaded = loaded
        self.replaced = replaced
    }

    /// The mistakes as compilers write theirs, `rules.yml:12: own-rule: …`, and how many there are.
    public var text: OutputBuffer {
        var output = OutputBuffer()
        for problem in problems {
            TerminalText.append(problem.description.utf8.span, to: &output)
            output.append("\n")
        }
        let runs = "\(Quantity.count(loaded, "detection", "detections")) can be run"
        let places = replaced == 0 ? "" : ", \(Quantity.count(replaced)) of them in place of the program's own"
        let mistakes = problems.isEmpty ? "no mistakes" : Quantity.count(problems.count, "mistake", "mistakes")
        output.append(verbatim: "\(runs)\(places); \(mistakes)\n")
        return output
    }
}
