import Foundation
import Testing
import TestSupport

@Suite struct `What followed` {
    private func recording(_ name: String) throws -> Recording {
        try #require(Recording.all.first { $0.name == name })
    }

    private func findings(_ arguments: [String], in folder: TemporaryFolder) throws -> [JSONValue] {
        let result = try Program.run(["report", "--format", "json"] + arguments, in: folder.path)
        #expect(result.status == 0, "\(result.errorText)")
        return try JSONValue(parsing: result.output)["findings"].array
    }

    /// The logs of recordings in a folder for each, which are not packed.
    private func logs(of names: [String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (number, name) in names.enumerated() {
            let recording = try recording(name)
            for file in recording.files {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(recording.folder)/\(file)"))
                try folder.write(bytes, to: "logs/day\(number)/\(file)")
            }
        }
        return folder
    }

    /// `mallory: ran …` for each consequence of a detection's findings.
    private func told(_ findings: [JSONValue], _ detection: String) -> [String] {
        findings.filter { $0["detection"].string == detection }
            .flatMap { $0["consequences"].array }
            .map { "\($0["login"].string ?? "?"): \($0["what"].string ?? "?")" }
    }

    struct Example: CustomTestStringConvertible, Sendable {
        let recording: String
        let detection: String
        let told: String
        var testDescription: String { "\(recording) \(detection)" }
    }

    @Test(arguments: [
        Example(
            recording: "26-usermod-group",
            detection: "grp-docker-member-added",
            told: "mallory: used the new membership for the first time: ran /usr/bin/docker"
        ),
        Example(
            recording: "30-newgrp-sg-password",
            detection: "grp-docker-password-set",
            told: "mallory: entered the docker group"
        ),
        Example(
            recording: "34-auditd-killed",
            detection: "af-auditd-stopped",
            told: "unset: had the audit system record again after 1 second"
        ),
        Example(
            recording: "61-socket-opened",
            detection: "sock-perm-widened",
            told: "ivan: connected to /run/docker.sock"
        ),
        Example(
            recording: "61-socket-opened",
            detection: "sock-owner-change",
            told: "oskar: restored owner and group of /var/run/docker.sock after less than a second; "
                + "no connection to it is recorded in between"
        ),
        Example(
            recording: "63-group-by-other-ways",
            detection: "grp-docker-member-added",
            told: "erin: took tess out of the group after less than a second; "
                + "no use of the membership is recorded in between"
        ),
        Example(
            recording: "69-audit-impaired",
            detection: "af-rules-flushed",
            told: "oskar: loaded an audit rule with the key dkr-cfg and 12 more after 1 minute"
        ),
    ])
    func `is told of real acts`(example: Example) throws {
        let logs = try recording(example.recording).copyLogs()
        let told = told(try findings([logs.path], in: logs), example.detection)
        #expect(told.contains(example.told), "\(told)")
    }

    @Test(arguments: Recording.all)
    func `is later than what it follows from, and cites a line of the log`(recording: Recording) throws {
        let logs = try recording.copyLogs()
        for finding in try findings([logs.path], in: logs) {
            let evidence = Set(finding["evidence"].array.map { $0["serial"] })
            for consequence in finding["consequences"].array {
                let (cause, time) = (finding["time"].string ?? "", consequence["time"].string ?? "")
                #expect(time >= cause)
                #expect(!evidence.contains(consequence["serial"]), "\(consequence) is a part of it")
                #expect(consequence["source"].string != nil)
                #expect((consequence["line"].integer ?? 0) > 0)
                #expect(consequence["what"].string?.isEmpty == false)
            }
        }
    }

    /// A program is replaced in one log, and used in one of five minutes later.
    @Test func `is seen in a later slice of the log, and whatever is wanted`() throws {
        let folder = try logs(of: ["24-trojan-binary", "26-usermod-group"])
        let whole = try findings(["logs/day0/audit.log", "logs/day1/audit.log"], in: folder)
        #expect(told(whole, "bin-replaced") == ["mallory: ran the changed /usr/bin/docker"])
        let first = ["report", "--partial", "one", "logs/day0"]
        #expect(try Program.run(first, in: folder.path).status == 0)
        let sliced = try findings(["--after", "one", "logs/day1"], in: folder)
        #expect(told(sliced, "bin-replaced") == told(whole, "bin-replaced"))
        let user = ["--user", "uid:1001", "logs/day0/audit.log", "logs/day1/audit.log"]
        #expect(told(try findings(user, in: folder), "bin-replaced") == told(whole, "bin-replaced"))
    }
}
