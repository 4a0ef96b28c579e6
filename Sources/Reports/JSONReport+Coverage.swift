internal import Analysis
internal import Detections
internal import DockerActivity

extension JSONReport {
    /// What the log cannot tell.
    func writeCoverage(of report: Report, to writer: inout JSONWriter) {
        let coverage = report.coverage
        writer.object("coverage") { writer in
            writer.boolean("complete", coverage.isComplete)
            writer.array("gaps") { writer in
                for gap in coverage.gaps { write(gap, of: report, to: &writer) }
            }
            writer.number("gapsOmitted", coverage.gapsOmitted)
            writer.array("notes") { writer in
                for note in coverage.notes { writer.text(nil, note) }
            }
            writer.array("places") { writer in
                for place in coverage.places { write(place, to: &writer) }
            }
            writer.number("placesOmitted", coverage.placesOmitted)
            writer.array("rules") { writer in
                for rule in coverage.rules { write(rule, to: &writer) }
            }
            writer.number("rulesOmitted", coverage.rulesOmitted)
        }
    }

    /// Something missing.
    func write(_ gap: Report.Gap, of report: Report, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.text("kind", gap.kind.rawValue)
            writeRest(of: gap, of: report, to: &writer)
        }
    }

    /// What is said of a gap beside its kind.
    func writeRest(of gap: Report.Gap, of report: Report, to writer: inout JSONWriter) {
        writer.number("set", gap.set.map { UInt64($0) })
        writer.moment("from", gap.from)
        writer.moment("to", gap.to)
        writer.number("count", gap.count)
        writer.text("source", gap.source)
        writer.text("detail", gap.detail)
        writer.text("confidence", gap.confidence.rawValue)
        writer.array("evidence") { writer in
            for event in gap.evidence { write(event, node: gap.node, of: report, to: &writer) }
        }
    }

    private func write(_ place: Report.Place, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.number("set", UInt64(place.set))
            writer.text("node", place.node)
            writer.text("path", place.path)
            writer.text("key", place.key)
            writer.array("watched") { writer in
                for interval in place.watched {
                    writer.object { writer in
                        writer.moment("from", interval.times.lowerBound)
                        writer.moment("to", interval.times.upperBound)
                        writer.text("basis", interval.basis.rawValue)
                    }
                }
            }
            writer.text("verdict", place.verdict.rawValue)
        }
    }

    func write(_ rule: Report.RuleChange, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.number("set", UInt64(rule.set))
            writer.text("node", rule.node)
            writer.moment("time", rule.milliseconds)
            writer.number("serial", rule.serial)
            writer.text("change", rule.word)
            writer.text("key", rule.key)
            writer.text("path", rule.path)
            writer.text("by", names.login(rule.by))
        }
    }
}

extension Report.RuleChange {
    /// What changed, in one word.
    ///
    /// The kernel drops a rule by itself when what it watches goes: nobody's login stands there.
    var word: String {
        if outcome == .failure { return "refused" }
        return switch action {
        case .auditRuleAdd: "added"
        case .auditRuleRemove: by.id == nil ? "died" : "removed"
        default: "updated"
        }
    }
}
