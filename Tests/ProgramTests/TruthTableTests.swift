import Testing
import TestSupport

/// How much of what is known of all recordings the timeline tells, and what it misses.
///
/// The table stands in a golden file: whoever changes what is concluded sees which acts it concerns.
@Suite struct `The truth about all recordings` {
    /// What is counted.
    private enum Measure: String, CaseIterable {
        case derivable = "true paths that the log tells"
        case mounted = "true paths that mounts tell, with the engine's files"
        case right = "acts without a wrong path"
        case login = "login users"
        case actor = "true actors behind a container, where the client was recorded"
        case outcome = "outcomes"
    }

    private struct Table {
        var counts: [Measure: (hits: Int, total: Int)] = [:]
        var misses: [String] = []

        mutating func count(_ measure: Measure, _ isHit: Bool, _ what: @autoclosure () -> String) {
            let known = counts[measure] ?? (0, 0)
            counts[measure] = (known.hits + (isHit ? 1 : 0), known.total + 1)
            if !isHit { misses.append("\(measure.rawValue): \(what())") }
        }

        func share(_ measure: Measure) -> Double {
            guard let (hits, total) = counts[measure], total > 0 else { return 0 }
            return Double(hits) / Double(total)
        }

        var text: String {
            let totals = Measure.allCases.map { measure in
                let (hits, total) = counts[measure] ?? (0, 0)
                return "\(hits) of \(total) \(measure.rawValue)\n"
            }
            return totals.joined() + "\nmissed\n" + misses.map { "  \($0)\n" }.joined()
        }
    }

    /// Truths that the log itself tells, in the words of truth.json.
    private static let derivable = ["name", "cwd", "inode", "parent-inode", "engine-chroot"]

    @Test func `is told, and what is missed is named`() throws {
        var table = Table()
        for recording in Recording.all { try add(recording, to: &table) }
        print(table.text)
        #expect(table.share(.derivable) >= 0.99)
        #expect(table.share(.mounted) >= 0.95)
        #expect(table.share(.login) == 1)
        #expect(table.share(.actor) >= 0.9)
        try expectGolden(table.text, "truth-table.txt")
    }

    private func add(_ recording: Recording, to table: inout Table) throws {
        let truth = try recording.truth()
        let logs = try recording.copyLogs()
        let printed = Dictionary(grouping: try PrintedActivity.timeline(of: logs.path).activities, by: \.moment)
        let options = recording.engineState.map { ["--engine-state", $0] } ?? []
        let withState = Dictionary(
            grouping: try PrintedActivity.timeline(of: logs.path, options).activities,
            by: \.moment
        )
        for event in truth.events {
            let here = printed[event.moment] ?? []
            let name = "\(recording.name) \(event.moment.serial) \(event.action) \(event.path?.description ?? "?")"
            let said = here.map { "\($0.path?.description ?? "unresolved")" }.joined(separator: ", ")
            table.count(.outcome, here.contains { $0.outcome == event.outcome }, name)
            table.count(.login, here.contains { $0.isBy(event.login) }, name)
            if event.path != nil {
                // The directory of a file that was never made is what the records hold of it.
                let wrong = here.filter { activity in
                    guard let path = activity.path, path != event.path, path != event.from else { return false }
                    return activity.json["file"]["resolvedBy"].string != "parent-only"
                }
                table.count(.right, wrong.isEmpty, "\(name): \(said)")
            }
            if Self.derivable.contains(event.resolvedBy) {
                table.count(.derivable, here.contains { $0.names(event) }, "\(name) (\(event.resolvedBy)): \(said)")
            } else if event.resolvedBy == "hand", recording.engineState != nil, event.actor != nil {
                let here = withState[event.moment] ?? []
                table.count(.mounted, here.contains { $0.names(event) }, name)
            }
            if let actor = event.actor, recording.hasClients {
                let named = here.map { $0.json["container"]["startedBy"].string ?? $0.login }
                table.count(.actor, named.contains { PrintedActivity.isLogin($0, of: actor) }, "\(name): \(named)")
            }
        }
    }
}

extension Recording {
    /// Whether its rules recorded the engine's client, or its connections.
    fileprivate var hasClients: Bool {
        !["14-container-host-root-mount", "16-privileged-disk-mount"].contains(name)
    }
}

extension PrintedActivity {
    /// Whether it names the event's file; in an exchange of two names either may stand first.
    fileprivate func names(_ event: Truth.Event) -> Bool {
        path == event.path || (event.from != nil && path == event.from && from == event.path)
    }
}
