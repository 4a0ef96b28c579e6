import AuditRecords
import DockerActivity

extension ActivityTables {
    /// Adds to a report what is known of the docker group.
    func fillDockerGroup(_ report: inout Report, set: Int, known: KnownGroup?) {
        let changes = (entries(of: groupChanges, set) + entries(of: otherGroupChanges, set))
            .sorted { ($0.change.milliseconds, $0.change.serial) < ($1.change.milliseconds, $1.change.serial) }
        let history = GroupHistory(changes, known: known)
        report.groupChanges += history.changes
        var group = Report.DockerGroup()
        group.isKnown = known != nil
        let memberships = history.memberships.enumerated()
            .sorted { left, right in
                left.element.name != right.element.name
                    ? left.element.name.lexicographicallyPrecedes(right.element.name) : left.offset < right.offset
            }
        group.memberships = memberships.map(\.element)
        group.uses = uses()
        report.dockerGroups.append(group)
    }

    /// By time; those of one event, which has several in a forged log alone, by who and how.
    private func uses() -> [Report.DockerGroup.Use] {
        let uses = groupUses.uses.map { key, use in
            let login = users.login(key.user)
            let entry = Report.DockerGroup.Use(
                login: login,
                way: key.way,
                first: use.first.milliseconds,
                serial: use.first.serial,
                last: use.last,
                count: use.count,
                refused: use.refused
            )
            return (entry: entry, node: users.node(key.user))
        }
        return
            uses.sorted { left, right in
                let times = ((left.entry.first, left.entry.serial), (right.entry.first, right.entry.serial))
                if times.0 != times.1 { return times.0 < times.1 }
                if left.entry.login != right.entry.login { return left.entry.login < right.entry.login }
                if left.node != right.node { return left.node.lexicographicallyPrecedes(right.node) }
                return left.entry.way.rawValue < right.entry.way.rawValue
            }
            .map(\.entry)
    }

    private func entries(of table: ChangeTable, _ set: Int) -> [GroupHistory.Entry] {
        table.sorted.map { change in
            let via = table.text(3, of: change)
            return GroupHistory.Entry(
                change: Report.GroupChange(
                    set: set,
                    milliseconds: change.stamp.milliseconds,
                    serial: change.stamp.serial,
                    kind: change.groupChange ?? .unknown,
                    outcome: change.outcome,
                    group: table.text(0, of: change),
                    member: table.text(1, of: change),
                    newName: table.text(4, of: change),
                    resolvedBy: change.resolvedBy ?? .record,
                    by: table.by(change),
                    via: Array(via[(via.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...])
                ),
                id: change.groupID,
                dockerID: change.dockerID
            )
        }
    }
}
