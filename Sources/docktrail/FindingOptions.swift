import Analysis
public import ArgumentParser
public import Detections

/// Which findings are listed, and what they do to the exit status: options of the commands that print a report.
struct FindingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only findings of this level or above; low in text and informational in JSON, if not given.",
            valueName: "level"
        )
    )
    var minLevel: Level?

    @OptionGroup
    var failing: FailureOption

    /// The least level of which people are told.
    var textLevel: Level { minLevel ?? .low }
    /// The least level of which programs are told.
    var dataLevel: Level { minLevel ?? .informational }

    /// That a filter asks of a stream what only a second reading could tell.
    static func streamIsReadOnce(_ options: String) -> ValidationError {
        ValidationError(
            "\(options): which activities are part of a finding is known only at the end, and a stream is read only once; "
                + "give a file rather than -."
        )
    }

    /// The exit status after a report.
    func status(after report: Report) -> ExitCode {
        failing.status(Messages.status(after: report), gravest: report.findings.map(\.finding.level).max())
    }
}

/// What findings do to the exit status.
struct FailureOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("Exit with status 1 if there is a finding of this level or above.", valueName: "level")
    )
    var failOn: Level?

    /// The exit status after findings: what could not be read goes before what was found.
    func status(_ status: ExitCode, gravest: Level?) -> ExitCode {
        guard status == .success, let failOn, let gravest, gravest >= failOn else { return status }
        return ExitCode(1)
    }
}

extension Level: ExpressibleByArgument {}
