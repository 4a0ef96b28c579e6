import Analysis
import DockerActivity

/// What the summary and the text report have in common: headings, tables of files, users and changes.
struct ReportText {
    let names: ReportNames
    let style: TextStyle
    let columns: Int?
    var clock: LocalClock
    var output = OutputBuffer()

    init(names: ReportNames, zone: DisplayZone, columns: Int?, style: TextStyle) {
        self.names = names
        self.style = style
        self.columns = columns
        clock = LocalClock(zone: zone)
    }

    /// A heading with an empty line before it.
    mutating func heading(_ text: String) {
        output.append("\n")
        style.begin(.bold, in: &output)
        TerminalText.append(text.utf8.span, to: &output)
        style.end(.bold, in: &output)
        output.append("\n")
    }

    /// A line of the program's own, with names of files in it escaped.
    mutating func line(_ text: String, indent: Int = 0) {
        output.append(blanks: indent)
        TerminalText.append(text.utf8.span, to: &output)
        output.append("\n")
    }

    /// A sentence, broken into lines that fit.
    mutating func paragraph(_ text: String, indent: Int = 2) {
        var escaped = OutputBuffer()
        TerminalText.append(text.utf8.span, to: &escaped)
        paragraph(escaped: escaped, indent: indent)
    }

    /// A sentence that was escaped before, broken into lines that fit; a word that is longer than a line stays whole.
    ///
    /// Lines behind the first stand `hanging` further in.
    mutating func paragraph(escaped text: OutputBuffer, indent: Int, hanging: Int = 0) {
        var room = max(20, (columns ?? 100) - indent)
        var indent = indent
        var isFirst = true
        var taken = 0
        for word in text.bytes.split(separator: UInt8(ascii: " ")) {
            let width = TerminalText.width(ofEscaped: word.span)
            if taken > 0, taken + 1 + width > room {
                output.append("\n")
                if isFirst { (indent, room, isFirst) = (indent + hanging, room - hanging, false) }
                taken = 0
            }
            output.append(blanks: taken == 0 ? indent : 1)
            output.append(verbatim: word.span)
            taken += (taken == 0 ? 0 : 1) + width
        }
        if taken > 0 { output.append("\n") }
    }

    mutating func table(_ table: TextTable) {
        table.append(to: &output, width: columns, style: style, indent: 2)
    }

    /// A moment in the chosen zone.
    mutating func moment(_ milliseconds: Int64?) -> String {
        guard let milliseconds else { return "" }
        var text = OutputBuffer()
        TimeText.appendLocal(milliseconds, by: &clock, to: &text)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    /// The time that a report spans, with the zone named.
    mutating func period(_ period: (from: Int64?, to: Int64?), _ zone: DisplayZone) {
        let span = span(period.from, period.to)
        line(span.isEmpty ? "no records" : "\(span)  (times in \(zone.name))")
    }

    /// Two moments; the second without its day where it is the same.
    mutating func span(_ from: Int64?, _ to: Int64?) -> String {
        let first = moment(from)
        let last = moment(to)
        if last.isEmpty || first == last { return first }
        let isSameDay = first.prefix(10) == last.prefix(10)
        return "\(first) to \(isSameDay ? String(last.suffix(8)) : last)"
    }

    /// `3 rename, 2 open-write, 1 refused`.
    func actions(_ user: Report.FileUser) -> String {
        var parts = user.actions.prefix(3).map { "\(Quantity.count($0.count)) \($0.action.rawValue)" }
        let rest = user.actions.dropFirst(3).reduce(UInt64(0)) { $0 + $1.count }
        if rest > 0 { parts.append("\(Quantity.count(rest)) more") }
        if user.failures > 0 { parts.append("\(Quantity.count(user.failures)) refused") }
        return parts.joined(separator: ", ")
    }

    /// Docker files outside the data root, a line for each user; at most `limit` lines, the ones with most to look at.
    ///
    /// A name that edits only passed through, as `passed` has it, is none that anybody looks for.
    mutating func files(_ entries: [Report.FileEntry], without passed: PassedNames, limit: Int) {
        let entries = entries.compactMap { passed.removed(from: $0) }
        let docker = entries.filter { $0.place != .other && !$0.place.isBelowDataRoot }
        if docker.isEmpty {
            line("no activity on a Docker file outside the data root", indent: 2)
        } else {
            rows(docker, limit: limit)
        }
        let others = entries.filter { $0.place == .other }
        if !others.isEmpty {
            line("other files that a rule watches, or a watched file by another name", indent: 2)
            rows(others, limit: max(3, limit / 4))
        }
    }

    /// A line for each file and user.
    private mutating func rows(_ entries: [Report.FileEntry], limit: Int) {
        var rows: [(path: [UInt8], user: Report.FileUser)] = []
        for entry in entries {
            for user in entry.users { rows.append((label(entry), user)) }
        }
        let total = rows.count
        if total > limit {
            let kept = rows.indices.sorted { rows[$0].user.weight > rows[$1].user.weight }.prefix(limit).sorted()
            rows = kept.map { rows[$0] }
        }
        var table = TextTable(columns: [
            .words("FILE", minimum: 30, maximum: 100, cut: .path), .words("LOGIN", minimum: 6, maximum: 20),
            .words("WHAT", minimum: 14), .fixed("LAST"),
        ])
        var previous: [UInt8] = []
        for row in rows {
            table.append([
                row.path == previous ? TextTable.Cell("") : TextTable.Cell(row.path.span, .bold),
                TextTable.Cell(names.login(row.user.login).span),
                TextTable.Cell(actions(row.user), row.user.failures == row.user.count ? .alarm : .plain),
                TextTable.Cell(moment(row.user.times.upperBound)),
            ])
            previous = row.path
        }
        self.table(table)
        if total > limit {
            line("\(Quantity.count(total - limit)) further lines are not shown; `report` has them", indent: 2)
        }
    }

    /// What happened below the data root, added up by kind and user.
    mutating func dataRoot(_ entries: [Report.FileEntry]) {
        struct Key: Hashable {
            var node: [UInt8]
            var place: DockerPlace
            var login: Report.LoginName
        }
        var sums: [Key: (count: UInt64, entries: Int, last: Int64)] = [:]
        for entry in entries where entry.place.isBelowDataRoot {
            for user in entry.users {
                let key = Key(node: entry.node, place: entry.place, login: user.login)
                let old = sums[key, default: (0, 0, .min)]
                sums[key] = (old.count + user.count, old.entries + 1, max(old.last, user.times.upperBound))
            }
        }
        guard !sums.isEmpty else { return }
        line("below the data root", indent: 2)
        var table = TextTable(columns: [
            .fixed(""), .words("", minimum: 6, maximum: 20), .numbers(""), .words("", minimum: 10), .fixed(""),
        ])
        let order = sums.sorted { left, right in
            if left.key.node != right.key.node { return left.key.node.lexicographicallyPrecedes(right.key.node) }
            return left.key.place.rawValue != right.key.place.rawValue
                ? left.key.place.rawValue < right.key.place.rawValue : left.key.login < right.key.login
        }
        for (key, sum) in order {
            table.append([
                TextTable.Cell(key.place.rawValue, .dim),
                TextTable.Cell(names.login(key.login, on: key.node).span),
                TextTable.Cell(Quantity.count(sum.count)),
                TextTable.Cell(sum.entries == 1 ? "in one place" : "in \(Quantity.count(sum.entries)) places"),
                TextTable.Cell(moment(sum.last)),
            ])
        }
        self.table(table)
    }

    private func label(_ entry: Report.FileEntry) -> [UInt8] {
        let path = entry.path.isEmpty ? Array("further files: \(entry.place.rawValue)".utf8) : entry.path
        return entry.node.isEmpty ? path : entry.node + Array(":".utf8) + path
    }
}

extension Report.FileUser {
    /// How much there is to look at: what is not routine first.
    fileprivate var weight: (UInt64, UInt64, UInt64) { (suspicious, noteworthy, routine) }
}
