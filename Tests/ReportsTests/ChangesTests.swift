import AuditEvents
import DockerActivity
import Foundation
import Reports
import Testing

@testable import Analysis

@Suite struct `The changes in a report` {
    /// The report over a sample, with its edits.
    private func report(of sample: String, path: String = #filePath) -> Report {
        let root = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("../../samples")
        let timeline = LogAnalysis([root.appendingPathComponent(sample).path]).timeline()
        var tables = ActivityTables()
        var folder = EditFolder()
        while let piece = timeline.next() {
            for run in piece.runs {
                for position in run.positions {
                    tables.add(run.batch.activities[position], of: run.batch)
                    folder.add(run.batch.activities[position], of: run.batch) { tables.add($0) }
                }
            }
        }
        folder.finish { tables.add($0) }
        var report = Report()
        report.sets = [""]
        tables.fill(&report, set: 0)
        return report
    }

    private func summary(of sample: String, listsSteps: Bool = false) -> [Substring] {
        let names = ReportNames(AccountNames())
        let style = TextStyle(hasColour: false)
        let summary = Summary(names: names, zone: .utc, columns: 100, style: style, listsSteps: listsSteps)
        let text = String(decoding: summary.text(of: report(of: sample)).bytes, as: UTF8.self)
        return text.split(separator: "\n").drop { $0 != "Changes" }.prefix { $0 != "Missing" }
    }

    @Test func `are one line for each edit, and no temporary file is listed`() {
        #expect(
            summary(of: "admin-edits-config") == [
                "Changes",  //
                "  TIME                 LOGIN  WHAT                 FILE                     PROGRAM",
                "  2026-11-20 21:03:37  bob    replaced (4 steps)   /etc/docker/daemon.json  /usr/bin/sed",
                "  2026-11-20 21:03:38  bob    replaced (4 steps)   /etc/docker/daemon.json  /usr/bin/mv",
                "  2026-11-20 21:03:39  bob    replaced (16 steps)  /etc/docker/daemon.json  /usr/bin/vim.basic",
                "  2026-11-20 21:03:43  bob    opened for writing   /etc/docker/daemon.json  /usr/bin/tee",
                "  2026-11-20 21:03:43  bob    opened for writing   /etc/docker/daemon.json  /usr/bin/sudo",
                "  2026-11-20 21:03:44  bob    replaced (5 steps)   /etc/docker/daemon.json  /usr/bin/install",
                "  2026-11-20 21:03:45  bob    mode set             /etc/docker/daemon.json  /usr/bin/chmod",
                "  2026-11-20 21:03:45  bob    owner set            /etc/docker/daemon.json  /usr/bin/chown",
                "Docker files and who touched them",
                "  FILE                     LOGIN  WHAT                                LAST",
                "  /etc/docker/daemon.json  bob    3 chmod, 3 rename, 2 chown, 7 more  2026-11-20 21:03:45",
            ]
        )
    }

    @Test func `are listed with the names that edits passed through where that is wanted`() {
        let text = summary(of: "admin-edits-config", listsSteps: true).joined(separator: "\n")
        #expect(text.contains("/etc/docker/4913") && text.contains("/etc/docker/.daemon.json.swp"))
    }

    @Test func `tell attempts and account files`() {
        #expect(
            summary(of: "docker-group-usermod").prefix(8) == [
                "Changes",  //
                "  TIME                 LOGIN  WHAT                         FILE                 PROGRAM",
                "  2026-11-20 21:11:36  bob    replaced (4 steps, 2 files)  /etc/group ← group+  /usr/sbin/usermod",
                "  2026-11-20 21:11:38  bob    replaced (4 steps, 2 files)  /etc/group ← group+  /usr/sbin/usermod",
                "  2026-11-20 21:11:38  bob    replaced (4 steps, 2 files)  /etc/group ← group+  /usr/sbin/usermod",
                "Docker files and who touched them",
                "  FILE                  LOGIN    WHAT                    LAST",
                "  /etc/group            bob      3 open-write, 3 rename  2026-11-20 21:11:38",
            ]
        )
        #expect(!summary(of: "docker-group-usermod").contains { $0.contains("gshadow+") })
        #expect(
            summary(of: "refused-attempts").prefix(4) == [
                "Changes",  //
                "  TIME                 LOGIN    WHAT                FILE                           PROGRAM",
                "  2026-11-20 21:05:04  mallory  open-write refused  /etc/docker/daemon.json        /usr/bin/bash",
                "  2026-11-20 21:05:04  mallory  create refused      in /etc/docker                 /usr/bin/bash",
            ]
        )
    }

    @Test func `that are too many are the latest`() {
        var report = report(of: "admin-edits-config")
        report.changes = (0..<40).flatMap { _ in report.changes }
        let text = TextReport(
            names: ReportNames(AccountNames()),
            zone: .utc,
            columns: 100,
            style: TextStyle(hasColour: false)
        )
        let whole = String(decoding: text.text(of: report).bytes, as: UTF8.self)
        #expect(
            whole.contains("\nChanges\n  TIME") && whole.split(separator: "\n").count { $0.contains("mode set") } == 40
        )
        let summary = Summary(
            names: ReportNames(AccountNames()),
            zone: .utc,
            columns: 100,
            style: TextStyle(hasColour: false)
        )
        let screen = String(decoding: summary.text(of: report).bytes, as: UTF8.self)
        #expect(screen.contains("  304 earlier ones are not shown"))
    }
}
