public import SystemPackage

/// The host's map where it is kept between runs.
public struct StoredHostMap: Sendable {
    /// Where it is kept.
    public let path: FilePath
    /// The map of the last time; nil where there is none, or none that can be read.
    public let stored: HostMap?

    /// Reads the map; a missing one is no failure.
    public init(path: FilePath) {
        self.path = path
        stored = HostFiles().bytes(of: path).flatMap { HostMap(json: $0) }
    }

    /// Takes a new map of what a plan watches and keeps it, readable for root alone.
    public func store(_ plan: RulePlan, _ files: HostFiles) throws(RulesFileError) {
        let paths = plan.applicable.compactMap { $0.rule.path }.map { FilePath(String(decoding: $0, as: UTF8.self)) }
        let map = HostMap(of: paths, on: files)
        guard let json = try? map.json() else { return }
        try ReplacedFile.makeDirectory(path.removingLastComponent())
        var file = ReplacedFile(path)
        try file.stage(json, mode: 0o600)
        try file.replace()
    }
}
