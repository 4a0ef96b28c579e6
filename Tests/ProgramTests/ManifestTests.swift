import Foundation
import Testing
import TestSupport

@Suite struct `A manifest` {
    /// A folder with a log, its report and their manifest.
    private func made(_ arguments: [String] = ["report", "-o", "report.txt"]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(HostileLog.bytes, to: "logs/audit.log")
        let result = try Program.run(arguments + ["--manifest", "manifest.json", "logs"], in: folder.path)
        #expect(result.status == 0, "\(result.errorText)")
        return folder
    }

    private func verify(_ folder: TemporaryFolder, _ options: [String] = []) throws -> CommandResult {
        try Program.run(["verify", folder.path(of: "manifest.json")] + options)
    }

    @Test func `names each file with what sha256sum says of it`() throws {
        let folder = try made()
        let manifest = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: folder.path(of: "manifest.json"))))
        #expect(manifest["schema"].string == "docktrail.manifest/1")
        #expect(manifest["inputs"].array.map { $0["path"].string } == ["logs/audit.log"])
        #expect(manifest["outputs"].array.map { $0["path"].string } == ["report.txt"])
        for file in manifest["inputs"].array + manifest["outputs"].array {
            let path = try #require(file["path"].string)
            let digest = try ExternalTool.run("sha256sum", [path], in: folder.path).text.prefix(64)
            #expect(file["sha256"].string == String(digest))
            let size = try FileManager.default.attributesOfItem(atPath: folder.path(of: path))[.size] as? Int
            #expect(file["bytes"].integer == size)
        }
        let program = try ExternalTool.run("sha256sum", [Program.path()]).text.prefix(64)
        #expect(manifest["tool"]["sha256"].string == String(program))
        #expect(manifest["arguments"].array.compactMap(\.string).first == "report")
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path(of: "manifest.json"))[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func `finds all the same as long as nothing has changed, wherever the folder is`() throws {
        let folder = try made()
        let result = try verify(folder)
        #expect(result.status == 0)
        #expect(result.lines.count == 3 && result.lines.allSatisfy { $0.hasPrefix("same") })
        let other = folder.path + "-moved"
        try FileManager.default.moveItem(atPath: folder.path, toPath: other)
        defer { try? FileManager.default.moveItem(atPath: other, toPath: folder.path) }
        #expect(try Program.run(["verify", "\(other)/manifest.json"]).status == 0)
    }

    @Test(arguments: ["logs/audit.log", "report.txt"])
    func `notices a changed, a longer and a missing file`(name: String) throws {
        let folder = try made()
        let path = folder.path(of: name)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        var changed = bytes
        changed[changed.count / 2] ^= 1
        try folder.write(changed, to: name)
        var result = try verify(folder)
        #expect(result.status == 1)
        #expect(result.lines.count { $0.hasPrefix("changed") && $0.contains(name) } == 1)
        #expect(result.lines.count { $0.hasPrefix("same") } == 2)
        try folder.write(bytes + [10], to: name)
        result = try verify(folder)
        #expect(result.status == 1)
        #expect(result.text.contains("it has grown by 1 B, behind what it was"))
        try folder.write(bytes.dropLast(), to: name)
        #expect(try verify(folder).status == 1)
        try FileManager.default.removeItem(atPath: path)
        result = try verify(folder)
        #expect(result.status == 1)
        #expect(result.lines.count { $0.hasPrefix("missing") && $0.contains(name) } == 1)
        try folder.makeFolder(name)
        result = try verify(folder)
        #expect(result.status == 2)
        #expect(result.text.contains("unreadable"))
    }

    @Test func `has all that options name, each once, and secrets in arguments hidden`() throws {
        let folder = try TemporaryFolder()
        try folder.write(HostileLog.bytes, to: "case/audit.log")
        try folder.write("root:x:0:0::/root:/bin/sh\n", to: "passwd")
        try folder.write("accepted: []\n", to: "site.yml")
        let result = try Program.run(
            [
                "timeline", "--format", "ecs", "--passwd", "passwd", "--config", folder.path(of: "site.yml"), "--path",
                "/x/password=hunter2", "--manifest", "case/manifest.json", "case/audit.log", "case",
            ],
            in: folder.path
        )
        #expect(result.status == 0, "\(result.errorText)")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path(of: "case/manifest.json")))
        let manifest = try JSONValue(parsing: bytes)
        #expect(manifest["inputs"].array.map { $0["role"].string } == ["log", "accounts", "site"])
        #expect(
            manifest["inputs"].array.map { $0["path"].string } == [
                "audit.log", "../passwd", folder.path(of: "site.yml"),
            ]
        )
        #expect(manifest["arguments"].array.contains(.string("/x/password=[redacted]")))
        let output = try #require(manifest["outputs"].array.first)
        #expect(output["path"] == .null)
        try folder.write(result.output, to: "printed")
        #expect(
            output["sha256"].string
                == String(try ExternalTool.run("sha256sum", [folder.path(of: "printed")]).text.prefix(64))
        )
        let check = try Program.run(["verify", "case/manifest.json"], in: folder.path)
        #expect(check.status == 0)
        #expect(check.text.contains("standard output"))
        #expect(
            try Program
                .run(["verify", "manifest.json", "--directory", folder.path(of: "case")], in: folder.path(of: "case"))
                .status == 0
        )
    }

    @Test func `keeps names that are no text`() throws {
        let folder = try TemporaryFolder()
        let script = "import os, sys; os.rename(b'audit.log', b'audit.log.a\\xff\\\\x41\\n')"
        try folder.write(HostileLog.bytes, to: "audit.log")
        try #require(try ExternalTool.run("python3", ["-c", script], in: folder.path).status == 0)
        let result = try Program.run(["summary", "--manifest", "manifest.json", "."], in: folder.path)
        #expect(result.status == 0, "\(result.errorText)")
        let check = try Program.run(["verify", "manifest.json"], in: folder.path)
        #expect(check.status == 0, "\(check.text)")
        #expect(check.lines.count == 3)
    }

    @Test func `is refused where it is none`() throws {
        let folder = try TemporaryFolder()
        for (text, reason) in [
            ("", "no manifest"), ("{}", "no manifest"),
            (#"{"schema":"docktrail.report/1"}"#, "has the schema docktrail.report/1"),
            (#"{"schema":"docktrail.manifest/1","inputs":3}"#, "no manifest"),
        ] {
            let result = try Program.run(["verify", folder.write(text, to: "manifest.json")])
            #expect(result.status == 2)
            #expect(result.output.isEmpty && result.errorText.contains(reason), "\(result.errorText)")
        }
        #expect(try Program.run(["verify", folder.path(of: "none")]).status == 2)
    }

    @Test func `is not written over the output, and says what nobody can read again`() throws {
        let folder = try TemporaryFolder()
        let log = try folder.write(HostileLog.bytes, to: "audit.log")
        let same = try Program.run(["report", "-o", "out", "--manifest", "out", log], in: folder.path)
        #expect(same.status == 64 && same.errorText.contains("a file of its own"))
        let piped = try Program.run(
            ["report", "--manifest", "m", "-"],
            input: .piped(HostileLog.bytes),
            in: folder.path
        )
        #expect(piped.status == 0)
        let check = try Program.run(["verify", "m"], in: folder.path)
        #expect(check.status == 0)
        #expect(check.lines.count { $0.hasPrefix("unknown") } == 2)
        #expect(check.text.contains("it cannot be read again"))
    }

    @Test func `that cannot be written shows before the work`() throws {
        let folder = try TemporaryFolder()
        let log = try folder.write(HostileLog.bytes, to: "audit.log")
        let result = try Program.run(["report", "--manifest", folder.path(of: "no/where.json"), log])
        #expect(result.status == 2)
        #expect(result.output.isEmpty && result.errorText.contains("no/where.json"))
    }

    @Test(.enabled(if: SchemaValidator.isUsable, "NOT RUN: Python's jsonschema is needed"))
    func `is as its schema says`() throws {
        let folder = try made()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path(of: "manifest.json")))
        #expect(try SchemaValidator.problems(of: Array(bytes), by: "manifest-1") == "")
    }

    @Test(.enabled(if: ExternalTool.areUsable("ssh-keygen"), "NOT RUN: ssh-keygen is needed"))
    func `can be signed and its signature checked`() throws {
        let folder = try made()
        func keygen(_ arguments: [String], input: String? = nil) throws -> CommandResult {
            var command = Command(try #require(ExternalTool.path(of: "ssh-keygen")), arguments)
            command.folder = folder.path
            if let input { command.input = .file(folder.path(of: input)) }
            return try command.run()
        }
        try #require(try keygen(["-q", "-t", "ed25519", "-N", "", "-C", "ann", "-f", "key"]).status == 0)
        try #require(try keygen(["-Y", "sign", "-f", "key", "-n", "docktrail", "manifest.json"]).status == 0)
        let key = try String(contentsOfFile: folder.path(of: "key.pub"), encoding: .utf8)
        try folder.write("ann \(key)", to: "signers")
        let check = [
            "-Y", "verify", "-f", "signers", "-I", "ann", "-n", "docktrail", "-s", "manifest.json.sig",
        ]
        #expect(try keygen(check, input: "manifest.json").status == 0)
        let manifest = try String(contentsOfFile: folder.path(of: "manifest.json"), encoding: .utf8)
        try folder.write(manifest.replacing("report.txt", with: "other.txt"), to: "manifest.json")
        #expect(try keygen(check, input: "manifest.json").status != 0)
    }
}
