import AuditLogs
import Foundation
import Testing

@Suite struct `An inventory of a directory` {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    func find(_ operands: String...) -> LogInventory {
        LogInventory.find(operands, probe: Samples.probe)
    }

    func statuses(_ inventory: LogInventory) -> [String: LogInventory.Status] {
        Dictionary(inventory.entries.map { ($0.path, $0.status) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func `orders logs by what they hold, oldest first`() throws {
        // Names, times of change, and the order of writing all say otherwise.
        let names = ["audit.log.7", "audit.log", "a-audit.log-20260101", "audit.log.2.gz", "z.log", "audit.log.10"]
        for (index, name) in names.enumerated() {
            let records = Samples.records(from: 1_700_000_000 + index * 100)
            try directory.write(name.hasSuffix(".gz") ? try directory.gzip(records) : records, to: name)
            try directory.run("touch", "-d", "@\(1_600_000_000 - index * 7919 % 5000)", name)
        }
        let inventory = find(directory.path)
        #expect(inventory.sets.map(\.name) == [directory.path])
        #expect(inventory.files.map(\.name) == names)
        #expect(inventory.files.map(\.path) == names.map { directory($0) })
        #expect(inventory.files.map(\.compression) == [.none, .none, .none, .gzip, .none, .none])
        #expect(Set(inventory.entries.map(\.path)) == Set(names))
        #expect(inventory.entries.allSatisfy { $0.status == .read })
        #expect(inventory.problems.isEmpty)
    }

    @Test func `orders logs of the same stamp by rotation number, the highest first`() throws {
        let names = ["audit.log.10", "audit.log.9", "audit.log.1", "audit.log"]
        for (index, name) in names.enumerated() {
            try directory.write(Samples.records(from: 5) + Samples.records(from: 90 - index), to: name)
        }
        #expect(find(directory.path).files.map(\.name) == names)
    }

    @Test func `orders logs of the same time by serial`() throws {
        try directory.write("type=A msg=audit(5.000:20): x\n", to: "audit.log.2")
        try directory.write("type=A msg=audit(5.000:3): x\n", to: "audit.log.1")
        #expect(find(directory.path).files.map(\.name) == ["audit.log.1", "audit.log.2"])
    }

    @Test func `passes over what is no log`() throws {
        try directory.write(Samples.records(from: 1), to: "audit.log")
        try directory.write("Nov 20 web1 sshd: hello\n", to: "auth.log")
        try directory.write([0xff, 0xd8, 0xff, 0xe0, 0, 16] + Array("JFIF".utf8) + [UInt8](0...255), to: "a.jpg")
        try directory.write(Samples.magic("zip"), to: "syslog.2.zip")
        try directory.write(Samples.magic("zip"), to: "syslog.4.zip")
        try directory.write(try directory.gzip("hello".utf8).dropLast(10), to: "other.gz")
        try directory.write(Samples.records(from: 1, prefix: "Nov 20 web1 audisp: "), to: "messages")
        try directory.run("mkfifo", "audit.fifo")
        try directory.run("ln", "-s", ".", "audit.link")
        try directory.run("ln", "-s", "nowhere", "dangling")
        let inventory = find(directory.path)
        #expect(inventory.files.map(\.name) == ["audit.log"])
        #expect(inventory.problems.isEmpty)
        #expect(inventory.holes.isEmpty)
        let statuses = statuses(inventory)
        #expect(statuses.count == 10)
        for name in ["auth.log", "a.jpg", "messages", "audit.fifo", "audit.link"] {
            #expect(statuses[name] == .notALog, "\(name)")
        }
        for name in ["syslog.2.zip", "syslog.4.zip", "other.gz", "dangling"] {
            guard case .unreadable = statuses[name] else {
                Issue.record("\(name): \(String(describing: statuses[name]))")
                continue
            }
        }
    }

    @Test func `takes a relay's log only by a name that says audit`() throws {
        try directory.write(Samples.records(from: 1, prefix: "Nov 20 web1 audisp: "), to: "host-Audit.txt")
        #expect(find(directory.path).files.map(\.name) == ["host-Audit.txt"])
    }

    @Test(arguments: ["zip", "7z", "rar", "OLE", "compress", "lzip", "legacy lz4", "gpg", "age", "openssl"])
    func `cannot read some archives that should be logs`(format: String) throws {
        try directory.write(Samples.records(from: 1), to: "audit.log")
        try directory.write(Samples.magic(format), to: "audit.log.1")
        let inventory = find(directory.path)
        let error = LogFileError(.unsupportedCompression(format), path: directory("audit.log.1"))
        #expect(inventory.problems == [error])
        #expect(statuses(inventory)["audit.log.1"] == .unreadable(error))
        #expect(inventory.files.map(\.name) == ["audit.log"])
    }

    @Test func `cannot read an archive damaged from the start on`() throws {
        try directory.write([0x1f, 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9], to: "audit.log.1")
        let inventory = find(directory.path)
        #expect(inventory.problems.map(\.kind) == [.corruptArchive])
    }

    @Test func `reads an archive damaged farther on`() throws {
        let archive = try directory.gzip(Samples.records(from: 1, count: 1000))
        try directory.write(archive.dropLast(100), to: "audit.log.1")
        let inventory = find(directory.path)
        #expect(inventory.files.map(\.name) == ["audit.log.1"])
        #expect(inventory.problems.isEmpty)
    }

    @Test func `makes a set of each directory at any depth`() throws {
        try directory.write(Samples.records(from: 500), to: "audit.log")
        try directory.write(Samples.records(from: 100), to: "web2/audit.log")
        try directory.write(Samples.records(from: 300), to: "web10/old/deep/audit.log.1")
        try directory.write("nothing", to: "web3/readme")
        let inventory = find(directory.path + "/")
        #expect(
            inventory.sets.map(\.name)
                == [directory.path, directory("web2"), directory("web10/old/deep")]
        )
        #expect(
            inventory.sets.map { $0.files.map(\.name) }
                == [["audit.log"], ["web2/audit.log"], ["web10/old/deep/audit.log.1"]]
        )
        #expect(inventory.problems.isEmpty)
        #expect(statuses(inventory)["web3/readme"] == .notALog)
    }

    @Test func `reads a file once, by its own name`() throws {
        try directory.write(Samples.records(from: 1), to: "z/audit.log")
        try directory.run("ln", "-s", "../z/audit.log", "z/audit.current")
        try directory.write(Samples.records(from: 50), to: "a/audit.log")
        try directory.run("ln", "-s", "../z/audit.log", "a/audit.link")
        try directory.run("ln", "z/audit.log", "z/audit.log.hard")
        try directory.run("ln", "-s", "z", "y")
        let inventory = find(directory.path)
        #expect(inventory.files.map(\.name) == ["a/audit.log", "z/audit.log"])
        let statuses = statuses(inventory)
        for name in ["z/audit.current", "a/audit.link", "z/audit.log.hard"] {
            #expect(statuses[name] == .sameContent(as: "z/audit.log"), "\(name)")
        }
        #expect(statuses["y"] == .notALog)
    }

    @Test func `reads the plain one of two files with the same content`() throws {
        let records = Samples.records(from: 1, count: 20_000)
        try directory.write(records, to: "audit.log.1")
        try directory.write(try directory.gzip(records), to: "audit.log.1.gz")
        try directory.write(try directory.gzip(records) + [0, 0], to: "audit.copy.gz")
        try directory.write(records, to: "audit.log.1.bak")
        let inventory = find(directory.path)
        #expect(inventory.files.map(\.name) == ["audit.log.1"])
        let statuses = statuses(inventory)
        for name in ["audit.log.1.gz", "audit.copy.gz", "audit.log.1.bak"] {
            #expect(statuses[name] == .sameContent(as: "audit.log.1"), "\(name)")
        }
    }

    @Test func `reads the undamaged one of two archives with the same content`() throws {
        let archive = try directory.gzip(Samples.records(from: 1))
        try directory.write(archive + Array("garbage".utf8), to: "audit.a.gz")
        try directory.write(archive, to: "audit.b.gz")
        let inventory = find(directory.path)
        #expect(inventory.files.map(\.name) == ["audit.b.gz"])
        #expect(statuses(inventory)["audit.a.gz"] == .sameContent(as: "audit.b.gz"))
    }

    @Test func `reads only the longest of files that begin alike`() throws {
        let records = Samples.records(from: 1, count: 20_000)
        try directory.write(records.prefix(400_000), to: "audit.log.3")
        try directory.write(records.prefix(100), to: "audit.log.2")
        try directory.write(records.prefix(100), to: "audit.log.1")
        try directory.write(records, to: "audit.log")
        try directory.write(try directory.gzip(records).dropLast(500), to: "audit.log.4.gz")
        try directory.write(records.prefix(300_000) + Samples.records(from: 7), to: "audit.log.5")
        let inventory = find(directory.path)
        #expect(inventory.files.map(\.name) == ["audit.log.5", "audit.log"])
        let statuses = statuses(inventory)
        #expect(statuses["audit.log.3"] == .beginningOf("audit.log"))
        #expect(statuses["audit.log.4.gz"] == .beginningOf("audit.log"))
        for name in ["audit.log.1", "audit.log.2"] {
            #expect([.beginningOf("audit.log"), .beginningOf("audit.log.5")].contains(statuses[name]), "\(name)")
        }
        #expect(inventory.problems.isEmpty)
    }

    @Test func `reads copies in different directories each`() throws {
        try directory.write(Samples.records(from: 1), to: "web1/audit.log")
        try directory.write(Samples.records(from: 1), to: "web2/audit.log")
        #expect(find(directory.path).files.count == 2)
    }

    @Test func `tells which numbers of a rotated set are missing`() throws {
        let names = [
            "audit.log", "audit.log.1", "audit.log.3.gz", "audit.log.4", "audit.log.8", "audit.log-20260101",
            "audit.log.20250101", "old/audit.log.3", "old/audit.log.5",
        ]
        for (index, name) in names.enumerated() {
            let records = Samples.records(from: 1000 - index * 10)
            try directory.write(name.hasSuffix(".gz") ? try directory.gzip(records) : records, to: name)
        }
        try directory.write("scribble", to: "audit.log.6")
        let holes = find(directory.path).holes
        #expect(holes.map(\.numbers) == [2...2, 5...7, 4...4])
        #expect(holes.map(\.baseName) == ["audit.log", "audit.log", "audit.log"])
        #expect(holes.map(\.directory) == [directory.path, directory.path, directory("old")])
        #expect(holes.map(\.older) == ["audit.log.3.gz", "audit.log.8", "old/audit.log.5"])
        #expect(holes.map(\.newer) == ["audit.log.1", "audit.log.4", "old/audit.log.3"])
    }

    @Test func `finds no hole where a file is there but cannot be read, is empty, or is a copy`() throws {
        try directory.write(Samples.records(from: 100), to: "audit.log")
        try directory.write(Samples.magic("zip"), to: "audit.log.1.zip")
        try directory.write([], to: "audit.log.2")
        try directory.write(Samples.records(from: 100), to: "audit.log.3")
        try directory.write(Samples.records(from: 50), to: "audit.log.4")
        #expect(find(directory.path).holes.isEmpty)
    }

    @Test func `notes empty files without complaint`() throws {
        try directory.write([], to: "audit.log")
        try directory.write(try directory.gzip([]), to: "audit.log.1.gz")
        let inventory = find(directory.path)
        #expect(inventory.entries.map(\.status) == [.empty, .empty])
        #expect(inventory.problems.isEmpty)
        #expect(inventory.sets.isEmpty)
    }

    @Test func `complains of a directory without any log, once`() throws {
        try directory.write("hello", to: "readme")
        try directory.write("hello", to: "below/readme")
        let inventory = find(directory.path)
        #expect(inventory.problems == [LogFileError(.noLogFound, path: directory.path)])
        #expect(inventory.entries.count == 2)
        #expect(inventory.problems.first?.description == "no audit log found in \(directory.path)")
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything, so nothing is refused"))
    func `complains of a file and a directory that the user may not read`() throws {
        try directory.write(Samples.records(from: 1), to: "audit.log")
        try directory.write(Samples.records(from: 1), to: "secret/audit.log")
        try directory.run("chmod", "0", "audit.log", "secret")
        let inventory = find(directory.path)
        try directory.run("chmod", "700", "secret")
        #expect(inventory.problems.map(\.kind) == [.permissionDenied, .permissionDenied])
        #expect(inventory.problems.map(\.path) == [directory("audit.log"), directory("secret")])
    }

    @Test func `complains of a link that leads nowhere`() throws {
        try directory.write(Samples.records(from: 1), to: "audit.log")
        try directory.run("ln", "-s", "nowhere", "audit.log.1")
        let inventory = find(directory.path)
        #expect(inventory.problems.map(\.kind) == [.notFound])
        #expect(inventory.files.map(\.name) == ["audit.log"])
    }

    @Test func `finds files whose names are no text`() throws {
        try directory.write(Samples.records(from: 1), to: "audit.log")
        try directory.run("sh", "-c", #"mv audit.log "$(printf 'audit.\377\303\251')""#)
        let file = try #require(find(directory.path).files.first)
        #expect(file.name == "audit.\\xff\u{e9}")
        var reader = try LogReader(file)
        var buffer: [UInt8] = []
        #expect(try reader.read(into: &buffer) == Samples.records(from: 1).count)
    }

    @Test func `is the same whatever the order in the directory`() throws {
        var numbers = SeededNumbers(seed: 3)
        let names = (0..<30).map { "audit.log.\($0)" } + ["audit.log", "x", "y"]
        var first: [LogInventory.Entry]?
        for round in 0..<4 {
            let here = try TemporaryDirectory()
            for name in names.shuffled(using: &numbers) {
                let number = (names.firstIndex(of: name) ?? 0) / 2  // pairs of copies
                try here.write(name.count == 1 ? Array("x".utf8) : Samples.records(from: 1000 - number), to: name)
            }
            let inventory = find(here.path)
            first = first ?? inventory.entries
            #expect(inventory.entries == first, "round \(round)")
            #expect(inventory.files.count == 16)
        }
    }
}
