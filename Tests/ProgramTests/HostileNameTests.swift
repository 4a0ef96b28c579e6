import Testing
import TestSupport

@Suite struct `A hostile name` {
    /// Each way to print that exists, in its arguments.
    static let outputs = [
        ["timeline", "--format", "text"], ["timeline", "--format", "csv"], ["timeline", "--format", "ndjson"],
        ["timeline", "--format", "ecs"], ["timeline", "--format", "ecs-bulk"],
        ["summary"], ["report", "--format", "text"], ["report", "--format", "json"], ["report", "--format", "ndjson"],
        ["explain"] + HostileLog.names.indices.map { "\(HostileLog.firstSerial + $0)" },
    ]

    private func output(_ arguments: [String]) throws -> CommandResult {
        let folder = try TemporaryFolder()
        let log = try folder.write(HostileLog.bytes, to: "audit.log")
        let result = try Program.run(arguments + (arguments.first == "explain" ? ["--input", log] : [log]))
        #expect(result.status == 0, "\(result.errorText)")
        return result
    }

    @Test(arguments: outputs)
    func `reaches nobody's terminal as it is`(arguments: [String]) throws {
        let result = try output(arguments)
        #expect(!result.output.isEmpty)
        let isCSV = arguments.contains("csv")
        for (stream, bytes) in [("output", result.output), ("errors", result.errors)] {
            let text = try #require(String(validating: bytes, as: UTF8.self), "\(stream) is not UTF-8")
            var before: Unicode.Scalar = " "
            for scalar in text.unicodeScalars {
                let endsLine = scalar == "\n" || (isCSV && scalar == "\r")
                #expect(endsLine || !Self.isHarmful(scalar), "U+\(String(scalar.value, radix: 16)) in the \(stream)")
                #expect(before != "\r" || scalar == "\n", "a carriage return inside a line of the \(stream)")
                before = scalar
            }
        }
        for line in result.lines { #expect(!line.hasPrefix("INJECTED"), "\(line)") }
    }

    @Test func `keeps all of its bytes in JSON`() throws {
        let activities = try JSONValue.lines(of: output(["timeline", "--format", "ndjson"]).text)
        for (index, name) in HostileLog.names.enumerated() {
            let activity = try #require(activities.first { $0["serial"].integer == HostileLog.firstSerial + index })
            let recorded = activity["file"]["recorded"].string ?? ""
            #expect(TruePath.bytes(ofPrinted: recorded) == name)
            #expect(activity["file"]["path"].string == "/etc/docker/\(recorded)")
        }
        let report = try output(["report", "--format", "json"])
        #expect(throws: Never.self) { try JSONValue(parsing: report.output) }
    }

    @Test func `is no formula in a spreadsheet`() throws {
        let rows = try #require(CommaSeparated.rows(of: output(["timeline", "--format", "csv"]).text))
        let header = try #require(rows.first)
        #expect(header.contains("file.path") && header.contains("subject.login"))
        #expect(rows.count > HostileLog.names.count)
        for row in rows {
            #expect(row.count == header.count)
            for cell in row {
                #expect(!(cell.first.map { "=+-@\t\r".contains($0) } ?? false), "\(cell)")
            }
        }
        let column = try #require(header.firstIndex(of: "file.recorded"))
        #expect(rows.contains { $0.indices.contains(column) && $0[column] == "'=cmd|' /C calc'!A0" })
    }

    /// Control characters of both blocks, direction marks, and what breaks a line or hides in it.
    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: false
        }
    }
}
