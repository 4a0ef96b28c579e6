internal import Analysis
internal import DockerActivity

extension ReportText {
    /// Changes of the audit rules, those of one moment as one line.
    mutating func ruleChanges(_ rules: [Report.RuleChange], limit: Int) {
        var table = TextTable(columns: [
            .fixed("TIME"), .fixed("CHANGE"), .words("KEY"), .words("PATH", cut: .path), .words("BY", maximum: 24),
        ])
        // A rule set is loaded in one go: equal changes of one moment are one line.
        var index = 0
        while index < rules.count, table.rowCount < limit {
            let rule = rules[index]
            var end = index + 1
            while end < rules.count, rules[end].isLike(rule) { end += 1 }
            let times = end - index
            table.append([
                TextTable.Cell(moment(rule.milliseconds)),
                TextTable.Cell(times > 1 ? "\(rule.word) ×\(times)" : rule.word),
                TextTable.Cell(rule.key.span), TextTable.Cell(rule.path.span),
                TextTable.Cell(names.login(rule.by, on: rule.node).span),
            ])
            index = end
        }
        self.table(table)
        if index < rules.count { line("and \(Quantity.count(rules.count - index)) more", indent: 2) }
    }
}

extension Report.RuleChange {
    fileprivate func isLike(_ other: Self) -> Bool {
        word == other.word && key == other.key && path == other.path && by == other.by && node == other.node
            && milliseconds - other.milliseconds < 10_000
    }
}
