public import Detections

/// Writes a list of detections: as text and as JSON.
public struct DetectionList: Sendable {
    private let cards: [DetectionCard]
    private let disabled: Set<String>

    /// A list of detections, some of which do not run.
    public init(_ cards: [DetectionCard], disabled: Set<String>) {
        self.cards = cards.sorted { $0.id < $1.id }
        self.disabled = disabled
    }

    /// The list for people: a line for each.
    public func text(columns: Int?, style: TextStyle) -> OutputBuffer {
        var text = RulesText(columns: columns, style: style)
        var titles: [TextTable.Column] = [.words("ID", minimum: 20, maximum: 44), .fixed("LEVEL")]
        let isNarrow = (columns ?? .max) < 110
        titles += [.words("TITLE", minimum: 20)]
        if !isNarrow {
            titles += [.words("ATT&CK", minimum: 9, maximum: 24), .words("SOURCE", maximum: 40, cut: .path)]
        }
        titles.append(.fixed("RUNS"))
        var table = TextTable(columns: titles)
        for card in cards {
            let isOn = !disabled.contains(card.id)
            var row = [
                TextTable.Cell(card.id, isOn ? .bold : .dim),
                TextTable.Cell(card.level.rawValue, isOn ? TextStyle.Emphasis(card.level) : .dim),
                TextTable.Cell(card.title),
            ]
            if !isNarrow {
                row += [TextTable.Cell(card.attack.joined(separator: ", ")), TextTable.Cell(Self.source(of: card))]
            }
            table.append(row + [TextTable.Cell(isOn ? "yes" : "no")])
        }
        text.table(table)
        let off = cards.count { disabled.contains($0.id) }
        text.paragraph("\(Quantity.count(cards.count, "detection", "detections")), \(Quantity.count(off)) of them off")
        return text.output
    }

    /// The list as one JSON object, `docktrail.detections/1`.
    public func json() -> OutputBuffer {
        var writer = JSONWriter()
        writer.object { writer in
            writer.text("schema", "docktrail.detections/1")
            writer.array("detections") { writer in
                for card in cards { write(card, to: &writer) }
            }
        }
        var output = writer.output
        output.append("\n")
        return output
    }

    private func write(_ card: DetectionCard, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.text("id", card.id)
            writer.text("title", card.title)
            writer.text("level", card.level.rawValue)
            writer.boolean("enabled", !disabled.contains(card.id))
            writer.array("attack") { writer in
                for technique in card.attack { writer.text(nil, technique) }
            }
            writer.text("file", card.file)
            writer.number("line", UInt64(clamping: card.line))
            writer.text("decidedBy", card.isCode ? "code" : "rule")
            writer.text("description", card.description)
            writer.text("why", card.why)
            writer.array("falsePositives") { writer in
                for text in card.falsePositives { writer.text(nil, text) }
            }
            writer.array("references") { writer in
                for text in card.references { writer.text(nil, text) }
            }
        }
    }

    private static func source(of card: DetectionCard) -> String {
        card.file.map { "\($0):\(card.line)" } ?? "docktrail"
    }
}
