internal import Analysis
internal import AuditRecords
internal import Detections

extension ReportText {
    /// One line: how many secrets are not shown, and what shows them; nothing where there are none.
    mutating func redactions(_ redactions: Report.Redactions) {
        guard redactions.count > 0 else { return }
        let serials = redactions.places.compactMap { $0.evidence?.stamp.serial }
        var named: [UInt64] = []
        for serial in serials where !named.contains(serial) && named.count < Self.serialsLimit { named.append(serial) }
        let secrets = Quantity.count(
            Int(clamping: redactions.count),
            "secret in a command line is",
            "secrets in command lines are"
        )
        let command = named.isEmpty ? "" : "; docktrail explain \(named.map { "\($0)" }.joined(separator: " ")) shows"
        let objects = redactions.count == 1 ? " it" : serials.allSatisfy(named.contains) ? " them" : " the first"
        paragraph("note: \(secrets) replaced by [redacted]\(command.isEmpty ? "" : command + objects)")
    }

    /// Events that are named.
    private static let serialsLimit = 3
}
