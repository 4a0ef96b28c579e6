import Analysis
import ArgumentParser
import AuditLogs
import Detections
import Glibc
import Reports

/// Words for the user on standard error, each line with the program's name.
enum Messages {
    /// How many problems are told one by one; the rest are counted.
    static let limit = 20

    /// Tells what could not be read.
    static func tell(_ problems: [LogFileError]) {
        for problem in problems.prefix(limit) { tell(problem.description) }
        if problems.count > limit { tell("\(problems.count - limit) further problems of this kind") }
    }

    /// Tells which detections cannot be run.
    static func tell(_ problems: [DetectionError]) {
        for problem in problems.prefix(limit) { tell(problem.description) }
        if problems.count > limit {
            tell("\(problems.count - limit) further mistakes in detections; docktrail detections lint tells them all")
        }
    }

    /// Tells one thing.
    static func tell(_ text: String) {
        var buffer = OutputBuffer()
        buffer.append("docktrail: ")
        TerminalText.append(text.utf8.span, to: &buffer)  // file names are a stranger's text as well
        buffer.append("\n")
        _ = unsafe buffer.bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// Tells what a run over the logs could not do, and gives the exit status for it.
    static func status(after outcome: LogAnalysis.Outcome) -> ExitCode {
        for note in outcome.notes { tell("note: \(note)") }
        tell(outcome.problems)
        if outcome.unjoined > 0 {
            tell("\(outcome.unjoined) records came too late for their event and stand by themselves")
        }
        if outcome.outOfOrder > 0 {
            tell(
                "\(outcome.outOfOrder) activities stand behind later ones: the clock was set back further than is sorted"
            )
        }
        return status(after: outcome.problems, outcome.stateProblems)
    }

    /// Tells what a report says of the reading, and gives the exit status for it.
    static func status(after report: Report) -> ExitCode {
        for note in report.coverage.notes { tell("note: \(note)") }
        tell(report.coverage.problems)
        return status(after: report.coverage.problems, report.engineState.flatMap(\.problems))
    }

    /// Tells which of the engine's files could not be used, and gives the exit status after problems: 2 if there are any.
    private static func status(after problems: [LogFileError], _ stateProblems: [String]) -> ExitCode {
        for problem in stateProblems.prefix(limit) { tell(problem) }
        if stateProblems.count > limit {
            tell("\(stateProblems.count - limit) further files of the engine could not be used")
        }
        return ExitCode(problems.isEmpty && stateProblems.isEmpty ? 0 : 2)
    }
}
