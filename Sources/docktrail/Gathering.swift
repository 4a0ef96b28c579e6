import Analysis
import AuditEvents
import Detections
import Reports

/// Reads the logs into a report's data, without the digests of the files; with the files that were read.
func gather(
    _ paths: [String],
    _ input: InputOptions,
    _ engine: HostStateOptions,
    _ filters: FilterOptions,
    _ detections: DetectionLibrary,
    _ zone: DisplayZone
) throws -> (Report, ReportNames, [GivenFile]) {
    var analysis = try input.analysis(of: paths, filter: try filters.filter(in: zone))
    try engine.add(to: &analysis, isOwnLog: paths.isEmpty)
    analysis.detections = detections
    if analysis.hasStream, analysis.filter.choosesFindings {
        throw FindingOptions.streamIsReadOnce("--level, --finding, --incident")
    }
    let progress = Progress(total: analysis.storedBytes, isWanted: !input.noProgress)
    if let progress { analysis.progress = { progress.note($0) } }
    let report = analysis.report(hashing: false)
    progress?.finish()
    return (report, ReportNames(AccountNames()), GivenFile.logs(of: analysis))
}
