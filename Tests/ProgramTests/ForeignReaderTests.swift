import Foundation
import Testing
import TestSupport

/// What is printed of hostile names, read by the programs that people read it with.
@Suite struct `Hostile names read by others` {
    private func printed(_ arguments: [String], into folder: TemporaryFolder) throws -> String {
        let log = try folder.write(HostileLog.bytes, to: "audit.log")
        let result = try Program.run(arguments + [log])
        #expect(result.status == 0, "\(result.errorText)")
        return try folder.write(result.output, to: "printed")
    }

    /// The names as somebody read them, by the serials of their events.
    private func expectNames(_ pairs: [JSONValue]) {
        for (index, name) in HostileLog.names.enumerated() {
            let serial = HostileLog.firstSerial + index
            let read = pairs.first { $0.array.first?.integer == serial }?.array.last?.string ?? ""
            #expect(TruePath.bytes(ofPrinted: read) == name, "\(serial)")
        }
    }

    @Test(
        .enabled(if: ExternalTool.areUsable("jq"), "NOT RUN: jq is needed"),
        arguments: [
            (["timeline", "--format", "ndjson"], ".serial", ".file.recorded"),
            (["timeline", "--format", "ecs"], ".event.sequence", ".docktrail.file.recorded"),
        ]
    )
    func `are text to jq`(arguments: [String], serial: String, name: String) throws {
        let folder = try TemporaryFolder()
        let path = try printed(arguments, into: folder)
        let result = try ExternalTool.run("jq", ["-c", "[\(serial), \(name)]", path])
        #expect(result.status == 0, "\(result.errorText)")
        expectNames(try JSONValue.lines(of: result.text))
    }

    @Test(
        .enabled(if: ExternalTool.areUsable("jq"), "NOT RUN: jq is needed"),
        arguments: [["report", "--format", "json"], ["report", "--format", "ndjson"]]
    )
    func `leave a report one that jq reads`(arguments: [String]) throws {
        let folder = try TemporaryFolder()
        let path = try printed(arguments, into: folder)
        let result = try ExternalTool.run("jq", ["-e", "-s", "length > 0", path])
        #expect(result.status == 0, "\(result.errorText)")
    }

    @Test(.enabled(if: ExternalTool.areUsable("python3"), "NOT RUN: python3 is needed"))
    func `are cells to a reader of CSV`() throws {
        let folder = try TemporaryFolder()
        let path = try printed(["timeline", "--format", "csv"], into: folder)
        let script = """
            import csv, json, sys
            rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline=""), strict=True))
            assert all(len(row) == len(rows[0]) for row in rows), "rows of several lengths"
            serial, name = rows[0].index("serial"), rows[0].index("file.recorded")
            for row in rows[1:]:
                print(json.dumps([int(row[serial]), row[name]]))
            """
        let result = try ExternalTool.run("python3", ["-c", script, path])
        #expect(result.status == 0, "\(result.errorText)")
        let pairs = try JSONValue.lines(of: result.text)
        #expect(pairs.count == HostileLog.names.count + 1)
        for (index, name) in HostileLog.names.enumerated() {
            let cell = pairs.first { $0.array.first?.integer == HostileLog.firstSerial + index }?.array.last?.string
            let text = try #require(cell)
            #expect(Self.bytes(ofCell: text) == name, "\(text)")
        }
    }

    @Test(
        .enabled(if: ExternalTool.areUsable("less"), "NOT RUN: less is needed"),
        arguments: [["report"], ["summary"], ["timeline"], ["timeline", "--format", "ndjson"]]
    )
    func `pass through less as they are printed`(arguments: [String]) throws {
        let folder = try TemporaryFolder()
        let path = try printed(arguments, into: folder)
        let result = try ExternalTool.run("less", [path])
        #expect(result.status == 0)
        #expect(result.output == Array(try Data(contentsOf: URL(fileURLWithPath: path))))
    }

    /// What Elasticsearch's bulk API asks for: an action and a document by turns, each a JSON object on a line of its own, the
    /// last one ended.
    @Test func `are documents to the bulk API`() throws {
        let folder = try TemporaryFolder()
        let path = try printed(["timeline", "--format", "ecs-bulk"], into: folder)
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(bytes.last == UInt8(ascii: "\n"))
        let lines = bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        #expect(lines.count == 2 * (HostileLog.names.count + 1))
        for (number, line) in lines.enumerated() {
            let value = try JSONValue(parsing: line)
            if number.isMultiple(of: 2) {
                #expect(value == .object(["create": .object([:])]))
            } else {
                #expect(value["@timestamp"].string != nil && value["ecs"]["version"].string != nil)
            }
        }
        let plain = try Program.run(["timeline", "--format", "ecs", folder.path(of: "audit.log")])
        #expect(
            lines.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map { Array($0.element) }
                == plain.output.dropLast().split(separator: UInt8(ascii: "\n")).map { Array($0) }
        )
    }

    /// A cell's value undone: the apostrophe before what would be a formula, then the escapes.
    private static func bytes(ofCell text: String) -> [UInt8] {
        var rest = Array(text.utf8)[...]
        if rest.first == UInt8(ascii: "'") { rest = rest.dropFirst() }
        var bytes: [UInt8] = []
        var halves: [UInt16] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "u") {
                halves.append(UInt16(String(decoding: rest.dropFirst().prefix(4), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(5)
                continue
            }
            bytes += Array(String(decoding: halves, as: UTF16.self).utf8)
            halves = []
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x") {
                bytes.append(UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
                if byte == UInt8(ascii: "\\") { rest = rest.dropFirst() }
            }
        }
        return bytes + Array(String(decoding: halves, as: UTF16.self).utf8)
    }
}
