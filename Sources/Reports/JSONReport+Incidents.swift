internal import Analysis
internal import AuditRecords
internal import Detections
internal import DockerActivity

extension JSONReport {
    /// The stories that findings tell together.
    func writeIncidents(of report: Report, _ filters: FilterWords, to writer: inout JSONWriter) {
        let words = IncidentWords(names: names, report: report)
        writer.array("incidents") { writer in
            for entry in report.incidents where entry.incident.level >= leastLevel {
                write(entry, words, filters, to: &writer)
            }
        }
    }

    /// One incident, with its kind where it stands among lines of other kinds.
    func write(
        _ entry: Report.IncidentEntry,
        kind: String? = nil,
        _ words: IncidentWords,
        _ filters: FilterWords,
        to writer: inout JSONWriter
    ) {
        let incident = entry.incident
        writer.object { writer in
            if let kind { writer.text("kind", kind) }
            writer.text("id", incident.id)
            writer.number("set", UInt64(entry.set))
            writer.text("title", incident.title)
            writer.text("level", incident.level.rawValue)
            writer.moment("from", incident.first.milliseconds)
            writer.moment("to", incident.last.milliseconds)
            writer.array("logins") { writer in
                for login in words.logins(incident) { writer.text(nil, login) }
            }
            writer.array("findings") { writer in
                for finding in words.report.findings(of: incident) { writer.text(nil, finding.id) }
            }
            writer.array("steps") { writer in
                for step in incident.steps { write(step, words.report, to: &writer) }
            }
            writer.arguments("filter", filters.words(of: entry))
            write(words.unknown(incident), to: &writer)
            write(Advice(on: words.report.findings(of: incident)), to: &writer)
        }
    }

    private func write(_ step: Incident.Step, _ report: Report, to writer: inout JSONWriter) {
        let finding = report.findings[step.finding].finding
        writer.object { writer in
            writer.moment("time", finding.stamp.milliseconds)
            writer.number("serial", finding.stamp.serial)
            writer.text("login", names.login(finding.actor))
            writer.text("finding", finding.id)
            writer.text("what", FindingWords(names: names).why(finding).bytes)
            writer.text("basis", step.basis.rawValue)
            writer.text("confidence", step.confidence.rawValue)
            writer.text("link", step.link?.kind.rawValue)
            writer.text("linkTo", step.link.map { report.findings[$0.other].finding.id })
            writer.text("linkConfidence", step.link?.confidence.rawValue)
        }
    }

    /// What the log cannot tell.
    func write(_ unknown: [Sentence], to writer: inout JSONWriter) {
        writer.array("unknown") { writer in
            for sentence in unknown { writer.text(nil, sentence.bytes) }
        }
    }

    /// What to look at now.
    func write(_ advice: Advice, to writer: inout JSONWriter) {
        writer.array("advice") { writer in
            for command in advice.commands {
                writer.object { writer in
                    writer.command("command", command.line)
                    writer.text("shows", command.shows)
                }
            }
        }
    }
}
