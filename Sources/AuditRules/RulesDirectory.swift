public import SystemPackage

/// The rules on a host's disk: the files of rules.d, merged as augenrules merges them, and audit.rules.
public struct RulesDirectory: Sendable {
    /// Where augenrules looks.
    public static let folder: FilePath = "/etc/audit/rules.d"
    /// What augenrules makes, and auditctl loads at each start.
    public static let generated: FilePath = "/etc/audit/audit.rules"
    /// The file that is docktrail's own: behind distributions' sets (30-), before the closing 99-finalize.
    public static let ownName = "70-docktrail.rules"
    /// docktrail's own file.
    public static let ownFile: FilePath = "/etc/audit/rules.d/70-docktrail.rules"

    /// One file of rules.d.
    public struct Source: Sendable {
        /// Its name.
        public let name: String
        /// Its bytes.
        public let bytes: [UInt8]
        /// What it says.
        public let content: RuleFile
    }

    /// The files in the order in which they are merged.
    public let sources: [Source]
    /// Files whose name ends in `.rules` and that could not be read.
    public let unreadable: [String]
    /// What an installation that was killed has left beside docktrail's own file: rules of it may be loaded.
    let staged: Source?
    /// Whether there is a rules.d, and this process may look into it.
    public let isReadable: Bool
    /// What is in audit.rules; nil where there is none.
    public let generated: RuleFile?
    /// The lines of audit.rules, as text.
    private let generatedLines: [String]?

    /// Reads a host's rules.
    public init(files: HostFiles, parser: RuleParser) {
        isReadable = files.canList(Self.folder)
        var sources: [Source] = []
        var unreadable: [String] = []
        let names = files.names(in: Self.folder).filter { $0.hasSuffix(".rules") }
        for name in VersionOrder.sorted(names) {
            if let bytes = files.bytes(of: Self.folder.appending(name)) {
                sources.append(Source(name: name, bytes: bytes, content: RuleFile(bytes, parser: parser)))
            } else {
                unreadable.append(name)
            }
        }
        self.sources = sources
        self.unreadable = unreadable
        staged = files.bytes(of: ReplacedFile.staged(Self.ownFile))
            .map { bytes in
                Source(name: Self.ownName, bytes: bytes, content: RuleFile(bytes, parser: parser))
            }
        let bytes = files.bytes(of: Self.generated)
        generated = bytes.map { RuleFile($0, parser: parser) }
        generatedLines = bytes.map { Self.lines(of: $0) }
    }

    /// One file that is taken for all of rules.d; nothing is said of audit.rules.
    public init(file: [UInt8], name: String, parser: RuleParser) {
        isReadable = true
        sources = [Source(name: name, bytes: file, content: RuleFile(file, parser: parser))]
        unreadable = []
        staged = nil
        generated = nil
        generatedLines = nil
    }

    /// docktrail's own file, where there is one.
    public var own: Source? { sources.first { $0.name == Self.ownName } }

    /// The rules of all files in the order in which they are loaded.
    public var rules: [AuditRule] { sources.flatMap(\.content.rules) }

    /// The rules that docktrail's own file has, and those of one that was about to replace it.
    var ownRules: [AuditRule] { [own, staged].flatMap { $0?.content.rules ?? [] } }

    /// The rules that others had loaded before docktrail did, as its own files remember them of this boot.
    func sharedRules(boot: String) -> [String] {
        [own, staged]
            .flatMap { source in
                let shared = RulesFileText(source?.bytes ?? []).shared
                return shared.boot == boot ? shared.rules : []
            }
    }

    /// The rules of all files but docktrail's own.
    public var foreignRules: [AuditRule] {
        sources.filter { $0.name != Self.ownName }.flatMap(\.content.rules)
    }

    /// What augenrules would write to audit.rules, without its first line.
    ///
    /// Empty lines and comments go; of `-D`, `-b`, `-f` and `-e` only the last of all files stays, the first three at the
    /// head and `-e` at the end. Files are glued with no newline between them where one is missing. A line that begins
    /// with a blank is not looked at: mawk, Debian's awk, does not take `\s` for one (audit-userspace:init.d/augenrules).
    public var merged: [String] {
        var deletion = ""
        var backlog = ""
        var failure = ""
        var enabled = ""
        var rest: [String] = []
        for line in Self.lines(of: sources.flatMap(\.bytes)) where !line.isEmpty && !line.hasPrefix("#") {
            if line.hasPrefix("-e") {
                enabled = line
            } else if line == "-D" {
                deletion = line
            } else if line.hasPrefix("-f") {
                failure = line
            } else if line.hasPrefix("-b") {
                backlog = line
            } else {
                rest.append(line)
            }
        }
        return [deletion, backlog, failure] + rest + [enabled]
    }

    /// Lines that stand in audit.rules and in no file of rules.d: they go when it is made anew.
    public var handmadeLines: [String] {
        guard let generatedLines else { return [] }
        let known = Set(merged)
        return generatedLines.filter { !$0.isEmpty && !$0.hasPrefix("#") && !known.contains($0) }
    }

    /// Lines of rules.d that audit.rules lacks: they come when it is made anew.
    public var pendingLines: [String] {
        guard let generatedLines else { return [] }
        let known = Set(generatedLines)
        return merged.filter { !$0.isEmpty && !known.contains($0) }
    }

    private static func lines(of bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
