public import Analysis
public import Detections

extension Redactor {
    /// Places that one report lists; all are counted.
    static let placesLimit = 1000

    /// Replaces the secrets in what a report prints of command lines, and says in the report where they stood.
    ///
    /// Those of findings below a level, which are not listed, are replaced as well and not counted.
    public mutating func redact(_ report: inout Report, listing leastLevel: Level) {
        report.redactions.areLookedFor = isOn
        for index in report.findings.indices {
            let process = report.findings[index].finding.process
            let secrets = secrets(in: process.command.span, arguments: process.arguments.span)
            if secrets.isEmpty { continue }
            report.findings[index].redacted = UInt64(secrets.count)
            report.findings[index].finding.process.command = Self.text(process.command.span, without: secrets)
            let entry = report.findings[index]
            let finding = entry.finding
            guard finding.level >= leastLevel else { continue }
            let event = finding.evidence.first { $0.stamp == finding.stamp } ?? finding.evidence.first
            for secret in secrets {
                report.redactions.count += 1
                guard report.redactions.places.count < Self.placesLimit else { continue }
                report.redactions.places.append(
                    Report.Redaction(
                        set: entry.set,
                        finding: finding.id,
                        field: "process.command",
                        kind: secret.kind.rawValue,
                        evidence: event
                    )
                )
            }
        }
    }
}
