import Analysis
import DockerActivity

extension ReportText {
    /// Hexadecimal digits of an id that people are shown, as the engine's client does.
    private static let idDigits = 12

    /// Containers that acted, and who had them started.
    mutating func containers(_ entries: [Report.ContainerEntry], limit: Int) {
        var table = TextTable(columns: [
            .words("CONTAINER", minimum: 12, maximum: 40), .words("IMAGE", maximum: 40),
            .words("STARTED BY", minimum: 10),
            .numbers("ACTIVITIES"), .numbers("HOST WRITES"), .words("FROM, TO", minimum: 19),
        ])
        for entry in entries.prefix(limit) {
            table.append([
                TextTable.Cell(label(entry).span, .bold), TextTable.Cell(entry.image.span),
                TextTable.Cell(starter(of: entry).span), TextTable.Cell(Quantity.count(entry.activities)),
                TextTable.Cell(Quantity.count(entry.hostWrites), entry.hostWrites > 0 ? .alarm : .plain),
                TextTable.Cell(span(entry.times.lowerBound, entry.times.upperBound)),
            ])
        }
        self.table(table)
        if entries.count > limit { line("and \(Quantity.count(entries.count - limit)) more", indent: 2) }
    }

    /// Its name, or as much of its id as the engine's client prints.
    private func label(_ entry: Report.ContainerEntry) -> [UInt8] {
        let name = entry.name.isEmpty ? Array(entry.id.prefix(Self.idDigits)) : entry.name
        return entry.node.isEmpty ? name : entry.node + Array(":".utf8) + name
    }

    /// `alice (likely)`, `alice (possible), from container 2835197313d4`, `not known`.
    private func starter(of entry: Report.ContainerEntry) -> [UInt8] {
        var text = entry.startedBy.map(names.login) ?? Array("not known".utf8)
        if let confidence = entry.confidence { text += Array(" (\(confidence.rawValue))".utf8) }
        if !entry.startedFrom.isEmpty {
            text += Array(", from container ".utf8) + entry.startedFrom.prefix(Self.idDigits)
        }
        return text
    }
}
