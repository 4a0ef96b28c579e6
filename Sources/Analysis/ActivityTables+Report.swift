import AuditRecords
import Detections
import DockerActivity

extension ActivityTables {
    /// Adds what the tables hold to a report, as the set with an index, in an order that depends on nothing but the log.
    ///
    /// `names` is what account files that were given tell.
    mutating func fill(_ report: inout Report, set: Int, names: GivenNames = GivenNames()) {
        prune()
        report.totals.activities += activities
        report.totals.otherActivities += otherActivities
        report.files += fileEntries(set)
        report.users += userEntries(set)
        fillDockerGroup(&report, set: set, names)
        report.coverage.rules += ruleChanges.sorted.map { change in
            Report.RuleChange(
                set: set,
                milliseconds: change.stamp.milliseconds,
                serial: change.stamp.serial,
                action: change.action,
                outcome: change.outcome,
                key: ruleChanges.text(0, of: change),
                path: ruleChanges.text(1, of: change),
                by: ruleChanges.by(change),
                node: ruleChanges.text(ChangeTable.nodeText, of: change)
            )
        }
        report.containers += containerEntries(set)
        report.coverage.rulesOmitted += furtherChanges
        report.changes += edits.sorted.map { edit in
            var edit = edit
            edit.set = set
            return edit
        }
        report.changesOmitted += furtherEdits
        let firstSource = UInt32(report.sources.count)
        report.findings += findings.sorted.map { finding in
            var finding = finding
            for index in finding.evidence.indices { finding.evidence[index].source += firstSource }
            for index in finding.consequences.indices { finding.consequences[index].event.source += firstSource }
            return Report.FindingEntry(set: set, finding: finding)
        }
        report.findingsOmitted += findings.beyondLimit
    }

    /// Sorted by id and node.
    private func containerEntries(_ set: Int) -> [Report.ContainerEntry] {
        containers.sorted.map { key, row in
            Report.ContainerEntry(
                set: set,
                node: key.node,
                id: key.id,
                name: row.name,
                image: row.image,
                startedBy: row.starter?.login,
                confidence: row.starter?.confidence,
                startedFrom: row.startedFrom,
                times: row.first...row.last,
                activities: row.activities,
                hostWrites: row.hostWrites
            )
        }
    }

    /// Sorted by node, path and kind.
    private func fileEntries(_ set: Int) -> [Report.FileEntry] {
        let nodes = nodeOrder()
        func node(_ row: Int) -> Int { nodes.numbers[Int(files.rows[row].subject.user + 1)] }
        let order = files.rows.indices.sorted { left, right in
            if node(left) != node(right) { return node(left) < node(right) }
            let paths = (files.path(left), files.path(right))
            if paths.0 != paths.1 { return paths.0.lexicographicallyPrecedes(paths.1) }
            let places = (files.rows[left].subject.place, files.rows[right].subject.place)
            return places.0 != places.1 ? places.0.rawValue < places.1.rawValue : left < right
        }
        var entries: [Report.FileEntry] = []
        for row in order {
            let place = files.rows[row].subject.place
            let node = nodes.names[node(row)]
            if let last = entries.last, last.node == node, last.place == place, last.path[...] == files.path(row) {
                entries[entries.count - 1].users.append(user(of: row))
            } else {
                let path = Array(files.path(row))
                let isFolded = files.rows[row].subject.isFolded
                let users = [user(of: row)]
                entries.append(
                    Report.FileEntry(set: set, node: node, path: path, place: place, isFolded: isFolded, users: users)
                )
            }
        }
        for index in entries.indices {
            entries[index].users.sort { ($1.count, $0.login) < ($0.count, $1.login) }
        }
        return entries
    }

    /// The nodes in order, and the number of each user's, by the user's own number plus one.
    private func nodeOrder() -> (names: [[UInt8]], numbers: [Int]) {
        let ofUsers = (UserTable.further..<Int32(users.users.count)).map { users.node($0) }
        let names = Set(ofUsers).sorted { $0.lexicographicallyPrecedes($1) }
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
        return (names, ofUsers.map { numbers[$0] ?? 0 })
    }

    private func user(of number: Int) -> Report.FileUser {
        let row = files.rows[number]
        return Report.FileUser(
            login: users.login(row.subject.user),
            actions: files.counts(in: number)
                .sorted { ($1.count, $0.action.rawValue) < ($0.count, $1.action.rawValue) },
            failures: row.failures,
            routine: row.routine,
            noteworthy: row.noteworthy - min(row.suspicious, row.noteworthy),
            suspicious: min(row.suspicious, row.noteworthy),
            times: row.first...row.last
        )
    }

    /// Sorted by node and login.
    private func userEntries(_ set: Int) -> [Report.UserEntry] {
        var entries = users.users.indices.map { index in
            let number = Int32(index)
            let activities = users.users[index].activities
            return Report.UserEntry(
                set: set,
                node: users.node(number),
                login: users.login(number),
                activities: activities,
                sessions: []
            )
        }
        for session in listedSessions() { entries[Int(session.user)].sessions.append(session.entry) }
        if furtherUsersActivities > 0 {
            entries.append(
                Report.UserEntry(
                    set: set,
                    node: users.node(UserTable.further),
                    login: users.login(UserTable.further),
                    activities: furtherUsersActivities,
                    sessions: []
                )
            )
        }
        return entries.sorted { left, right in
            left.node != right.node ? left.node.lexicographicallyPrecedes(right.node) : left.login < right.login
        }
    }
}

extension Report.LoginName: Comparable {
    /// By name, then by id; without an id last.
    public static func < (left: Self, right: Self) -> Bool {
        left.name != right.name
            ? left.name.lexicographicallyPrecedes(right.name)
            : (left.id.map(UInt64.init) ?? .max) < (right.id.map(UInt64.init) ?? .max)
    }
}
