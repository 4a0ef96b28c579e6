import Foundation
import Testing
import TestSupport

@Suite struct `The house rules` {
    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../..").standardized.path

    private func run(_ script: String, _ arguments: [String] = []) throws -> CommandResult {
        var command = Command("\(Self.package)/scripts/\(script)", arguments)
        command.environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]  // where swift is
        return try command.run()
    }

    @Test func `hold for every import`() throws {
        let result = try run("check-imports")
        #expect(result.status == 0, "\(result.text)\(result.errorText)")
    }

    @Test func `hold for the format`() throws {
        let result = try run("check-format")
        #expect(result.status == 0, "\(result.errorText)")
    }

    struct Violation: CustomTestStringConvertible, Sendable {
        let module: String
        let line: String
        let isAllowed: Bool
        var testDescription: String { "\(module): \(line)" }
    }

    @Test(arguments: [
        Violation(module: "AuditRecords", line: "import Foundation", isAllowed: false),
        Violation(module: "AuditLogs", line: "public import FoundationEssentials", isAllowed: false),
        Violation(module: "AuditEvents", line: "internal import Foundation", isAllowed: false),
        Violation(module: "Reports", line: "import Foundation", isAllowed: false),
        Violation(module: "AuditLogs", line: "import AuditRecords", isAllowed: false),
        Violation(module: "AuditEvents", line: "import struct DockerActivity.Activity", isAllowed: false),
        Violation(module: "DockerActivity", line: "@_exported public import Analysis", isAllowed: false),
        Violation(module: "Analysis", line: "  import CISAL", isAllowed: false),
        Violation(module: "Reports", line: "@preconcurrency import ArgumentParser", isAllowed: false),
        Violation(module: "Newcomer", line: "import AuditRecords", isAllowed: false),
        Violation(module: "AuditEvents", line: "public import AuditRecords", isAllowed: true),
        Violation(module: "AuditLogs", line: "internal import CISAL", isAllowed: true),
        Violation(module: "Analysis", line: "import AuditLogs // import Foundation", isAllowed: true),
        Violation(module: "AuditRecords", line: "import Synchronization", isAllowed: true),
        Violation(module: "AuditRecords", line: "/// No import Foundation here.", isAllowed: true),
    ])
    func `tell a wrong import from a right one`(example: Violation) throws {
        let folder = try TemporaryFolder()
        try folder.write("// one\n\(example.line)\n", to: "Sources/\(example.module)/Scratch.swift")
        let result = try run("check-imports", [folder.path])
        #expect(result.status == (example.isAllowed ? 0 : 1), "\(result.text)\(result.errorText)")
        let line = example.module == "Newcomer" ? 1 : 2
        let place = "Sources/\(example.module)/Scratch.swift:\(line): \(example.module) "
        #expect(result.text.hasPrefix(place) == !example.isAllowed, "\(result.text)")
    }
}
