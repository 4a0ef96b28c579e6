import AuditEvents
import Foundation
import Testing

@Suite(.enabled(if: InterpretationOracle.isInstalled, "ausearch is not installed (Debian's package auditd has it)"))
struct `Interpretation beside ausearch` {
    /// Arguments that ausearch 3.0.9 prints as numbers although the call says what they mean.
    static let argumentsLeftOut: Set<String> = [
        "a1 symlinkat", "a1 fchown", "a2 fchown", "a2 fchownat", "a3 fchownat", "a2 unlinkat", "a3 openat",
    ]

    /// The fixtures, and whatever logs lie in the folder that `INTERPRETATION_RECORDINGS` names.
    static let recordings: [URL] = {
        let names = ["path-tricks", "directory-descriptors", "i386", "newgrp-and-sg"]
        let fixtures = names.compactMap { Bundle.module.url(forResource: "Fixtures/\($0)", withExtension: "log") }
        guard let folder = ProcessInfo.processInfo.environment["INTERPRETATION_RECORDINGS"] else { return fixtures }
        let others = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return fixtures
            + others.sorted().filter { $0.hasSuffix(".log") }.map { URL(filePath: folder).appending(path: $0) }
    }()

    /// Why ausearch prints something else, where it is ausearch that errs or says less.
    static func excuse(_ comparison: InterpretationOracle.Comparison) -> String? {
        let field = comparison.field.name
        let theirs = String(decoding: comparison.theirs, as: UTF8.self)
        let raw = String(decoding: comparison.field.value, as: UTF8.self)
        if theirs == "unknown(\(raw))" || theirs == "unknown(\(Int32(truncatingIfNeeded: Int64(raw) ?? 0)))" {
            return "a number without a name stays a number here"
        }
        if field == "old-ses", theirs == "4294967295" { return "it knows only ses= as a session" }
        guard comparison.record.type == "SYSCALL",
            let architecture = comparison.record.value(of: "arch").flatMap({ UInt32($0, radix: 16) }),
            let number = comparison.record.value(of: "syscall").flatMap({ UInt32($0) }),
            let call = Interpretation.systemCallName(number, architecture: architecture)
        else { return nil }
        if argumentsLeftOut.contains("\(field) \(call)"), theirs == "0x\(raw)" { return "it leaves this argument out" }
        if field == "a2", call == "mknodat" { return "it takes the kind of node off" }
        return nil
    }

    /// Bytes below 0x20 as ausearch writes them for a terminal.
    static func escaped(_ text: [UInt8]) -> [UInt8] {
        text.flatMap { byte in
            guard byte < 0x20 else { return [byte] }
            let digits = String(byte, radix: 8)
            return Array("\\\(String(repeating: "0", count: 3 - digits.count))\(digits)".utf8)
        }
    }

    @Test func `finds its recordings`() {
        #expect(Self.recordings.count >= 4)
    }

    @Test(arguments: recordings)
    func `gives the same text for every field of a recording`(log: URL) throws {
        let oracle = try InterpretationOracle(log: log)
        #expect(oracle.comparisons.count > 500)
        #expect(oracle.unmatched.isEmpty)
        for comparison in oracle.comparisons where Self.escaped(comparison.ours) != comparison.theirs {
            #expect(
                Self.excuse(comparison) != nil,
                """
                \(comparison.record.type) \(comparison.record.stamp) \(comparison.field.name)=\
                \(String(decoding: comparison.field.value, as: UTF8.self)): \
                \(String(decoding: comparison.ours, as: UTF8.self)) here, \
                \(String(decoding: comparison.theirs, as: UTF8.self)) there
                """
            )
        }
    }

    @Test(arguments: InterpretationMadeUpRecord.all)
    func `gives the same text for a made-up record, or a better one`(record: InterpretationMadeUpRecord) throws {
        let log = FileManager.default.temporaryDirectory.appending(path: "docktrail-\(UUID().uuidString).log")
        defer { try? FileManager.default.removeItem(at: log) }
        try Data(
            "type=\(record.text.replacing(" ", with: " msg=audit(1700000000.123:7): ", maxReplacements: 1))\n".utf8
        )
        .write(to: log)
        let oracle = try InterpretationOracle(log: log)
        #expect(oracle.unmatched.isEmpty)
        var differences: [String: String] = [:]
        for comparison in oracle.comparisons where Self.escaped(comparison.ours) != comparison.theirs {
            let ours = String(decoding: comparison.ours, as: UTF8.self)
            let theirs = String(decoding: comparison.theirs, as: UTF8.self)
            differences[comparison.field.name] = "\(ours) / \(theirs)"
        }
        #expect(differences == record.differences, "\(record.reason)")
    }
}
