import Foundation
import Testing
import TestSupport

@Suite struct `Partial results` {
    /// Recordings as hosts: a folder for each, all in one folder.
    private func hosts(_ count: Int, in folder: TemporaryFolder) throws -> [String] {
        try Recording.all.prefix(count)
            .map { recording in
                for file in recording.files {
                    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(recording.folder)/\(file)"))
                    try folder.write(bytes, to: "\(recording.name)/\(file)")
                }
                return recording.name
            }
    }

    /// Runs the program in a folder and expects no more on standard error than notes.
    @discardableResult
    private func run(_ arguments: [String], in folder: TemporaryFolder) throws -> CommandResult {
        let result = try Program.run(arguments, in: folder.path)
        #expect(result.status == 0, "\(arguments): \(result.errorText)")
        return result
    }

    /// The JSON without the moment at which it was made.
    private func json(_ arguments: [String], in folder: TemporaryFolder) throws -> String {
        try run(arguments + ["--format", "json"], in: folder).text
            .replacing(#/"generated":"[^"]*"/#, with: "")
    }

    @Test func `of all recordings, in any groups and order, give the report of all at once`() throws {
        let folder = try TemporaryFolder()
        let hosts = try hosts(.max, in: folder)
        let whole = try json(["report"] + hosts, in: folder)
        let wholeText = try run(["report"] + hosts, in: folder).text
        #expect(whole.contains(hosts[0]))
        var random = SplitMix64(seed: 33)
        for round in 0..<4 {
            var groups: [[String]] = [[]]
            for host in hosts.shuffled(using: &random) {
                if !groups[groups.count - 1].isEmpty, Int.random(in: 0..<3, using: &random) == 0 { groups.append([]) }
                groups[groups.count - 1].append(host)
            }
            var files: [String] = []
            for (number, group) in groups.enumerated() {
                files.append("\(round)-\(number).partial")
                try run(["report", "--partial", files[number]] + group, in: folder)
            }
            if round % 2 == 1 {
                try run(["merge", "--partial", "joined.partial"] + files.prefix(files.count / 2), in: folder)
                files = ["joined.partial"] + files.dropFirst(files.count / 2)
            }
            files.shuffle(using: &random)
            #expect(try json(["merge"] + files, in: folder) == whole, "\(groups)")
            #expect(try run(["merge"] + files, in: folder).text == wholeText)
        }
    }

    @Test(arguments: Recording.all) func `of one recording give its report`(recording: Recording) throws {
        let folder = try TemporaryFolder()
        for file in recording.files {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(recording.folder)/\(file)"))
            try folder.write(bytes, to: "logs/\(file)")
        }
        let saved = try run(["report", "--partial", "one.partial", "logs"], in: folder)
        #expect(saved.output.isEmpty)
        #expect(try json(["merge", "one.partial"], in: folder) == json(["report", "logs"], in: folder))
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path(of: "one.partial"))[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    /// Sets and dictionaries have another order in each process.
    @Test func `have the same bytes whenever they are made of the same logs`() throws {
        let folder = try TemporaryFolder()
        let hosts = try hosts(.max, in: folder)
        for name in ["first", "second"] { try run(["report", "--partial", "\(name).partial"] + hosts, in: folder) }
        let bytes = try ["first", "second"]
            .map { try Data(contentsOf: URL(fileURLWithPath: folder.path(of: "\($0).partial"))) }
        let isSame = bytes[0] == bytes[1]
        #expect(isSame)
    }

    /// The log of a recording in one piece, and cut into slices before each of these lines.
    private func write(_ recording: Recording, cutBefore cuts: [Int], in folder: TemporaryFolder) throws -> Int {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(recording.folder)/audit.log"))
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
            .map(Array.init)
        let places = [0] + cuts.map { $0 % lines.count }.sorted() + [lines.count]
        for (number, place) in zip(places, places.dropFirst()).enumerated() {
            try folder.write(
                lines[place.0..<place.1].flatMap { $0 + [UInt8(ascii: "\n")] },
                to: "slice\(number)/audit.log"
            )
        }
        try folder.write(bytes, to: "whole/audit.log")
        return places.count - 1
    }

    /// The gaps without the sources and lines, which differ between a log and its slices.
    private func gaps(of report: JSONValue) -> [[JSONValue]] {
        report["coverage"]["gaps"].array
            .map { gap in
                ["kind", "from", "to", "count", "detail", "confidence"].map { gap[$0] }
                    + gap["evidence"].array.flatMap { [$0["time"], $0["serial"]] }
            }
    }

    @Test func `continued slice by slice tell what the whole log tells`() throws {
        let plain = Recording.all.filter { $0.files == ["audit.log"] }
        var random = SplitMix64(seed: 4)
        #expect(plain.count > 5)
        for recording in plain {
            let folder = try TemporaryFolder()
            let cuts = (0..<Int.random(in: 1...4, using: &random))
                .map { _ in Int.random(in: 20..<100_000, using: &random) }
            let slices = try write(recording, cutBefore: cuts, in: folder)
            // A cut in the same place twice makes an empty slice: a day on which nothing happened.
            for slice in 0..<slices {
                let after = slice == 0 ? ["--host", "web1"] : ["--after", "web1.partial"]
                try run(["report", "--partial", "web1.partial", "slice\(slice)"] + after, in: folder)
            }
            let whole = try JSONValue(parsing: run(["report", "--format", "json", "whole"], in: folder).output)
            let merged = try JSONValue(parsing: run(["merge", "--format", "json", "web1.partial"], in: folder).output)
            for key in ["period", "nodes", "totals", "files", "users", "dockerGroup", "containers"] {
                #expect(merged[key] == whole[key], "\(recording.name) \(key) \(cuts)")
            }
            #expect(merged["coverage"]["rules"] == whole["coverage"]["rules"])
            #expect(gaps(of: merged) == gaps(of: whole), "\(recording.name)")
            #expect(merged["coverage"]["places"] == whole["coverage"]["places"], "\(recording.name)")
            #expect(merged["sets"].array.map(\.string) == ["web1"])
        }
    }

    @Test func `are refused in one sentence, and nothing is printed or left behind`() throws {
        let folder = try TemporaryFolder()
        let hosts = try hosts(3, in: folder)
        for (number, host) in hosts.enumerated() {
            try run(["report", "--host", "web", "--partial", "\(number).partial", host], in: folder)
        }
        try run(["report", "--partial", "named.partial", hosts[1]], in: folder)
        try run(["report", "--partial", "since.partial", "--since", "2026-01-01", hosts[2]], in: folder)
        let good = try Data(contentsOf: URL(fileURLWithPath: folder.path(of: "0.partial")))
        try folder.write(good.dropLast(10), to: "cut.partial")
        try folder.write(good + [0], to: "long.partial")
        var damaged = good
        damaged[good.count / 2] ^= 0x10
        try folder.write(damaged, to: "damaged.partial")
        var newer = good
        newer[8] = 99
        try folder.write(newer, to: "newer.partial")
        let failures: [([String], String)] = [
            (["0.partial", "1.partial"], "1.partial and 0.partial both hold the host web"),
            (["named.partial", "since.partial"], "since.partial was made with other filters than named.partial"),
            (["cut.partial"], "cut.partial ends too early: it has \(good.count - 10) of \(good.count) bytes"),
            (["long.partial"], "long.partial goes on behind its end"),
            (["named.partial", "damaged.partial"], "damaged.partial is damaged"),
            (["newer.partial"], "newer.partial has format 99 of partial results, and this docktrail reads format "),
            (["\(hosts[0])/\(Recording.all[0].files[0])"], "is no partial result of docktrail"),
            (["absent.partial"], "cannot read absent.partial: no such file or directory"),
            ([hosts[0]], "cannot read \(hosts[0]): is a directory"),
        ]
        for (files, reason) in failures {
            for extra in [[], ["-o", "out.txt"], ["--partial", "out.partial"]] {
                let result = try Program.run(["merge"] + extra + files, in: folder.path)
                #expect(result.status == 2)
                #expect(result.output.isEmpty)
                #expect(result.errorText.contains(reason), "\(result.errorText)")
                #expect(result.errorText.split(separator: "\n").count == 1, "\(result.errorText)")
            }
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("out.") }
        #expect(left.isEmpty, "\(left)")
    }

    @Test func `are not continued with what they hold, or with what is another's`() throws {
        let folder = try TemporaryFolder()
        let hosts = try hosts(3, in: folder)
        try run(["report", "--partial", "one.partial", hosts[0]], in: folder)
        try run(["report", "--partial", "two.partial", hosts[0], hosts[1]], in: folder)
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.path(of: "one.partial")))
        let failures: [([String], String)] = [
            (["--after", "one.partial", hosts[0]], "one.partial holds audit.log already"),
            (["--after", "two.partial", hosts[2]], "two.partial holds 2 hosts"),
            (["--after", "one.partial", hosts[1], hosts[2]], "one.partial cannot be continued with logs of 2 hosts"),
            (["--after", "one.partial", "--user", "alice", hosts[1]], "one.partial was made with other filters"),
            (["--after", "absent.partial", hosts[1]], "cannot read absent.partial"),
        ]
        for (arguments, reason) in failures {
            let result = try Program.run(["report", "--partial", "one.partial"] + arguments, in: folder.path)
            #expect(result.status == 2)
            #expect(result.errorText.contains(reason), "\(result.errorText)")
        }
        let after = try Data(contentsOf: URL(fileURLWithPath: folder.path(of: "one.partial")))
        #expect(after == before)
        for arguments in [
            ["--host", "web"] + hosts, ["--host", "a", "--after", "one.partial", hosts[1]], ["--host", "", hosts[0]],
        ] {
            #expect(try Program.run(["report"] + arguments, in: folder.path).status == 64)
        }
        #expect(try Program.run(["report", "--partial", "x", "-o", "y", hosts[0]], in: folder.path).status == 64)
    }

    @Test func `carry what could not be read, and the exit status says it`() throws {
        let folder = try TemporaryFolder()
        let hosts = try hosts(2, in: folder)
        try folder.write([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1], to: "\(hosts[1])/audit.log.9.gz")
        try folder.write("no log", to: "\(hosts[1])/notes.txt")
        for (number, host) in hosts.enumerated() {
            let result = try Program.run(["report", "--partial", "\(number).partial", host], in: folder.path)
            #expect(result.status == (number == 0 ? 0 : 2))
        }
        let whole = try Program.run(["report"] + hosts, in: folder.path)
        let merged = try Program.run(["merge", "1.partial", "0.partial"], in: folder.path)
        #expect(whole.status == 2 && merged.status == 2)
        #expect(merged.text == whole.text)
        #expect(merged.errorText == whole.errorText)
        #expect(merged.text.contains("notes.txt"))
    }

    @Test func `keep the old file where a new one cannot be written`() throws {
        let folder = try TemporaryFolder()
        let hosts = try hosts(1, in: folder)
        for place in ["absent/x.partial", "/dev/null"] {
            let result = try Program.run(["report", "--partial", place, hosts[0]], in: folder.path)
            #expect(result.status == 2)
            #expect(result.errorText.contains("cannot write \(place)"), "\(result.errorText)")
        }
    }
}
