internal import Analysis
internal import AuditRecords
internal import Detections

extension JSONReport {
    /// Which secrets are not in the report; null where none were looked for.
    func writeRedactions(of report: Report, to writer: inout JSONWriter) {
        let redactions = report.redactions
        guard redactions.areLookedFor else { return writer.text("redactions", nil as String?) }
        writer.object("redactions") { writer in
            writer.number("count", redactions.count)
            writer.array("places") { writer in
                for place in redactions.places {
                    let source = place.evidence.map { Int($0.source) } ?? .max
                    writer.object { writer in
                        writer.number("set", UInt64(place.set))
                        writer.text("finding", place.finding)
                        writer.text("field", place.field)
                        writer.text("kind", place.kind)
                        writer.text("source", source < report.sources.count ? report.sources[source].name : nil)
                        writer.number("line", place.evidence?.line)
                        writer.number("serial", place.evidence?.stamp.serial)
                    }
                }
            }
            writer.number("placesOmitted", redactions.count - UInt64(redactions.places.count))
        }
    }
}
