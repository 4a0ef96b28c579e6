/// The steps of one edit of a file, as places in their burst.
struct EditThread {
    /// The steps; in order until others are joined.
    var steps: [Int] = []
    /// The names that they gave, as numbers of `BurstNames`.
    var names: [Int] = []
    /// The name that the edit is about.
    var target = 0
    /// What became of it.
    var change = Edit.Change.act
    /// Names of further account files that were changed alike.
    var alike: [Int] = []

    /// Chooses the name that the edit is about, and says what became of it.
    mutating func chooseTarget(_ fates: BurstNames) {
        target = names.max { rank($0, fates) < rank($1, fates) } ?? 0
        change = Self.change(of: fates.fates[target], fates)
    }

    /// Whether it only tells of a file that may stand beside another one.
    func isAuxiliary(_ names: BurstNames) -> Bool { change == .passing || names.isAuxiliary(target) }

    /// Whether its file stands beside another edit's: a temporary file of it, or one that is named after it.
    func belongs(to main: EditThread, _ names: BurstNames) -> Bool {
        switch main.change {
        case .created, .replaced, .opened:
            change == .passing && names.fates[target].isFile || names.isAuxiliary(target, beside: main.target)
        default: names.isAuxiliary(target, beside: main.target)
        }
    }

    /// The step that says most of what became of the target.
    func tellingStep(_ names: BurstNames) -> Int {
        let fate = names.fates[target]
        let making = fate.isThere || change == .passing ? fate.making?.step : nil
        return making ?? (change == .deleted ? fate.removal : fate.opening) ?? steps[0]
    }

    /// A file that is there and has changed comes first, then one that is gone, last one that only passed.
    private func rank(_ name: Int, _ names: BurstNames) -> (Int, Int, Int) {
        let fate = names.fates[name]
        let standing =
            fate.isPassing ? 0 : !fate.isThere ? 1 : fate.lastChange == nil ? 2 : names.isBackup(name) ? 3 : 4
        return (standing, names.isAuxiliary(name) ? 0 : 1, fate.lastChange ?? -1)
    }

    private static func change(of fate: BurstNames.Fate, _ names: BurstNames) -> Edit.Change {
        if fate.isPassing { return .passing }
        guard fate.isThere else { return .deleted }
        guard let making = fate.making else { return fate.opening != nil ? .opened : .attributes }
        if fate.wasThere { return .replaced }
        switch making.how {
        case .created: return .created
        case .linked: return .act
        case .renamed:
            let isNew = making.origin.map { names.fates[$0].isPassing } ?? false
            return isNew ? .created : .renamed
        }
    }
}
