internal import Analysis

/// Names that edits only passed through: temporary files, and backups that are gone again.
struct PassedNames {
    private struct Key: Hashable {
        let set: Int
        let node: [UInt8]
        let path: [UInt8]
        let login: Report.LoginName
    }

    /// How many steps of edits name each.
    private var steps: [Key: UInt64] = [:]

    /// The names that some edits passed through.
    init(_ edits: [Report.Edit]) {
        for edit in edits {
            for name in edit.passed {
                steps[Key(set: edit.set, node: edit.node, path: name.path, login: edit.login), default: 0] += name.steps
            }
        }
    }

    /// An entry without the users all of whose acts were such steps; nil if none is left.
    func removed(from entry: Report.FileEntry) -> Report.FileEntry? {
        guard !steps.isEmpty else { return entry }
        var entry = entry
        entry.users.removeAll { user in
            steps[Key(set: entry.set, node: entry.node, path: entry.path, login: user.login)] == user.count
        }
        return entry.users.isEmpty ? nil : entry
    }
}
