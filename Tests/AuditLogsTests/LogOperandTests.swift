import AuditLogs
import Foundation
import Testing

@Suite struct `An inventory of operands` {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    func find(_ operands: String...) -> LogInventory {
        LogInventory.find(operands, probe: Samples.probe)
    }

    @Test func `makes one set of all files named`() throws {
        let newer = try directory.write(Samples.records(from: 200), to: "b/web.txt")
        let older = try directory.write(Samples.records(from: 100), to: "a/audit.log")
        let inventory = find(newer, older)
        #expect(inventory.sets.count == 1)
        #expect(inventory.files.map(\.name) == [older, newer])
        #expect(inventory.problems.isEmpty)
        #expect(inventory.holes.isEmpty)
    }

    @Test func `reads a file named in which there is no record, last of all`() throws {
        let text = try directory.write("hello", to: "a.txt")
        let picture = try directory.write([0xff, 0xd8, 0xff, 0xe0, 0, 16] + Array("JFIF".utf8), to: "b.jpg")
        let log = try directory.write(Samples.records(from: 1), to: "c.log")
        let inventory = find("-", picture, text, log)
        #expect(inventory.files.map(\.name) == [log, picture, text, "-"])
        #expect(inventory.entries.allSatisfy { $0.status == .read })
        #expect(inventory.problems.isEmpty)
        #expect(inventory.holes.isEmpty)
    }

    @Test func `complains of a file named that cannot be read`() throws {
        let empty = try directory.write([], to: "empty")
        let archive = try directory.write(Samples.magic("zip"), to: "b.zip")
        let missing = directory("missing")
        let inventory = find(empty, archive, missing)
        #expect(
            inventory.problems == [
                LogFileError(.unsupportedCompression("zip"), path: archive),
                LogFileError(.notFound, path: missing, errno: ENOENT),
            ]
        )
        #expect(inventory.entries.map(\.path) == [empty, archive, missing])
        #expect(inventory.entries.first?.status == .empty)
        #expect(inventory.sets.isEmpty)
    }

    @Test func `complains of a device`() {
        let inventory = find("/dev/loop-control", "/proc/self/ns/net")
        // A character device may be a terminal, so it is a stream; a file of the kernel without a record is no log.
        #expect(inventory.files.map(\.isStream) == [true])
        #expect(inventory.problems.count == 1)
    }

    @Test func `takes a relay's log that is named`() throws {
        let path = try directory.write(Samples.records(from: 1, prefix: "Nov 20 web1 audisp: "), to: "messages")
        #expect(find(path).files.map(\.name) == [path])
    }

    @Test func `expands a pattern that names no file`() throws {
        for (index, name) in ["audit.log", "audit.log.1", "audit.log.2"].enumerated() {
            try directory.write(Samples.records(from: 100 - index * 10), to: name)
        }
        let inventory = find(directory("audit.log*"))
        #expect(inventory.files.map(\.name) == ["audit.log.2", "audit.log.1", "audit.log"].map { directory($0) })
        let literal = try directory.write(Samples.records(from: 5), to: "audit.log[12]")
        #expect(find(literal).files.map(\.name) == [literal])
        let nothing = directory("nothing*")
        #expect(find(nothing).problems == [LogFileError(.notFound, path: nothing, errno: ENOENT)])
    }

    @Test func `puts the directory before names where several things are named`() throws {
        let web1 = try directory.write(Samples.records(from: 1), to: "web1/audit.log")
        let web2 = try directory.write(Samples.records(from: 2), to: "web2/audit.log")
        #expect(find(directory("web1"), directory("web2")).files.map(\.name) == [web1, web2])
        #expect(find(directory("web*")).files.map(\.name) == [web1, web2])
        #expect(find(directory("web*")).sets.map(\.name) == [directory("web1"), directory("web2")])
        #expect(find(directory("web1")).files.map(\.name) == ["audit.log"])
    }

    @Test func `reads a file once, however often it is named`() throws {
        let newer = try directory.write(Samples.records(from: 9), to: "audit.log")
        try directory.write(Samples.records(from: 2), to: "audit.log.1")
        let inventory = find(newer, directory.path, directory.path + "/.", newer)
        #expect(inventory.sets.map(\.name) == [directory.path])
        #expect(inventory.files.map(\.name) == [directory("audit.log.1"), newer])
        #expect(inventory.problems.isEmpty)
        #expect(inventory.entries.filter { $0.status == .sameContent(as: newer) }.count == 2)
    }

    @Test func `does not complain of a directory whose logs belong to another operand`() throws {
        try directory.write(Samples.records(from: 9), to: "below/audit.log")
        let inventory = find(directory("below"), directory.path)
        #expect(inventory.files.count == 1)
        #expect(inventory.problems.isEmpty)
    }

    @Test func `does not touch streams, and puts them last`() throws {
        try directory.run("mkfifo", "fifo")
        let path = try directory.write(Samples.records(from: 9), to: "audit.log")
        let inventory = find("-", directory("fifo"), path, "-")
        #expect(inventory.sets.count == 1)
        #expect(inventory.files.map(\.name) == [path, "-", directory("fifo")])
        #expect(inventory.files.map(\.isStandardInput) == [false, true, false])
        #expect(inventory.entries.map(\.status) == [.read, .read, .read, .sameContent(as: "-")])
        #expect(inventory.problems.isEmpty)
        #expect(inventory.notes.count == 1)
        #expect(inventory.notes.first?.hasPrefix("\(directory("fifo")) is a FIFO: ") == true)
    }
}
