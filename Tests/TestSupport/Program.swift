import Foundation

/// The program as it was built, found beside the running tests.
public enum Program {
    /// A failure to find the program.
    public struct NotBuilt: Error, CustomStringConvertible {
        /// Where it was looked for.
        public var path: String
        /// A sentence that says what to do.
        public var description: String { "there is no program at \(path): run `swift build` first" }
    }

    /// The path of the built program, or the one in DOCKTRAIL_PROGRAM.
    public static func path() throws -> String {
        if let given = ProcessInfo.processInfo.environment["DOCKTRAIL_PROGRAM"] { return given }
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("docktrail").path
        guard FileManager.default.isExecutableFile(atPath: path) else { throw NotBuilt(path: path) }
        return path
    }

    /// Runs the program with these arguments.
    public static func run(
        _ arguments: [String],
        input: Command.Input = .nothing,
        in folder: String? = nil,
        environment: [String: String] = [:],
        limit: Duration = .seconds(120)
    ) throws -> CommandResult {
        var command = Command(try path(), arguments)
        command.input = input
        command.folder = folder
        command.environment = environment
        command.limit = limit
        return try command.run()
    }
}
