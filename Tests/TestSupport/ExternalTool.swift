import Foundation

/// A program of the system that some tests compare with, or need.
public enum ExternalTool {
    /// Where such programs are; sbin is not on every user's path.
    private static let folders = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin"]

    /// A tool that a test cannot do without.
    public struct Missing: Error, CustomStringConvertible {
        /// The tool's name.
        public var name: String
        /// A sentence that says what to do.
        public var description: String { "\(name) is not installed: run scripts/install-dependencies --tests" }
    }

    /// The path of a tool, or nil where it is not installed.
    public static func path(of name: String) -> String? {
        folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Whether a test that needs the tools shall run.
    ///
    /// Where CI is set it shall in any case: a missing tool then is a failure, not a silent gap.
    public static func areUsable(_ names: String...) -> Bool {
        ProcessInfo.processInfo.environment["CI"] != nil || names.allSatisfy { path(of: $0) != nil }
    }

    /// Runs a tool to its end.
    public static func run(_ name: String, _ arguments: [String], in folder: String? = nil) throws -> CommandResult {
        guard let path = path(of: name) else { throw Missing(name: name) }
        var command = Command(path, arguments)
        command.folder = folder
        return try command.run()
    }
}
