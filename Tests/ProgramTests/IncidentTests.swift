import Testing
import TestSupport

@Suite struct `The incidents of a report` {
    private func report(_ arguments: [String]) throws -> JSONValue {
        let result = try Program.run(["report", "--format", "json"] + arguments)
        #expect(result.status == 0, "\(result.errorText)")
        return try JSONValue(parsing: result.output)
    }

    private func strings(_ value: JSONValue) -> [String] { value.array.compactMap(\.string) }

    @Test(arguments: Recording.all)
    func `and its findings name each other`(recording: Recording) throws {
        let logs = try recording.copyLogs()
        let report = try report([logs.path])
        let findings = report["findings"].array
        var told: [String: String] = [:]
        for incident in report["incidents"].array {
            let id = try #require(incident["id"].string)
            let ids = strings(incident["findings"])
            let own = findings.filter { ids.contains($0["id"].string ?? "") }
            #expect(own.count == ids.count && ids.count > 1)
            for finding in ids {
                #expect(told[finding] == nil, "\(finding) is in two incidents")
                told[finding] = id
            }
            #expect(own.compactMap { $0["time"].string }.min() == incident["from"].string)
            #expect(own.contains { $0["level"] == incident["level"] })
            #expect(Set(strings(incident["logins"])).isSubset(of: own.compactMap { $0["login"].string }))
            #expect(!strings(incident["logins"]).contains("unset"))
            #expect(try #require(incident["to"].string) >= #require(incident["from"].string))
            let steps = incident["steps"].array
            #expect(steps.filter { $0["link"].isNull }.count == 1, "one step is not joined by anything: the first")
            #expect(steps.compactMap { $0["time"].string }.sorted() == steps.compactMap { $0["time"].string })
            for step in steps {
                #expect(["observed", "inferred"].contains(step["basis"].string))
                #expect(step["linkTo"].isNull || ids.contains(step["linkTo"].string ?? ""))
            }
        }
        for finding in findings {
            #expect(finding["incident"].string == told[finding["id"].string ?? ""])
        }
    }

    @Test(arguments: [
        "09-mallory-denied", "17-sock-in-container", "24-trojan-binary", "32-watch-removed", "61-socket-opened",
    ])
    func `are told in order, with what is not known and what to look at`(name: String) throws {
        let recording = try #require(Recording.all.first { $0.name == name })
        let logs = try recording.copyLogs()
        for width in [60, 100] {
            let arguments = ["report", "--width", "\(width)", "--timezone", "UTC", "."]
            let text = try Program.run(arguments, in: logs.path).text
            let end = try #require(text.firstRange(of: /\n\n(Changes|Docker files and who touched them)\n/))
            try expectGolden(String(text[..<end.lowerBound]) + "\n", "incidents/\(name)-\(width).txt")
        }
    }

    @Test func `are the same on one core and on several`() throws {
        let logs = Recording.all.map(\.folder)
        let reports = try ["1", "2"].map { try report(["--cores", $0] + logs)["incidents"] }
        #expect(reports[0] == reports[1])
        #expect(reports[0].array.count > 20)
    }
}
