import Analysis
import DockerActivity

extension ReportText {
    /// Changes of the docker group, and of groups that no record names.
    mutating func groupChanges(_ changes: [Report.GroupChange], limit: Int) {
        var table = TextTable(columns: [
            .fixed("TIME"), .fixed("CHANGE"), .words("GROUP"), .words("MEMBER"), .words("BY"), .words("VIA"),
        ])
        // A tool may be run for the same change again and again.
        var index = 0
        while index < changes.count, table.rowCount < limit {
            let change = changes[index]
            var end = index + 1
            while end < changes.count, changes[end].isLike(change) { end += 1 }
            table.append([
                TextTable.Cell(moment(change.milliseconds)),
                TextTable.Cell(end - index > 1 ? "\(change.kind.words) ×\(end - index)" : change.kind.words),
                cell(change.group, change.member.isEmpty ? change.newName : [], isMissing: true),
                cell(change.member, change.newName, isMissing: change.kind.isOfMember),
                TextTable.Cell(names.login(change.by, on: change.node).span),
                TextTable.Cell(change.via.span),
            ])
            index = end
        }
        self.table(table)
        if index < changes.count { line("and \(Quantity.count(changes.count - index)) more", indent: 2) }
    }

    /// A name, and the other name that it has besides; where none is known, that it is missing.
    private func cell(_ name: [UInt8], _ newName: [UInt8], isMissing: Bool) -> TextTable.Cell {
        if name.isEmpty { return isMissing ? TextTable.Cell("not named", .dim) : TextTable.Cell("") }
        return TextTable.Cell((newName.isEmpty ? name : name + Array(", ".utf8) + newName).span)
    }

    /// Who is in the docker group as far as known, and who used it.
    mutating func dockerGroup(_ group: Report.DockerGroup, limit: Int) {
        if !group.node.isEmpty { line("on \(String(decoding: group.node, as: UTF8.self))", indent: 2) }
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

extension Report.GroupChange {
    /// Whether two neighbours tell the same, within a second.
    fileprivate func isLike(_ other: Self) -> Bool {
        set == other.set && kind == other.kind && group == other.group && member == other.member && by == other.by
            && newName == other.newName && via == other.via && node == other.node
            && milliseconds - other.milliseconds < 1000
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
