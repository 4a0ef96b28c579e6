import Testing
import TestSupport

@Suite(
    .enabled(
        if: ExternalTool.areUsable("python3", "sha256sum"),
        "NOT RUN: python3 makes the logs; run scripts/install-dependencies --tests"
    )
)
struct `A made log` {
    static let options = [
        Corpus.Options(size: "500k", seed: 1),
        Corpus.Options(size: "1M", seed: 2, "--format", "raw"),
        Corpus.Options(size: "2M", seed: 3, "--files", "3", "--compress", "gz"),
        Corpus.Options(size: "1M", seed: 4, "--interleave", "0.5"),
        Corpus.Options(size: "700k", seed: 5, "--eoe"),
        Corpus.Options(size: "1M", seed: 6, "--node", "a", "--node", "b"),
        Corpus.Options(size: "500k", seed: 7, "--subj", "unconfined"),
        Corpus.Options(size: "500k", seed: 8, "--format", "raw", "--subj", "docker-default (enforce)"),
        Corpus.Options(
            size: "1500k",
            seed: 9,
            "--files",
            "4",
            "--compress",
            "gz",
            "--interleave",
            "0.9",
            "--eoe",
            "--node",
            "web1",
            "--node",
            "web2",
            "--node",
            "db",
            "--format",
            "raw"
        ),
    ]

    @Test(arguments: options)
    func `is counted as its manifest says`(options: Corpus.Options) throws {
        let corpus = try Corpus(options)
        let result = try Program.run(["report", "--format", "json", corpus.logs])
        #expect(result.status == 0, "\(result.errorText)")
        let report = try JSONValue(parsing: result.output)
        let totals = report["totals"]
        let manifest = corpus.manifest
        #expect(totals["recordsByType"].counts == manifest["records"].counts)
        #expect(totals["lines"].integer == manifest["lines"].integer)
        #expect(totals["events"].integer == manifest["events"].integer)
        #expect(totals["eventsByKey"].counts == manifest["events_by_key"].counts)
        #expect(totals["malformed"].integer == 0)

        expectGaps(report, of: manifest)
    }

    /// The first hole comes after nine thousand events, so these are larger.
    @Test(arguments: [
        Corpus.Options(size: "12M", seed: 10),
        Corpus.Options(size: "12M", seed: 11, "--files", "3", "--compress", "gz", "--node", "a", "--node", "b"),
    ])
    func `has its holes found`(options: Corpus.Options) throws {
        let corpus = try Corpus(options)
        let result = try Program.run(["report", "--format", "json", corpus.logs], limit: .seconds(300))
        #expect(result.status == 0, "\(result.errorText)")
        #expect(!corpus.manifest["serial_gaps"].array.isEmpty)
        expectGaps(try JSONValue(parsing: result.output), of: corpus.manifest)
    }

    @Test(arguments: options)
    func `has its table of writes`(options: Corpus.Options) throws {
        let corpus = try Corpus(options)
        let (activities, result) = try PrintedActivity.timeline(of: corpus.logs)
        #expect(result.status == 0, "\(result.errorText)")
        let table = WriteTable(activities)
        let writes = corpus.manifest["writes"]
        #expect(table.total == writes["total"].integer)
        expectSameLines(table.text, corpus.writes)

        let sum = try ExternalTool.run("sha256sum", [corpus.folder.write(table.text, to: "table.tsv")])
        #expect(sum.text.prefix(64) == (writes["table_sha256"].string ?? "none"))
    }

    /// Each hole in the serial numbers is one gap, and counts what is missing.
    private func expectGaps(_ report: JSONValue, of manifest: JSONValue) {
        let gaps = report["coverage"]["gaps"].array.filter { $0["kind"].string == "serial-gap" }
        let missing = manifest["serial_gaps"].array.compactMap { $0["missing"].integer }
        #expect(gaps.compactMap { $0["count"].integer }.sorted() == missing.sorted())
    }

    /// Names the first lines that only one of the two tables has.
    private func expectSameLines(_ found: String, _ wanted: String) {
        guard found != wanted else { return }
        let foundLines = Set(found.split(separator: "\n"))
        let wantedLines = Set(wanted.split(separator: "\n"))
        let extra = foundLines.subtracting(wantedLines).sorted().prefix(5).joined(separator: "\n  ")
        let missing = wantedLines.subtracting(foundLines).sorted().prefix(5).joined(separator: "\n  ")
        Issue.record("the tables differ; only printed:\n  \(extra)\nonly in the manifest:\n  \(missing)")
    }
}
