public import Analysis
public import Detections
import DockerActivity

/// Writes a report as one JSON object, in the form `docktrail.report/1`.
public struct JSONReport: Sendable {
    let names: ReportNames
    let version: String
    let generated: Int64
    let leastLevel: Level

    /// - Parameters:
    ///   - names: how login users are named.
    ///   - version: the program's version.
    ///   - generated: now, in milliseconds since 1970.
    ///   - leastLevel: the level that findings must have to be listed; all are counted.
    public init(names: ReportNames, version: String, generated: Int64, leastLevel: Level = .informational) {
        self.names = names
        self.version = version
        self.generated = generated
        self.leastLevel = leastLevel
    }

    /// The report's text, with a newline at its end.
    public func text(of report: Report) -> OutputBuffer {
        var writer = JSONWriter()
        let filters = FilterWords(report, names: names)
        writer.object { writer in
            writer.text("schema", "docktrail.report/1")
            writer.moment("generated", generated)
            writeTool(to: &writer)
            writer.object("period") { writer in
                writer.moment("from", report.period.from)
                writer.moment("to", report.period.to)
            }
            writer.arguments("filter", filters.ofReport)
            writer.array("sets") { writer in
                for name in report.sets { writer.text(nil, name) }
            }
            writer.array("nodes") { writer in
                for name in report.nodes { writer.text(nil, name) }
            }
            writer.array("sources") { writer in
                for entry in report.sources { write(entry, to: &writer) }
            }
            writer.array("unread") { writer in
                for file in report.unread {
                    writer.object { writer in
                        writer.text("path", file.name)
                        writer.text("reason", file.reason)
                    }
                }
            }
            writer.array("engineState") { writer in
                for source in report.engineState {
                    writer.object { writer in
                        writer.text("host", source.host)
                        writer.text("path", source.path)
                        writer.number("containers", source.containers)
                        writer.array("problems") { writer in
                            for problem in source.problems { writer.text(nil, problem) }
                        }
                    }
                }
            }
            writer.array("hostMaps") { writer in
                for source in report.hostMaps {
                    writer.object { writer in
                        writer.text("host", source.host)
                        writer.text("path", source.path)
                        writer.moment("time", source.milliseconds)
                        writer.number("files", source.files)
                    }
                }
            }
            writer.array("passwd") { write(report.accountFiles, of: .passwd, to: &$0) }
            writer.array("group") { write(report.accountFiles, of: .group, to: &$0) }
            write(report.totals, findings: UInt64(report.findings.count) + report.findingsOmitted, to: &writer)
            writeFindings(of: report, filters, to: &writer)
            writeIncidents(of: report, filters, to: &writer)
            writer.array("files") { writer in
                for entry in report.files { write(entry, filters, to: &writer) }
            }
            writer.array("users") { writer in
                for entry in report.users { write(entry, of: report, filters, to: &writer) }
            }
            writeDockerGroup(of: report, to: &writer)
            writer.array("containers") { writer in
                for entry in report.containers { write(entry, filters, to: &writer) }
            }
            writeCoverage(of: report, to: &writer)
            writeRedactions(of: report, to: &writer)
        }
        var output = writer.output
        output.append("\n")
        return output
    }

    private func write(_ files: [AccountFile], of kind: AccountFile.Kind, to writer: inout JSONWriter) {
        for file in files where file.kind == kind {
            writer.object { writer in
                writer.text("host", file.host)
                writer.text("path", file.path)
            }
        }
    }

    private func write(_ source: Report.Source, to writer: inout JSONWriter) {
        let tally = source.tally
        writer.object { writer in
            writer.number("set", UInt64(source.set))
            writer.text("path", source.name)
            writer.text("sha256", source.sha256)
            writer.number("bytes", source.storedBytes)
            writer.text("compression", source.compression)
            writer.text("format", tally.format)
            writer.text("node", nil as String?)
            writer.number("uncompressedBytes", tally.uncompressedBytes)
            writer.number("lines", tally.lines)
            writer.number("records", tally.records)
            writer.number("events", tally.events)
            writer.number("malformed", tally.malformed)
            writer.moment("from", tally.times?.lowerBound)
            writer.moment("to", tally.times?.upperBound)
            writer.number("firstSerial", tally.firstSerial)
            writer.number("lastSerial", tally.lastSerial)
        }
    }

    func write(_ totals: Report.Totals, findings: UInt64, to writer: inout JSONWriter) {
        writer.object("totals") { writer in
            writer.number("lines", totals.lines)
            writer.number("records", totals.records)
            writer.number("events", totals.events)
            writer.number("malformed", totals.malformed)
            writer.number("activities", totals.activities)
            writer.number("otherActivities", totals.otherActivities)
            writer.number("findings", findings)
            writer.counts("recordsByType", totals.recordsByType.map { ($0.type, $0.count) })
            writer.counts("eventsByKey", totals.eventsByKey.map { ($0.key, $0.count) })
        }
    }

    private func write(_ file: Report.FileEntry, _ filters: FilterWords, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.number("set", UInt64(file.set))
            writer.text("node", file.node)
            writer.text("path", file.path)
            writer.text("class", file.place.rawValue)
            writer.boolean("folded", file.isFolded)
            writer.array("users") { writer in
                for user in file.users {
                    writer.object { writer in
                        write(user.login, to: &writer)
                        writer.counts("actions", user.actions.map { (Array($0.action.rawValue.utf8), $0.count) })
                        writer.number("failures", user.failures)
                        writer.number("routine", user.routine)
                        writer.number("noteworthy", user.noteworthy)
                        writer.number("suspicious", user.suspicious)
                        writer.moment("first", user.times.lowerBound)
                        writer.moment("last", user.times.upperBound)
                        writer.arguments("filter", filters.words(of: user, on: file))
                    }
                }
            }
        }
    }

    private func write(_ container: Report.ContainerEntry, _ filters: FilterWords, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.number("set", UInt64(container.set))
            writer.text("node", container.node)
            writer.text("id", container.id)
            writer.text("name", container.name)
            writer.text("image", container.image)
            writer.text("startedBy", container.startedBy.map(names.login) ?? [])
            writer.text("confidence", container.confidence?.rawValue)
            writer.text("startedFrom", container.startedFrom)
            writer.moment("from", container.times.lowerBound)
            writer.moment("to", container.times.upperBound)
            writer.number("activities", container.activities)
            writer.number("hostWrites", container.hostWrites)
            writer.arguments("filter", filters.words(of: container))
        }
    }

    private func write(_ login: Report.LoginName, to writer: inout JSONWriter) {
        writer.text("login", names.login(login))
        writer.number("auid", login.id.map(UInt64.init))
    }

    private func write(
        _ user: Report.UserEntry,
        of report: Report,
        _ filters: FilterWords,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.number("set", UInt64(user.set))
            writer.text("node", user.node)
            write(user.login, to: &writer)
            writer.array("sessions") { writer in
                for session in user.sessions {
                    writer.object { writer in
                        writer.number("session", UInt64(session.session))
                        writer.text("via", session.service?.rawValue)
                        writer.text("source", session.source)
                        writer.text("tty", session.terminal)
                        writer.moment("from", session.times.lowerBound)
                        writer.moment("to", session.times.upperBound)
                    }
                }
            }
            writer.number("activities", user.activities)
            writer.number("findings", report.findings(of: user))
            writer.arguments("filter", filters.words(of: user))
            writeStanding(of: user, in: report, to: &writer)
        }
    }
}
