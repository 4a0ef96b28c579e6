import AuditRecords
import DockerActivity
import Testing

@testable import Detections

@Suite("Site settings")
struct SiteSettingsTests {
    private func settings(_ text: String) throws -> SiteSettings {
        try SiteSettings(text: Array(text.utf8), path: "docktrail.yml")
    }

    private func finding(_ detection: String, login: String = "alice", file: String = "/etc/docker/daemon.json")
        -> Finding
    {
        let card = DetectionCard(id: detection, title: "", level: .medium)
        var finding = Finding(card, action: .openWrite, at: Stamp(milliseconds: 1_795_000_000_000, serial: 1))
        finding.actor.login = Array(login.utf8)
        finding.actor.loginID = 1001
        finding.file = Array(file.utf8)
        return finding
    }

    @Test func `turn detections off and change levels`() throws {
        let settings = try settings("disable: [cli-secret-in-args]\nlevels: { sock-use-unusual-exe: low }\n")
        #expect(settings.disabled == ["cli-secret-in-args"])
        #expect(settings.levels == ["sock-use-unusual-exe": .low])
    }

    @Test func `accept what is named, and nothing else`() throws {
        let settings = try settings(
            "accepted:\n  - { detection: cfg-*, login: alice, file: /etc/docker/*.json, reason: CHG-1042 }\n"
        )
        #expect(settings.acceptance(of: finding("cfg-daemon-json-write"))?.reason == "CHG-1042")
        #expect(settings.acceptance(of: finding("cfg-daemon-json-write", login: "mallory")) == nil)
        #expect(settings.acceptance(of: finding("cfg-daemon-json-write", file: "/etc/docker/tls/ca.pem")) == nil)
        #expect(settings.acceptance(of: finding("af-rules-flushed")) == nil)
    }

    @Test(arguments: [
        ("from: 2026-11-18, until: 2026-11-20", true), ("from: 2026-11-19", false), ("until: 2026-11-17", false),
        ("from: 2026-11-18T11:06:40Z", true), ("from: 2026-11-18T11:06:41Z", false), ("until: 2026-11-18", true),
    ])
    func `accept within the time that is named`(times: String, isAccepted: Bool) throws {
        // 1795000000 is 2026-11-18T11:06:40Z.
        let settings = try settings("accepted:\n  - { login: \"uid:1001\", \(times), reason: x }\n")
        #expect((settings.acceptance(of: finding("cfg-daemon-json-write")) != nil) == isAccepted)
    }

    @Test func `trust automation with configuration, and not with the group or the audit system`() throws {
        let settings = try settings("automation: [svc-*]\n")
        #expect(settings.acceptance(of: finding("cfg-daemon-json-write", login: "svc-deploy")) != nil)
        #expect(settings.acceptance(of: finding("unit-docker-dropin", login: "svc-deploy")) != nil)
        #expect(settings.acceptance(of: finding("grp-docker-member-added", login: "svc-deploy")) == nil)
        #expect(settings.acceptance(of: finding("af-rules-flushed", login: "svc-deploy")) == nil)
        #expect(settings.acceptance(of: finding("cfg-daemon-json-write", login: "alice")) == nil)
    }

    @Test func `know agents by their image`() throws {
        let settings = try settings("agents: [\"portainer/*\"]\n")
        var found = finding("sock-use-from-container")
        found.image = Array("portainer/portainer-ce:2".utf8)
        #expect(settings.acceptance(of: found) != nil)
        found.detection = "esc-host-write-from-container"
        #expect(settings.acceptance(of: found) == nil)
        found.detection = "sock-use-from-container"
        found.image = Array("evil/portainer".utf8)
        #expect(settings.acceptance(of: found) == nil)
    }

    @Test(arguments: [
        ("colour: blue\n", 1, "colour is no setting"),
        ("disable: []\nlevels: { a: grave }\n", 2, "a is no level"),
        ("accepted:\n  - { login: alice }\n", 2, "needs a reason"),
        ("accepted:\n  - { reason: because }\n", 2, "would accept everything"),
        ("accepted:\n  - { login: alice, until: tomorrow, reason: x }\n", 2, "until is no moment"),
        ("office-hours: { from: \"25:00\", to: \"18:00\" }\n", 1, "from is no time of day"),
        ("office-hours: { from: \"08:00\" }\n", 1, "needs from and to"),
        ("- a\n", 1, "settings with names are expected, not a list"),
        ("a: 1\n---\nb: 2\n", 1, "more than one document"),
    ])
    func `say what is wrong, and where`(text: String, line: Int, reason: String) throws {
        let error = #expect(throws: DetectionError.self) { try settings(text) }
        #expect(error?.file == "docktrail.yml")
        #expect(error?.line == line)
        #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
    }

    @Test func `changes that were approved have a file of their own`() throws {
        let text =
            "changes:\n  - { file: /etc/docker/daemon.json, from: 2026-11-01, until: 2026-11-30, reason: CHG-7 }\n"
        let settings = try SiteSettings.changes(text: Array(text.utf8), path: "changes.yml")
        #expect(settings.acceptance(of: finding("cfg-daemon-json-write"))?.reason == "CHG-7")
    }
}

@Suite("Office hours")
struct OfficeHoursTests {
    private let week = OfficeHours(days: [0, 1, 2, 3, 4], from: 8 * 60, to: 18 * 60, ahead: 60)
    /// 2026-11-16 was a Monday.
    private let monday: Int64 = 1_794_787_200_000

    @Test(arguments: [
        (0, 7, true), (0, 6, false), (0, 16, true), (0, 17, false), (4, 12, true), (5, 12, false), (6, 12, false),
    ])
    func `are days and hours of the site's zone`(day: Int64, hour: Int64, isWithin: Bool) {
        #expect(week.contains(monday + day * 86_400_000 + hour * 3_600_000) == isWithin)
    }

    @Test(arguments: [(0, 21, true), (1, 3, true), (1, 12, false), (5, 3, true), (5, 21, false), (0, 3, false)])
    func `may pass midnight, and belong to the day they began in`(day: Int64, hour: Int64, isWithin: Bool) {
        let nights = OfficeHours(days: [0, 1, 2, 3, 4], from: 20 * 60, to: 6 * 60, ahead: 0)
        #expect(nights.contains(monday + day * 86_400_000 + hour * 3_600_000) == isWithin)
    }
}

@Suite("A baseline")
struct BaselineTests {
    @Test func `comes back from its file as it was`() throws {
        var baseline = Baseline()
        baseline.insert(Baseline.Entry(.program, place: "daemon-config", name: Array("/usr/bin/sed".utf8)))
        baseline.insert(Baseline.Entry(.user, place: "unit", name: [0x61, 0x09, 0x0a, 0xff, 0x25]))
        let text = baseline.text
        #expect(text.utf8.allSatisfy { $0 < 0x7f })
        #expect(try Baseline(text: Array(text.utf8), path: "b") == baseline)
    }

    @Test(arguments: [
        ("", 1, "no baseline"), ("docktrail-baseline 1\nuser alice\n", 2, "between tabs"),
        ("docktrail-baseline 1\n\nuser\tunit\t%4\n", 3, "between tabs"),
    ])
    func `that is damaged says where`(text: String, line: Int, reason: String) {
        let error = #expect(throws: DetectionError.self) { try Baseline(text: Array(text.utf8), path: "b") }
        #expect(error?.line == line)
        #expect(error?.reason.contains(reason) == true)
    }
}
