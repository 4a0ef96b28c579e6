import Testing
import TestSupport

@Suite struct `The help` {
    static let commands = [
        "", "report", "timeline", "summary", "hunt", "explain", "exhibit", "merge", "attest", "verify",
        "detections", "detections list",
        "detections lint", "detections test", "detections learn", "rules", "rules plan", "rules install",
        "rules status", "rules probe",
        "rules remove",
    ]

    @Test(arguments: commands)
    func `fits 80 columns and is as agreed`(command: String) throws {
        let result = try Program.run(command.split(separator: " ").map { String($0) } + ["--help"])
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        for line in result.lines { #expect(line.count <= 80, "\(line)") }
        try expectGolden(
            result.text,
            "help-\(command.isEmpty ? "docktrail" : command.split(separator: " ").joined(separator: "-")).txt"
        )
    }

    @Test func `gives a version`() throws {
        let result = try Program.run(["--version"])
        #expect(result.status == 0)
        #expect(result.lines.count == 1)
        #expect(result.text.contains { $0.isNumber })
    }

    @Test(arguments: [
        ["report", "--no-such-option"], ["report", "--format", "pdf"], ["no-such-command"], ["explain"],
        ["explain", "twelve"], ["timeline", "--since", "the day before never"], ["report", "--color", "pink"],
        ["merge"], ["verify"],
    ])
    func `is pointed to where the arguments are wrong`(arguments: [String]) throws {
        let result = try Program.run(arguments)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errorText.contains("Usage: docktrail"), "\(result.errorText)")
    }
}
