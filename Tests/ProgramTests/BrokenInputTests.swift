import Foundation
import Testing
import TestSupport

@Suite struct `Broken input` {
    /// One whole event on a Docker file.
    private static let event = """
        type=SYSCALL msg=audit(1700000000.100:7): arch=c000003e syscall=257 success=yes exit=3 a0=ffffff9c a1=7ffd a2=241 \
        a3=1b6 items=1 ppid=9 pid=10 auid=1001 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=4 \
        comm="tee" exe="/usr/bin/tee" key="docker"
        type=CWD msg=audit(1700000000.100:7): cwd="/root"
        type=PATH msg=audit(1700000000.100:7): item=0 name="/etc/docker/daemon.json" inode=42 dev=fe:00 mode=0100644 \
        ouid=0 ogid=0 rdev=00:00 nametype=NORMAL cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0
        type=PROCTITLE msg=audit(1700000000.100:7): proctitle=746565002F6574632F646F636B65722F6461656D6F6E2E6A736F6E

        """

    private func report(_ path: String, in folder: TemporaryFolder) throws -> (CommandResult, JSONValue) {
        let result = try Program.run(["report", "--format", "json", path], in: folder.path, limit: .seconds(30))
        return (result, (try? JSONValue(parsing: result.output)) ?? .null)
    }

    @Test func `is not an empty file`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "audit.log")
        let (result, report) = try report("audit.log", in: folder)
        #expect(result.status == 0, "\(result.errorText)")
        #expect(report["totals"]["lines"].integer == 0)
        #expect(report["findings"].array.isEmpty)
    }

    @Test func `is a file that is not there`() throws {
        let folder = try TemporaryFolder()
        let (result, _) = try report("absent.log", in: folder)
        #expect(result.status == 2)
        #expect(result.errorText.contains("cannot read absent.log"), "\(result.errorText)")
        #expect(result.errorText.lowercased().contains("no such file"))
    }

    @Test func `is a folder without logs`() throws {
        let folder = try TemporaryFolder()
        try folder.write("nothing of ours\n", to: "empty/README.md")
        let (result, _) = try report("empty", in: folder)
        #expect(result.status == 2)
        #expect(result.errorText.contains("empty"), "\(result.errorText)")
        #expect(!result.wasSignalled)
    }

    @Test func `is not a named pipe, which nobody may ever write to`() throws {
        let folder = try TemporaryFolder()
        _ = try ExternalTool.run("mkfifo", [folder.path(of: "pipe")])
        let (result, report) = try report("pipe", in: folder)
        #expect(!result.wasKilledForTime)
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.errorText.contains("pipe is a FIFO"), "\(result.errorText)")
        #expect(report["totals"]["lines"].integer == 0)
    }

    @Test func `is not a named pipe with a writer`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.event, to: "audit.log")
        let line = "mkfifo pipe && { cat audit.log > pipe & } && '\(try Program.path())' report --format json pipe"
        let result = try ExternalTool.run("bash", ["-c", line], in: folder.path)
        #expect(result.status == 0, "\(result.errorText)")
        #expect(try JSONValue(parsing: result.output)["totals"]["events"].integer == 1)
    }

    @Test func `in one file does not hide another`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.event, to: "audit.log")
        let result = try Program.run(["report", "--format", "json", "absent.log", "audit.log"], in: folder.path)
        #expect(result.status == 2)
        #expect(result.errorText.contains("absent.log"))
        let report = try JSONValue(parsing: result.output)
        #expect(report["totals"]["events"].integer == 1)
        #expect(report["coverage"]["complete"].integer == 0)
        #expect(report["coverage"]["gaps"].array.contains { $0["kind"].string == "unreadable-source" })
    }

    @Test func `of binary bytes is counted and not believed`() throws {
        var random = SplitMix64(seed: 20)
        let folder = try TemporaryFolder()
        try folder.write((0..<200_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }, to: "audit.log")
        let (result, report) = try report("audit.log", in: folder)
        #expect(!result.wasSignalled && !result.wasKilledForTime)
        #expect(result.status == 0, "\(result.errorText)")
        #expect(report["totals"]["events"].integer == 0)
        #expect((report["totals"]["malformed"].integer ?? 0) > 100)
    }

    @Test func `of garbled lines leaves the good ones`() throws {
        let folder = try TemporaryFolder()
        let garbage = ["type=", "\0\0\0", "= = =", "node=", "}{", "some words", "\u{1D}"]
        try folder.write(garbage.joined(separator: "\n") + "\n" + Self.event + "the end, cut of", to: "audit.log")
        let (result, report) = try report("audit.log", in: folder)
        #expect(result.status == 0, "\(result.errorText)")
        // The line of NUL bytes is no line but padding; the last one, cut off, is one more.
        #expect(report["totals"]["malformed"].integer == garbage.count)
        #expect(report["totals"]["events"].integer == 1)
    }

    @Test func `is a compressed file cut off in the middle`() throws {
        let folder = try TemporaryFolder()
        var log = ""
        for serial in 7..<4_000 { log += Self.event.replacing("0.100:7)", with: "0.100:\(serial))") }
        try folder.write(log, to: "audit.log.1")
        _ = try ExternalTool.run("gzip", ["-n", folder.path(of: "audit.log.1")])
        let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path(of: "audit.log.1.gz")))
        try folder.write(whole.prefix(whole.count / 2), to: "audit.log.1.gz")
        let (result, report) = try report("audit.log.1.gz", in: folder)
        #expect(result.status == 2)
        #expect(result.errorText.contains("audit.log.1.gz"), "\(result.errorText)")
        let events = report["totals"]["events"].integer ?? 0
        #expect(events > 100 && events < 3_993, "what stands before the cut is read")
        #expect(report["coverage"]["gaps"].array.contains { $0["kind"].string == "unreadable-source" })
    }

    @Test func `is a compressed file of other bytes`() throws {
        let folder = try TemporaryFolder()
        try folder.write([0x1F, 0x8B, 0x08, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], to: "audit.log.1.gz")
        let (result, _) = try report("audit.log.1.gz", in: folder)
        #expect(result.status == 2)
        #expect(result.errorText.contains("audit.log.1.gz"), "\(result.errorText)")
    }

    /// A format that cannot be read is named; the rest of the set is read.
    @Test func `is a member of a rotated set in a format not known`() throws {
        let mixed = try #require(Recording.all.first { $0.name == "53-rotation" })
        let logs = try mixed.copyLogs()
        try logs.write([0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 7, count: 300), to: "audit.log.6.zip")
        let (result, report) = try report(logs.path, in: logs)
        #expect(result.status == 2)
        #expect(
            result.errorText.contains("audit.log.6.zip: zip archives are not supported here (unpack it first: unzip)")
        )
        for name in ["audit.log.4.zst", "audit.log.5.xz"] {
            #expect(!result.errorText.contains(name), "\(result.errorText)")
        }
        #expect((report["totals"]["records"].integer ?? 0) > 10_000)
        #expect(report["coverage"]["gaps"].array.filter { $0["kind"].string == "unreadable-source" }.count == 1)
    }

    @Test func `is not what comes through standard input`() throws {
        let result = try Program.run(["report", "--format", "json", "-"], input: .piped(Array(Self.event.utf8)))
        #expect(result.status == 0, "\(result.errorText)")
        #expect(try JSONValue(parsing: result.output)["totals"]["events"].integer == 1)
    }

    @Test func `is not a reader that leaves early`() throws {
        let folder = try TemporaryFolder()
        var log = ""
        for serial in 7..<3_000 { log += Self.event.replacing("0.100:7)", with: "0.100:\(serial))") }
        try folder.write(log, to: "audit.log")
        let line = "'\(try Program.path())' timeline --format ndjson audit.log | head -n 1; echo ${PIPESTATUS[0]}"
        let result = try ExternalTool.run("bash", ["-c", line], in: folder.path)
        #expect(result.lines.count == 2)
        #expect(result.lines.last == "0")
        #expect(result.errors.isEmpty, "\(result.errorText)")
    }
}
