public import AuditLogs

/// What the scan of one host's set of logs counted, beside its activities.
public struct ScanResult: Sendable {
    /// Counts over all sources.
    public internal(set) var tally: ScanTally
    /// What was read of each file, by the same index as the set's files.
    public internal(set) var sources: [SourceTally]
    /// SHA-256 of each file's stored bytes, where asked for.
    public internal(set) var digests: [String?]
    /// What could not be read.
    public internal(set) var problems: [LogFileError] = []
    /// What is worth knowing about the reading, and no problem.
    public internal(set) var notes: [String] = []
}
