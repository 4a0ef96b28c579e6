public import Analysis
internal import AuditRecords
internal import Detections
internal import DockerActivity

/// Writes what an auditor is told of a period as one JSON object, in the form `docktrail.attest/1`.
public struct AttestationJSON: Sendable {
    private let report: JSONReport
    private let version: String
    private let generated: Int64

    /// - Parameters:
    ///   - names: how login users are named.
    ///   - version: the program's version.
    ///   - generated: now, in milliseconds since 1970.
    public init(names: ReportNames, version: String, generated: Int64) {
        report = JSONReport(names: names, version: version, generated: generated)
        self.version = version
        self.generated = generated
    }

    /// The attestation's text, with a newline at its end; `report` is what it was made of.
    public func text(of attestation: Attestation, from report: Report) -> OutputBuffer {
        var writer = JSONWriter()
        writer.object { writer in
            writer.text("schema", "docktrail.attest/1")
            writer.moment("generated", generated)
            writer.object("tool") { writer in
                writer.text("name", "docktrail")
                writer.text("version", version)
            }
            write(attestation.period, "period", to: &writer)
            writer.boolean("whole", attestation.isWhole)
            writer.array("sets") { writer in
                for (set, name) in report.sets.enumerated() { write(name, set, attestation, report, to: &writer) }
            }
            writer.array("places") { writer in
                for place in attestation.places { write(place, to: &writer) }
            }
            writer.array("exceptions") { writer in
                for gap in attestation.exceptions { self.report.write(gap, of: report, to: &writer) }
            }
            writer.number("exceptionsOmitted", report.coverage.gapsOmitted)
            writer.number("placesOmitted", report.coverage.placesOmitted)
            writer.array("notes") { writer in
                for note in report.coverage.notes { writer.text(nil, note) }
            }
            writer.array("changes") { writer in
                for change in attestation.changes { write(change, to: &writer) }
            }
            writer.array("groupChanges") { writer in
                for change in attestation.groupChanges { self.report.write(change, to: &writer) }
            }
            writer.array("rules") { writer in
                for rule in attestation.rules { self.report.write(rule, to: &writer) }
            }
        }
        var output = writer.output
        output.append("\n")
        return output
    }

    /// What the logs of a set reach, and the files that they are.
    private func write(
        _ name: String,
        _ set: Int,
        _ attestation: Attestation,
        _ report: Report,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.text("name", name)
            writer.moment("from", attestation.spans[set]?.lowerBound)
            writer.moment("to", attestation.spans[set]?.upperBound)
            writer.array("files") { writer in
                for source in report.sources where source.set == set {
                    writer.object { writer in
                        writer.text("path", source.name)
                        writer.text("sha256", source.sha256)
                        writer.number("bytes", source.storedBytes)
                        writer.moment("from", source.tally.times?.lowerBound)
                        writer.moment("to", source.tally.times?.upperBound)
                    }
                }
            }
        }
    }

    private func write(_ place: Attestation.Place, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.number("set", UInt64(place.place.set))
            writer.text("node", place.place.node)
            writer.text("path", place.place.path)
            writer.text("key", place.place.key)
            writer.text("verdict", place.place.verdict.rawValue)
            writer.number("partsOfTenThousand", UInt64(place.share))
            writer.array("watched") { writer in
                for time in place.watched { write(time, to: &writer) }
            }
            writer.array("unproven") { writer in
                for time in place.unproven { write(time, to: &writer) }
            }
        }
    }

    private func write(_ change: Attestation.Change, to writer: inout JSONWriter) {
        let edit = change.edit
        writer.object { writer in
            writer.number("set", UInt64(edit.set))
            writer.text("node", edit.node)
            writer.moment("time", edit.stamp.milliseconds)
            writer.number("serial", edit.stamp.serial)
            writer.text("login", report.names.login(edit.login, on: edit.node))
            writer.text("action", edit.action.rawValue)
            writer.text("outcome", edit.outcome.rawValue)
            writer.text("path", edit.path)
            writer.text("from", edit.from)
            writer.number("steps", edit.steps)
            var reason: String?
            var findings: [String]?
            switch change.approval {
            case .approved(let text): reason = text
            case .open(let ids): findings = ids
            case .none: break
            }
            writer.text("approved", reason)
            writer.boolean("needsExplanation", findings != nil)
            writer.array("findings") { writer in
                for id in findings ?? [] { writer.text(nil, id) }
            }
        }
    }

    private func write(_ times: ClosedRange<Int64>, _ name: StaticString? = nil, to writer: inout JSONWriter) {
        writer.object(name) { writer in
            writer.moment("from", times.lowerBound)
            writer.moment("to", times.upperBound)
        }
    }
}
