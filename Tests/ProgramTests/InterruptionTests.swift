import Foundation
import TestSupport
import Testing

/// What is left when somebody ends the program before its time.
@Suite struct `A report that is interrupted` {
    /// Runs the program over a stream that does not end, and sends it a signal after a moment.
    private func interrupt(_ signal: String, _ options: String, in folder: TemporaryFolder) throws -> CommandResult {
        let host = try #require(Recording.all.first { $0.name == "06-admin-edits-config" })
        let log = "\(host.folder)/\(host.files[0])"
        // A shell's background jobs ignore SIGINT, a job of timeout(1) does not.
        let script = """
            (cat "\(log)"; sleep 4) | timeout --preserve-status -s \(signal) 2 \(try Program.path()) report \(options) -
            """
        // Whatever runs the tests may have blocked the signals, and what it starts inherits that.
        let unblocked = "sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec @ARGV"
        var command = Command("/usr/bin/perl", ["-MPOSIX", "-e", unblocked, "/bin/sh", "-c", script])
        command.folder = folder.path
        return try command.run()
    }

    @Test(
        arguments: [("INT", Int32(130)), ("TERM", 143), ("HUP", 129)],
        ["-o out.json --format json", "--partial out"]
    )
    func `leaves no file behind`(signal: (name: String, status: Int32), options: String) throws {
        let folder = try TemporaryFolder()
        let result = try interrupt(signal.name, options, in: folder)
        #expect(result.status == signal.status)
        #expect(result.output.isEmpty && result.errors.isEmpty, "\(result.errorText)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `leaves the earlier report as it was`() throws {
        let folder = try TemporaryFolder()
        try folder.write("yesterday's", to: "out.txt")
        #expect(try interrupt("INT", "-o out.txt", in: folder).status == 130)
        #expect(try String(contentsOfFile: folder.path(of: "out.txt"), encoding: .utf8) == "yesterday's")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out.txt"])
    }
}

@Suite struct `A report's file` {
    private func log() throws -> String {
        let host = try #require(Recording.all.first { $0.name == "06-admin-edits-config" })
        return "\(host.folder)/\(host.files[0])"
    }

    @Test func `keeps who may read it, and the link that leads to it`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("old", to: "reports/one.txt")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path(of: "latest"),
            withDestinationPath: "reports/one.txt"
        )
        #expect(try Program.run(["report", "-o", "latest", try log()], in: folder.path).status == 0)
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: folder.path(of: "latest")) == "reports/one.txt"
        )
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o640)
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("/etc/docker/daemon.json"))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "reports"))
        #expect(left == ["one.txt"])
    }

    @Test func `is its owner's alone where there was none, and may be a device`() throws {
        let folder = try TemporaryFolder()
        #expect(try Program.run(["report", "-o", "new.txt", try log()], in: folder.path).status == 0)
        let mode =
            try FileManager.default.attributesOfItem(atPath: folder.path(of: "new.txt"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let device = try Program.run(["report", "-o", "/dev/stdout", try log()], in: folder.path)
        #expect(device.output == Array(try Data(contentsOf: URL(fileURLWithPath: folder.path(of: "new.txt")))))
    }
}
