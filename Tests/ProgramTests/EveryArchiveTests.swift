import Foundation
import TestSupport
import Testing

@Suite(
    .enabled(
        if: ExternalTool.areUsable("gzip", "xz", "zstd", "bzip2", "lz4", "tar", "python3"),
        "NOT RUN: the packers are needed; run scripts/install-dependencies --tests"
    )
)
struct `A folder of every kind of archive` {
    /// Packs a file with a tool that writes to standard output.
    private func pack(_ bytes: [UInt8], _ tool: String, as name: String, in folder: TemporaryFolder) throws {
        try folder.write(bytes, to: "plain")
        let result = try ExternalTool.run(tool, ["-qc", "plain"], in: folder.path)
        #expect(result.status == 0)
        try folder.write(result.output, to: name)
        try FileManager.default.removeItem(atPath: folder.path(of: "plain"))
    }

    private func log(_ recording: String) throws -> [UInt8] {
        let found = Recording.all.first { $0.name == recording }
        let folder = try #require(found).folder
        return try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(folder)/audit.log")))
    }

    @Test(arguments: ["1", "2"]) func `is accounted for, whatever is in it`(cores: String) throws {
        let folder = try TemporaryFolder()
        let filler = [UInt8](repeating: UInt8(ascii: "A"), count: 3 << 20)
        try folder.write(try log("06-admin-edits-config"), to: "plain.log")
        try pack(try log("07-systemd-dropin"), "xz", as: "a.log.xz", in: folder)
        try pack(try log("09-mallory-denied"), "zstd", as: "b.log.zst", in: folder)
        try pack(try log("10-insecure-registry"), "bzip2", as: "c.log.bz2", in: folder)
        try pack(try log("12-service-execstart"), "lz4", as: "d.log.lz4", in: folder)
        // A tar in a tar, with something packed in it.
        try folder.write(try log("24-trojan-binary"), to: "in/e.log")
        #expect(try ExternalTool.run("tar", ["-czf", "inner.tgz", "in"], in: folder.path).status == 0)
        #expect(try ExternalTool.run("tar", ["-cf", "outer.tar", "inner.tgz"], in: folder.path).status == 0)
        for name in ["in", "inner.tgz"] { try FileManager.default.removeItem(atPath: folder.path(of: name)) }
        // Half an archive, one with something behind it, and one that unpacks to a hundred times as much.
        try pack(try log("26-usermod-group"), "gzip", as: "half.log.gz", in: folder)
        let half = try Data(contentsOf: URL(fileURLWithPath: folder.path(of: "half.log.gz"))).prefix(3000)
        try folder.write(half, to: "half.log.gz")
        try pack(try log("28-group-file-edited"), "gzip", as: "more.log.gz", in: folder)
        let more = try Data(contentsOf: URL(fileURLWithPath: folder.path(of: "more.log.gz")))
        try folder.write(Array(more) + Array("no archive".utf8), to: "more.log.gz")
        let bomb = Array(repeating: Array("type=\n".utf8), count: 1 << 18).joined()
        try pack(try log("29-groupadd-del") + bomb, "gzip", as: "bomb.log.gz", in: folder)
        // A line of 3 MiB between records, what is no log, and what nobody without its password can read.
        try folder.write(try log("32-watch-removed") + filler + [10] + log("34-auditd-killed"), to: "long.log")
        try folder.write([0xff, 0xd8, 0xff, 0xe0, 0, 16] + Array("JFIF".utf8) + filler.prefix(5000), to: "photo.jpg")
        try folder.write(Array("PK".utf8) + [3, 4, 20, 0, 1, 0] + filler.prefix(500), to: "locked.zip")

        let result = try Program.run(["report", "--format", "json", "--cores", cores, folder.path])
        #expect(result.status == 2)
        for name in ["half.log.gz", "more.log.gz"] {
            #expect(result.errorText.contains("/\(name): "), "\(name) in \(result.errorText)")
        }
        #expect(result.errorText.contains("too early at byte 3000"))
        let report = try JSONValue(parsing: result.output)
        let sources = report["sources"].array
        let read = Set(sources.compactMap { $0["path"].string })
        #expect(
            read == [
                "plain.log", "a.log.xz", "b.log.zst", "c.log.bz2", "d.log.lz4", "outer.tar/inner.tgz/in/e.log",
                "half.log.gz", "more.log.gz", "bomb.log.gz", "long.log",
            ]
        )
        #expect(Set(report["unread"].array.compactMap { $0["path"].string }) == ["photo.jpg", "locked.zip"])
        let zip = report["unread"].array.first { $0["path"].string == "locked.zip" }
        #expect(zip?["reason"].string?.contains("zip archives are not supported") == true)
        for source in sources {
            let path = source["path"].string ?? ""
            let malformed = source["malformed"].integer
            switch path {
            case "bomb.log.gz": #expect(malformed == 1 << 18)
            case "long.log", "half.log.gz": #expect((malformed ?? 9) <= 1, "\(path)")
            default: #expect(malformed == 0, "\(path)")
            }
            #expect((source["records"].integer ?? 0) > 100, "\(path)")
        }
        #expect(report["coverage"]["complete"].integer != 1)
    }
}
