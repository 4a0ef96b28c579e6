import Analysis
import Reports

/// Reads the logs into a report's data, for the commands that print one.
func gather(
    _ paths: [String],
    _ input: InputOptions,
    _ filters: FilterOptions,
    _ zone: DisplayZone,
    hashing: Bool
) throws -> (Report, ReportNames) {
    let names = try input.names(for: paths)
    let filter = try filters.filter(in: zone)
    var analysis = LogAnalysis(InputOptions.operands(paths))
    analysis.filter = filter
    analysis.names = names
    let progress = Progress(total: analysis.storedBytes, isWanted: !input.noProgress)
    if let progress { analysis.progress = { progress.note($0) } }
    let report = analysis.report(hashing: hashing)
    progress?.finish()
    return (report, ReportNames(names))
}
