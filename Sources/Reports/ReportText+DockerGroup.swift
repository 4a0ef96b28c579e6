import Analysis
import DockerActivity

extension ReportText {
    /// Who is in the docker group as far as known, and who used it.
    mutating func dockerGroup(_ group: Report.DockerGroup, limit: Int) {
        let members = group.members
        if !members.isEmpty {
            line(
                "members as far as known, \(group.isKnown ? "from the group file and the log" : "from the log alone")",
                indent: 2
            )
            var table = TextTable(columns: [.words("MEMBER", maximum: 32), .fixed("SINCE")])
            for member in members.prefix(limit) {
                let since = member.from.map { moment($0) } ?? "before the log"
                table.append([TextTable.Cell(member.name.span), TextTable.Cell(since)])
            }
            self.table(table)
            if members.count > limit { line("and \(Quantity.count(members.count - limit)) more", indent: 2) }
        }
        guard !group.uses.isEmpty else { return }
        line("who used the group", indent: 2)
        var table = TextTable(columns: [
            .words("LOGIN", minimum: 6, maximum: 24), .fixed("HOW"), .numbers("TIMES"), .fixed("MEMBER"),
            .words("FROM, TO", minimum: 19),
        ])
        for use in group.uses.prefix(limit) {
            let login = names.login(use.login)
            let member = group.isMember(login, at: use.first).map { $0 ? "yes" : "no" } ?? "not known"
            let refused = use.refused > 0 ? ", \(Quantity.count(use.refused)) refused" : ""
            table.append([
                TextTable.Cell(login.span), TextTable.Cell(use.way.words + refused),
                TextTable.Cell(Quantity.count(use.count)), TextTable.Cell(member),
                TextTable.Cell(span(use.first, use.last)),
            ])
        }
        self.table(table)
        if group.uses.count > limit { line("and \(Quantity.count(group.uses.count - limit)) more", indent: 2) }
    }
}

extension GroupFacts.Change {
    /// The change for people.
    var words: String {
        switch self {
        case .id: "new id"
        case .unknown: "not known"
        default: rawValue
        }
    }

    /// Whether a member belongs to it.
    var isOfMember: Bool {
        switch self {
        case .add, .remove, .set, .primary, .administrators, .unknown: true
        case .create, .delete, .rename, .id, .password: false
        }
    }
}

extension GroupUse {
    /// The way for people.
    fileprivate var words: String {
        switch self {
        case .newgrp, .sg: rawValue
        case .password: "with its password"
        case .enter: "entered"
        case .rights: "as a process's group"
        }
    }
}
