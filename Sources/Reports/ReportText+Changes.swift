internal import Analysis
internal import AuditRecords
internal import DockerActivity

extension ReportText {
    /// Changes of Docker files, a line for each; at most `limit` lines, the latest ones.
    mutating func changes(_ edits: [Report.Edit], limit: Int) {
        if edits.count > limit {
            let earlier = Quantity.count(edits.count - limit)
            line("\(earlier) earlier ones are not shown; `timeline` has them", indent: 2)
        }
        var table = TextTable(columns: [
            .fixed("TIME"), .words("LOGIN", minimum: 6, maximum: 20), .words("WHAT", minimum: 14),
            .words("FILE", minimum: 24, maximum: 100, cut: .path), .words("PROGRAM", maximum: 40, cut: .path),
        ])
        for edit in edits.suffix(limit) {
            let isAlarming = edit.outcome == .failure || edit.disposition == .suspicious
            table.append([
                TextTable.Cell(moment(edit.stamp.milliseconds)), TextTable.Cell(names.login(edit.login).span),
                TextTable.Cell(edit.words, isAlarming ? .alarm : .plain), file(of: edit),
                TextTable.Cell(edit.program.span),
            ])
        }
        self.table(table)
    }

    /// The file, with its node, and what it came from.
    private func file(of edit: Report.Edit) -> TextTable.Cell {
        var text = OutputBuffer()
        if !edit.node.isEmpty {
            TerminalText.append(name: edit.node.span, to: &text)
            text.append(":")
        }
        TimelineObject.append(
            edit.path.span,
            isInDirectory: edit.isInDirectory,
            from: edit.from.span,
            action: edit.action,
            limit: .max,
            to: &text
        )
        return TextTable.Cell(escaped: text, .bold)
    }
}
