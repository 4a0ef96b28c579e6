import Analysis
public import ArgumentParser
public import Detections
import Reports

/// Which detections run: options of the commands that read logs for findings.
struct DetectionOptions: ParsableArguments {
    /// The detections that the options ask for.
    func library() throws -> DetectionLibrary {
        var loader = DetectionLoader.embedded()
        let library = loader.library()
        for problem in loader.problems { Messages.tell("\(problem)") }
        return library
    }
}

/// What becomes of findings: options of the commands that print them.
struct FindingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only findings of this level or above; low, if not given, and informational for programs.",
            valueName: "level"
        )
    )
    var minLevel: Level?

    @Option(
        help: ArgumentHelp("Exit with status 1 if there is a finding of this level or above.", valueName: "level")
    )
    var failOn: Level?

    /// The least level of which people are told.
    var textLevel: Level { minLevel ?? .low }
    /// The least level of which programs are told.
    var dataLevel: Level { minLevel ?? .informational }

    /// The exit status after a report: what could not be read goes before what was found.
    func status(_ status: ExitCode, after report: Report) -> ExitCode {
        guard status == .success, let failOn else { return status }
        return report.findings.contains { $0.finding.level >= failOn } ? ExitCode(1) : status
    }
}

extension Level: ExpressibleByArgument {}
