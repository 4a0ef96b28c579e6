import AuditLogs
import Foundation
import Testing

@Suite(.enabled(if: Packer.areInstalled, Packer.missing)) struct `A tar` {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    func find(_ operands: String...) -> LogInventory {
        LogInventory.find(operands, probe: Samples.probe)
    }

    func read(_ file: LogFile) throws -> (bytes: [UInt8], error: LogFileError?) {
        var reader = try LogReader(file)
        var buffer: [UInt8] = []
        var bytes: [UInt8] = []
        do {
            while case let count = try reader.read(into: &buffer), count > 0 { bytes += buffer[..<count] }
        } catch {
            return (bytes, error)
        }
        return (bytes, nil)
    }

    func names(_ inventory: LogInventory, in archive: String) -> [String] {
        inventory.files.map(\.name).map { $0.replacing("\(archive)/", with: "") }
    }

    /// Writes four logs, newest first by name, as auditd does.
    func writeLogs(count: Int = 500) throws -> [String: [UInt8]] {
        var logs: [String: [UInt8]] = [:]
        for number in 0..<4 {
            let name = number == 0 ? "audit.log" : "audit.log.\(number)"
            logs[name] = Samples.records(from: 1_700_000_000 - number * 100_000, count: count + number)
            try directory.write(logs[name] ?? [], to: "logs/\(name)")
        }
        return logs
    }

    static let oldestFirst = ["audit.log.3", "audit.log.2", "audit.log.1", "audit.log"]

    @Test(arguments: ["ustar", "gnu", "v7", "pax", "oldgnu"])
    func `of any kind is read, plain and in each compression`(format: String) throws {
        let logs = try writeLogs()
        // In order of names, which is newest first; and so that neither direction will do.
        for order in [
            ["audit.log", "audit.log.1", "audit.log.2", "audit.log.3"],
            ["audit.log.2", "audit.log", "audit.log.3", "audit.log.1"],
        ] {
            try directory.run(["tar", "-cf", "plain.tar", "--format=\(format)", "-C", "logs"] + order)
            let tar = try directory.contents(of: "plain.tar")
            for packer in Packer.all + [.gzip] {
                let path = try directory.write(try packer.pack(tar, in: directory), to: "logs.tar.\(packer.suffix)")
                let inventory = find(path)
                #expect(inventory.problems.isEmpty)
                #expect(names(inventory, in: path) == Self.oldestFirst)
                #expect(inventory.files.allSatisfy { $0.storage == "tar+\(packer.compression.rawValue)" })
                for file in inventory.files {
                    #expect(try read(file).bytes == logs[String(file.name.dropFirst(path.count + 1))], "\(file.name)")
                }
            }
            let inventory = find(directory("plain.tar"))
            #expect(inventory.files.map(\.storage) == ["tar", "tar", "tar", "tar"])
            for file in inventory.files.reversed() {
                #expect(try read(file).bytes == logs[String(file.name.dropFirst(directory("plain.tar").count + 1))])
                #expect(try read(file).error == nil)
            }
        }
    }

    @Test func `gives the archive's own hash for each member, and sizes that add up`() throws {
        _ = try writeLogs()
        try directory.run("tar", "-czf", "logs.tgz", "-C", "logs", ".")
        let inventory = find(directory("logs.tgz"))
        #expect(inventory.files.count == 4)
        let expected = try directory.sha256(of: directory.contents(of: "logs.tgz"))
        for file in inventory.files {
            var reader = try LogReader(file, hashing: true)
            var buffer: [UInt8] = []
            while try reader.read(into: &buffer) > 0 {}
            #expect(reader.digest() == expected)
            #expect(reader.storedBytesRead == file.storedBytes)
        }
    }

    @Test(arguments: ["gnu", "pax"])
    func `has names of any length`(format: String) throws {
        let long = (0..<12).map { "directory-\($0)-\(String(repeating: "x", count: 30))" }.joined(separator: "/")
        try directory.write(Samples.records(from: 1), to: "\(long)/audit.log")
        try directory.write(Samples.records(from: 50), to: "\(long)/audit.\u{e9}.log")
        try directory.run(
            "tar",
            "-czf",
            "long.tgz",
            "--format=\(format)",
            "directory-0-\(String(repeating: "x", count: 30))"
        )
        let path = directory("long.tgz")
        #expect(names(find(path), in: path) == ["\(long)/audit.log", "\(long)/audit.\u{e9}.log"])
    }

    @Test func `accounts for each member`() throws {
        _ = try writeLogs()
        try directory.write([0xff, 0xd8, 0xff, 0xe0, 0, 16] + Array("JFIF".utf8) + [UInt8](0...255), to: "logs/a.jpg")
        try directory.write(Samples.magic("zip"), to: "logs/audit.zip")
        try directory.write([], to: "logs/empty")
        try directory.run("ln", "-s", "audit.log", "logs/link")
        try directory.run("ln", "logs/audit.log", "logs/zhard")
        try directory.run("tar", "-cf", "all.tar", "--sort=name", "-C", "logs", ".")
        let inventory = find(directory.path + "/all.tar")
        let prefix = directory("all.tar")
        let statuses = Dictionary(uniqueKeysWithValues: inventory.entries.map { ($0.path, $0.status) })
        #expect(statuses.count == 9)
        #expect(statuses["\(prefix)/a.jpg"] == .notALog)
        #expect(statuses["\(prefix)/empty"] == .empty)
        #expect(statuses["\(prefix)/link"] == .notALog)
        #expect(statuses["\(prefix)/zhard"] == .sameContent(as: "\(prefix)/audit.log"))
        #expect(statuses["\(prefix)/audit.log.2"] == .read)
        #expect(inventory.problems == [LogFileError(.unsupportedCompression("zip"), path: "\(prefix)/audit.zip")])
        #expect(inventory.sets.count == 1)
    }

    @Test func `in a directory belongs to the logs beside it, and may hold copies of them`() throws {
        let logs = try writeLogs()
        try directory.run("tar", "-czf", "logs/old.tar.gz", "-C", "logs", "audit.log.3", "audit.log.2")
        try directory.run("rm", "logs/audit.log.3")
        let inventory = find(directory("logs"))
        #expect(inventory.files.map(\.name) == ["old.tar.gz/audit.log.3", "audit.log.2", "audit.log.1", "audit.log"])
        #expect(inventory.sets.count == 1)
        let copy = inventory.entries.first { $0.path == "old.tar.gz/audit.log.2" }
        #expect(copy?.status == .sameContent(as: "audit.log.2"))
        #expect(try read(inventory.files[0]).bytes == logs["audit.log.3"])
    }

    @Test func `with several directories makes a set of each`() throws {
        try directory.write(Samples.records(from: 5), to: "web1/audit.log")
        try directory.write(Samples.records(from: 1), to: "web2/audit.log")
        try directory.run("tar", "-cJf", "hosts.txz", "web1", "web2")
        let path = directory("hosts.txz")
        #expect(find(path).sets.map(\.name) == ["\(path)/web1", "\(path)/web2"])
    }

    @Test func `may hold archives, and those others, down to a depth`() throws {
        let logs = try writeLogs()
        try directory.run("gzip", "-n", "logs/audit.log.3")
        try directory.run("xz", "logs/audit.log.2")
        try directory.run("tar", "-cf", "1.tar.zst", "--zstd", "-C", "logs", ".")
        for depth in 2...4 {
            try directory.run(
                "tar",
                depth % 2 == 0 ? "-cf" : "-czf",
                "\(depth).tar",
                "\(depth - 1).tar\(depth == 2 ? ".zst" : "")"
            )
        }
        let path = directory("3.tar")
        let inventory = find(path)
        #expect(inventory.problems.isEmpty)
        #expect(
            names(inventory, in: "\(path)/2.tar/1.tar.zst") == [
                "audit.log.3.gz", "audit.log.2.xz", "audit.log.1", "audit.log",
            ]
        )
        #expect(inventory.files.first?.storage == "gzip+tar+zstd+tar+tar+gzip")
        for (file, name) in zip(inventory.files, Self.oldestFirst) {
            #expect(try read(file).bytes == logs[name])
        }
        let deep = find(directory("4.tar"))
        #expect(deep.problems.map(\.kind) == [.nestedTooDeep])
        #expect(deep.files.isEmpty)
    }

    @Test func `cut off gives what was there, then the error`() throws {
        let logs = try writeLogs(count: 3000)
        try directory.run(["tar", "-cf", "whole.tar", "-C", "logs"] + Self.oldestFirst)
        let whole = try directory.contents(of: "whole.tar")
        let all = Self.oldestFirst.flatMap { logs[$0] ?? [] }
        var numbers = SeededNumbers(seed: 9)
        for round in 0..<40 {
            let kept = Int.random(in: 600..<whole.count - 10_000, using: &numbers)
            let cut = Array(whole.prefix(kept))
            let stored = round % 2 == 0 ? cut : try directory.gzip(cut)
            let inventory = find(try directory.write(stored, to: "cut.tar"))
            var errors = inventory.problems
            var bytes: [UInt8] = []
            for file in inventory.files {
                let outcome = try read(file)
                bytes += outcome.bytes
                if let error = outcome.error { errors.append(error) }
            }
            #expect(all.starts(with: bytes), "\(kept)")
            #expect(bytes.count > kept - 4 * 1024, "\(kept)")
            #expect(errors.map(\.kind) == [.truncatedArchive], "\(kept)")
        }
    }

    @Test func `in a damaged archive gives what was there, then the error once`() throws {
        let logs = try writeLogs(count: 20_000)
        try directory.run(["tar", "-czf", "whole.tgz", "-C", "logs"] + Self.oldestFirst)
        let whole = try directory.contents(of: "whole.tgz")
        for cut in [whole.count / 3, whole.count / 2, whole.count - 20] {
            let inventory = find(try directory.write(whole.prefix(cut), to: "cut.tgz"))
            var errors = inventory.problems
            for file in inventory.files {
                let outcome = try read(file)
                if let error = outcome.error { errors.append(error) }
                let name = String(file.name.split(separator: "/").last ?? "")
                #expect(logs[name]?.starts(with: outcome.bytes) == true)
                #expect(!outcome.bytes.isEmpty)
            }
            #expect(errors == [LogFileError(.truncatedArchive, path: directory("cut.tgz"), offset: UInt64(cut))])
        }
    }

    @Test func `with a damaged header gives the members behind it`() throws {
        _ = try writeLogs(count: 100)
        try directory.run(["tar", "-cf", "a.tar", "-C", "logs"] + Self.oldestFirst)
        var damaged = try directory.contents(of: "a.tar")
        damaged[3] ^= 1
        let inventory = find(try directory.write(damaged, to: "a.tar"))
        // Its first header tells a tar from a log.
        #expect(inventory.files.map(\.storage) == ["none"])
        damaged[3] ^= 1
        let second = try #require(
            (1..<100).first { damaged[$0 * 512..<$0 * 512 + 11].elementsEqual("audit.log.2".utf8) }
        )
        damaged[second * 512] ^= 1
        let other = find(try directory.write(damaged, to: "a.tar"))
        #expect(names(other, in: directory("a.tar")) == ["audit.log.3", "audit.log.1", "audit.log"])
        #expect(
            other.problems == [LogFileError(.corruptArchive, path: directory("a.tar"), offset: UInt64(second * 512))]
        )
    }

    @Test func `behind another is read too, and what is none is told`() throws {
        _ = try writeLogs(count: 10)
        try directory.run("tar", "-cf", "a.tar", "-C", "logs", "audit.log.1")
        try directory.run("tar", "-cf", "b.tar", "-C", "logs", "audit.log.3")
        let both = try directory.contents(of: "a.tar") + directory.contents(of: "b.tar")
        let path = try directory.write(both, to: "both.tar")
        #expect(names(find(path), in: path) == ["audit.log.3", "audit.log.1"])
        #expect(find(path).problems.isEmpty)
        try directory.write(both + [UInt8](repeating: 7, count: 1024), to: "both.tar")
        #expect(find(path).problems == [LogFileError(.trailingGarbage, path: path, offset: UInt64(both.count))])
    }

    @Test func `without a log is a problem if it was named`() throws {
        try directory.write("hello", to: "below/readme")
        try directory.run("tar", "-czf", "below.tgz", "below")
        let path = directory("below.tgz")
        #expect(find(path).problems == [LogFileError(.noLogFound, path: path)])
        try directory.write(Samples.records(from: 1), to: "audit.log")
        #expect(find(directory.path).problems.isEmpty)
    }

    @Test func `survives any bytes in its headers`() throws {
        _ = try writeLogs(count: 3)
        try directory.run(["tar", "-cf", "a.tar", "--format=pax", "-C", "logs"] + Self.oldestFirst)
        let whole = try directory.contents(of: "a.tar")
        var numbers = SeededNumbers(seed: 11)
        for _ in 0..<100 {
            var damaged = whole
            let header = Int.random(in: 0..<whole.count / 512, using: &numbers) * 512
            for _ in 0..<Int.random(in: 1...20, using: &numbers) {
                damaged[header + Int.random(in: 0..<512, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
            }
            // With a checksum that fits, so that the rest is believed.
            damaged.replaceSubrange(header + 148..<header + 156, with: "        ".utf8)
            let sum = damaged[header..<header + 512].reduce(0) { $0 + Int($1) }
            let digits = String(sum, radix: 8)
            let field = String(repeating: "0", count: 6 - digits.count) + digits + "\0 "
            damaged.replaceSubrange(header + 148..<header + 156, with: field.utf8)
            let inventory = find(try directory.write(damaged, to: "damaged.tar"))
            for file in inventory.files { _ = try read(file) }
            #expect(inventory.entries.count + inventory.problems.count > 0)
        }
    }

    @Test func `with a size beyond all bounds is damaged, not believed`() throws {
        _ = try writeLogs(count: 3)
        try directory.run(["tar", "-cf", "a.tar", "-C", "logs"] + Self.oldestFirst)
        var damaged = try directory.contents(of: "a.tar")
        damaged.replaceSubrange(124..<136, with: [0x80, 0, 0, 0, 0x7f] + [UInt8](repeating: 0xff, count: 7))
        damaged.replaceSubrange(148..<156, with: "        ".utf8)
        let sum = damaged[..<512].reduce(0) { $0 + Int($1) }
        damaged.replaceSubrange(148..<156, with: "0\(String(sum, radix: 8))\0 ".utf8)
        let inventory = find(try directory.write(damaged, to: "a.tar"))
        #expect(inventory.problems.map(\.kind) == [.corruptArchive])
    }
}
