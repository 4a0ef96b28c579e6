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
        group.uses = groupUses.sorted.map { key, use in
            Report.DockerGroup.Use(
                login: users.login(key.user),
                way: key.way,
                first: use.first.milliseconds,
                serial: use.first.serial,
                last: use.last,
                count: use.count,
                refused: use.refused
            )
        }
        report.dockerGroups.append(group)
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
