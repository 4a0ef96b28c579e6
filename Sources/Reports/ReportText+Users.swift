internal import Analysis
internal import DockerActivity

extension ReportText {
    /// Login users, and their sessions with source addresses.
    mutating func users(_ users: [Report.UserEntry], limit: Int) {
        var table = TextTable(columns: [
            .words("LOGIN", minimum: 6, maximum: 24), .numbers("ACTIVITIES"), .numbers("SESSION"), .words("VIA"),
            .words("SOURCE", maximum: 39), .words("TTY"), .words("FROM, TO", minimum: 19),
        ])
        for user in users.prefix(limit) {
            let login = TextTable.Cell(names.login(user.login, on: user.node).span, .bold)
            let count = TextTable.Cell(Quantity.count(user.activities))
            guard let first = user.sessions.first else {
                table.append([login, count])
                continue
            }
            table.append([login, count] + cells(of: first))
            for further in user.sessions.dropFirst().prefix(limit) {
                table.append([TextTable.Cell(""), TextTable.Cell("")] + cells(of: further))
            }
        }
        self.table(table)
    }

    private mutating func cells(of session: Report.Session) -> [TextTable.Cell] {
        [
            TextTable.Cell("\(session.session)"), TextTable.Cell(session.service?.rawValue ?? ""),
            TextTable.Cell(session.source.span), TextTable.Cell(session.terminal.span),
            TextTable.Cell(span(session.times.lowerBound, session.times.upperBound)),
        ]
    }
}
