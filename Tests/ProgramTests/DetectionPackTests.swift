import Foundation
import TestSupport
import Testing

/// Each detection of rules/detections that Sigma decides on, and some that code does: a log in which it finds something, and one in which it must not.
@Suite struct `A detection of the pack` {
    /// A detection with two recordings of a real host.
    struct Example: CustomTestStringConvertible, Sendable {
        let id: String
        let loud: String
        let quiet: String
        var testDescription: String { id }

        init(_ id: String, in loud: String, not quiet: String) {
            self.id = id
            self.loud = loud
            self.quiet = quiet
        }
    }

    /// Where a real host's log shows it; of the others there are logs made by hand, `ID.log` and `ID.quiet.log`.
    static let recorded: [Example] = [
        Example("cfg-daemon-json-write", in: "10-insecure-registry", not: "20-container-own-etc-docker"),
        Example("cfg-env-file-write", in: "67-unit-dropin", not: "68-units-of-others"),
        Example("cfg-containerd-write", in: "78-tls-and-keys", not: "58-ordinary-work"),
        Example("cfg-registry-trust", in: "78-tls-and-keys", not: "79-tls-elsewhere"),
        Example("tls-server-material-write", in: "78-tls-and-keys", not: "79-tls-elsewhere"),
        Example("unit-docker-write", in: "12-service-execstart", not: "84-upgrade-by-timer"),
        Example("unit-docker-dropin", in: "67-unit-dropin", not: "68-units-of-others"),
        Example("bin-replaced", in: "24-trojan-binary", not: "01-apt-reinstall"),
        Example("bin-attr-change", in: "65-runtime-replaced", not: "66-runtime-copied"),
        Example("state-container-config-edit", in: "71-state-edited", not: "72-state-kept-by-engine"),
        Example("sock-perm-widened", in: "61-socket-opened", not: "62-socket-kept"),
        Example("sock-owner-change", in: "61-socket-opened", not: "62-socket-kept"),
        Example("sock-use-denied", in: "09-mallory-denied", not: "02-dockerd-start-stop"),
        Example("sock-use-from-container", in: "17-sock-in-container", not: "55-volume-looks-like-host"),
        Example("sock-use-nonmember", in: "61-socket-opened", not: "62-socket-kept"),
        Example("containerd-sock-use", in: "85-around-the-engine", not: "58-ordinary-work"),
        Example("grp-docker-member-added", in: "26-usermod-group", not: "64-group-lookalikes"),
        Example("grp-docker-silent-edit", in: "28-group-file-edited", not: "64-group-lookalikes"),
        Example("grp-docker-member-removed", in: "26-usermod-group", not: "64-group-lookalikes"),
        Example("grp-docker-gid-or-name-change", in: "29-groupadd-del", not: "64-group-lookalikes"),
        Example("grp-docker-newgrp", in: "30-newgrp-sg-password", not: "64-group-lookalikes"),
        Example("grp-docker-password-set", in: "30-newgrp-sg-password", not: "64-group-lookalikes"),
        Example("grp-docker-primary", in: "63-group-by-other-ways", not: "64-group-lookalikes"),
        Example("cli-privileged-run", in: "59-service-account-takes-host", not: "60-service-account-builds"),
        Example("cli-host-mount", in: "59-service-account-takes-host", not: "60-service-account-builds"),
        Example("cli-agent", in: "58-ordinary-work", not: "60-service-account-builds"),
        Example("cli-socket-mount", in: "17-sock-in-container", not: "58-ordinary-work"),
        Example("cli-host-namespaces", in: "19-nsenter-host", not: "58-ordinary-work"),
        Example("cli-dangerous-caps", in: "19-nsenter-host", not: "60-service-account-builds"),
        Example("esc-mount-device", in: "80-escapes-tried", not: "81-containers-keep-inside"),
        Example(
            "esc-host-write-from-container",
            in: "14-container-host-root-mount",
            not: "20-container-own-etc-docker"
        ),
        Example("esc-foreign-path", in: "36-path-tricks", not: "06-admin-edits-config"),
        Example("af-container-log-deleted", in: "71-state-edited", not: "72-state-kept-by-engine"),
        Example("af-audit-disabled", in: "69-audit-impaired", not: "70-audit-cared-for"),
        Example("af-auditd-stopped", in: "34-auditd-killed", not: "70-audit-cared-for"),
        Example("af-auditd-config", in: "69-audit-impaired", not: "70-audit-cared-for"),
        Example("af-log-tamper", in: "69-audit-impaired", not: "70-audit-cared-for"),
        Example("af-rules-flushed", in: "32-watch-removed", not: "70-audit-cared-for"),
        Example("af-time-change", in: "73-clock-set", not: "58-ordinary-work"),
        Example("acct-new-then-docker", in: "56-trixie-accounts", not: "64-group-lookalikes"),
        Example("beh-burst-write", in: "41-weird-names-raw", not: "06-admin-edits-config"),
        Example("beh-denied-then-success", in: "74-denied-then-done", not: "75-refused-without-intent"),
        Example("beh-denied-burst", in: "09-mallory-denied", not: "75-refused-without-intent"),
    ]

    private static let made: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".log") && !$0.hasSuffix(".quiet.log") }.map { String($0.dropLast(4)) }
            .sorted()
    }()

    private static let folder = Bundle.module.bundleURL.appendingPathComponent("Fixtures/detections")

    @Test(arguments: recorded)
    func `finds what a real host's log shows, and nothing in one that only looks like it`(example: Example) throws {
        #expect(try found(in: Recording(name: example.loud)).contains(example.id), "\(example.loud)")
        #expect(try !found(in: Recording(name: example.quiet)).contains(example.id), "\(example.quiet)")
    }

    @Test(arguments: made)
    func `finds what a log made by hand shows, and nothing in one that only looks like it`(id: String) throws {
        #expect(try found(in: Self.folder.appendingPathComponent("\(id).log").path).contains(id))
        #expect(try !found(in: Self.folder.appendingPathComponent("\(id).quiet.log").path).contains(id))
    }

    /// Of ordinary work nothing is told that somebody has to explain.
    @Test(arguments: Recording.all)
    func `is silent about ordinary work`(recording: Recording) throws {
        let expected = try recording.truthDocument()["expect"]
        guard expected["benign_only"].integer == 1, expected["ambiguous"].isNull else { return }
        let logs = try recording.copyLogs()
        let alerting = try findings(in: logs.path).filter { !["informational", "low"].contains($0.level) }
        #expect(alerting.map(\.detection) == [])
    }

    @Test func `is shown to fire, and not to fire, whichever it is`() throws {
        let known = Set(Self.recorded.map(\.id)).union(Self.made)
        let root = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
            .appendingPathComponent("../../rules/detections")
        for name in try FileManager.default.contentsOfDirectory(atPath: root.path) where name.hasSuffix(".yml") {
            let text = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
            for document in text.components(separatedBy: "\n---\n") where document.contains("\ndetection:\n") {
                let line = document.split(separator: "\n").first { $0.hasPrefix("id: ") } ?? ""
                let id = String(line.dropFirst(4))
                #expect(known.contains(id) || document.contains("\nname: "), "\(id) of \(name)")
            }
        }
    }

    private func found(in recording: Recording) throws -> Set<String> {
        let logs = try recording.copyLogs()
        return try found(in: logs.path)
    }

    private func found(in path: String) throws -> Set<String> { Set(try findings(in: path).map(\.detection)) }

    private func findings(in path: String) throws -> [(detection: String, level: String)] {
        let result = try Program.run(["report", "--format", "json", path])
        #expect(result.status == 0, "\(result.errorText)")
        return try JSONValue(parsing: result.output)["findings"].array
            .map {
                ($0["detection"].string ?? "", $0["level"].string ?? "")
            }
    }
}
