import Foundation

extension FixtureHost {
    /// The command that runs docktrail with this folder as its root; needs root.
    ///
    /// What the program is linked with is mounted into the folder for that one process.
    public func command(_ arguments: [String]) throws -> Command {
        let program = try Program.path()
        let libraries = try Command("/usr/bin/ldd", [program]).run().lines
            .compactMap { line in
                line.split { $0 == " " || $0 == "\t" }.first { $0.hasPrefix("/") }.map { String($0) }
            }
        let folders = Set(libraries.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }).sorted()
        var script = "set -e\nroot=$1; shift\n"
        for folder in folders {
            script += "mkdir -p \"$root\(folder)\"; mount --bind \(folder) \"$root\(folder)\"\n"
        }
        script += "touch \"$root/docktrail\"; mount --bind \(program) \"$root/docktrail\"\n"
        script += "mount -t proc proc \"$root/proc\"; exec chroot \"$root\" /docktrail \"$@\""
        return Command("/usr/bin/unshare", ["--mount", "/bin/sh", "-c", script, "docktrail", path] + arguments)
    }

    /// Runs docktrail with this folder as its root.
    public func run(_ arguments: [String], input: Command.Input = .nothing) throws -> CommandResult {
        var command = try command(arguments)
        command.input = input
        return try command.run()
    }
}
