import AuditRecords
import DockerActivity

extension ActivityTables {
    /// Adds to a report what is known of the docker group, machine by machine.
    func fillDockerGroup(_ report: inout Report, set: Int, _ names: GivenNames) {
        let changes = (entries(of: groupChanges, set) + entries(of: otherGroupChanges, set))
            .sorted { ($0.change.milliseconds, $0.change.serial) < ($1.change.milliseconds, $1.change.serial) }
        let changesByNode = Dictionary(grouping: changes, by: \.change.node)
        let usesByNode = Dictionary(grouping: groupUses.uses) { users.node($0.key.user) }
        let ofUsers = users.users.indices.map { users.node(Int32($0)) }
        var nodes = Set(changesByNode.keys).union(usesByNode.keys).union(ofUsers)
        if nodes.isEmpty { nodes = [[]] }
        var told: [Report.GroupChange] = []
        for node in nodes.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let known = names[node].dockerGroup
            let history = GroupHistory(changesByNode[node] ?? [], known: known)
            told += history.changes
            var group = Report.DockerGroup()
            group.set = set
            group.node = node
            group.isKnown = known != nil
            let memberships = history.memberships.enumerated()
                .sorted { left, right in
                    left.element.name != right.element.name
                        ? left.element.name.lexicographicallyPrecedes(right.element.name) : left.offset < right.offset
                }
            group.memberships = memberships.map(\.element)
            group.uses = entries(of: usesByNode[node] ?? [])
            report.dockerGroups.append(group)
        }
        report.groupChanges += told.sorted { ($0.milliseconds, $0.serial) < ($1.milliseconds, $1.serial) }
    }

    /// By time; those of one event, which has several in a forged log alone, by who and how.
    private func entries(of uses: [(key: GroupUseTable.Key, value: GroupUseTable.Use)]) -> [Report.DockerGroup.Use] {
        uses.map { key, use in
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
        .sorted { left, right in
            let times = ((left.first, left.serial), (right.first, right.serial))
            if times.0 != times.1 { return times.0 < times.1 }
            if left.login != right.login { return left.login < right.login }
            return left.way.rawValue < right.way.rawValue
        }
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
                    via: Array(via[(via.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]),
                    node: table.text(ChangeTable.nodeText, of: change)
                ),
                id: change.groupID,
                dockerID: change.dockerID
            )
        }
    }
}
