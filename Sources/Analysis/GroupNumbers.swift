import DockerActivity

/// Which number each group had at which time, as far as its changes tell.
struct GroupNumbers {
    /// A time in which a group kept its number, from one change in the row of all changes on.
    private struct Reign {
        let start: Int
        var number: UInt32?
    }

    private var reigns: [[UInt8]: [Reign]] = [:]

    /// Takes what the next change in order of time says.
    mutating func note(_ entry: GroupHistory.Entry, at place: Int) {
        let group = entry.change.group
        guard !group.isEmpty else { return }
        switch entry.change.kind {
        case .create: begin(group, entry.id, at: place)
        case .id: begin(group, entry.id, at: place)
        case .delete:
            learn(entry.id, of: group)
            begin(group, nil, at: place + 1)
        case .rename where entry.change.member.isEmpty && !entry.change.newName.isEmpty:
            let number = entry.id ?? reigns[group]?.last?.number
            begin(group, nil, at: place + 1)
            begin(entry.change.newName, number, at: place)
        default: learn(entry.id, of: group)
        }
        if group != GroupHistory.docker { learn(entry.dockerID, of: GroupHistory.docker) }
    }

    /// Takes a number for all times of which nothing else is known.
    mutating func assume(_ number: UInt32, of group: [UInt8]) {
        var list = reigns[group] ?? [Reign(start: 0)]
        for place in list.indices where list[place].number == nil { list[place].number = number }
        reigns[group] = list
    }

    /// The number of a group when a change took place; nil where nothing tells.
    func number(of group: [UInt8], at place: Int) -> UInt32? {
        reigns[group]?.last { $0.start <= place }?.number
    }

    private mutating func begin(_ group: [UInt8], _ number: UInt32?, at place: Int) {
        reigns[group, default: [Reign(start: 0)]].append(Reign(start: place, number: number))
    }

    /// The number that a group has, and had since the latest change of it.
    private mutating func learn(_ number: UInt32?, of group: [UInt8]) {
        guard let number else { return }
        var list = reigns[group] ?? [Reign(start: 0)]
        list[list.count - 1].number = list[list.count - 1].number ?? number
        reigns[group] = list
    }
}
