import DockerActivity

extension ActivityTables {
    /// The sessions with activities, by user, number and beginning, and whose each is.
    func listedSessions() -> [(user: Int32, entry: Report.Session)] {
        dated()
            .map { index, others in
                let session = sessions.sessions[index]
                let login = logins[session.key] ?? LoginTable.Login()
                let rows = [session] + others.map { sessions.sessions[$0] }
                let first = rows.map(\.first).min() ?? session.first
                let last = rows.map(\.last).max() ?? session.last
                let from = session.start ?? first
                let entry = Report.Session(
                    session: session.number,
                    service: login.service,
                    source: login.source,
                    terminal: login.terminal.isEmpty ? sessions.terminal(index) : login.terminal,
                    times: from...max(from, login.end ?? last)
                )
                return (session.user, entry)
            }
    }

    /// Rows of sessions, each with those that are about the same one.
    ///
    /// The engine's upkeep is counted without asking when its session began: where only one session of a user has the number,
    /// it is that one's.
    private func dated() -> [(index: Int, others: [Int])] {
        var rows: [UInt64: [Int]] = [:]
        for (index, session) in sessions.sessions.enumerated() {
            rows[UInt64(UInt32(bitPattern: session.user)) << 32 | UInt64(session.number), default: []].append(index)
        }
        var entries: [(index: Int, others: [Int])] = []
        for indices in rows.values {
            let dated = indices.filter { sessions.sessions[$0].start != nil }
            if dated.count == 1 {
                entries.append((dated[0], indices.filter { $0 != dated[0] }))
            } else {
                entries += indices.map { ($0, []) }
            }
        }
        return entries.sorted { left, right in
            let (first, second) = (sessions.sessions[left.index], sessions.sessions[right.index])
            return (first.user, first.number, first.start ?? .min) < (second.user, second.number, second.start ?? .min)
        }
    }
}
