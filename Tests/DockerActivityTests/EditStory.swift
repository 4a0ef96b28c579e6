import AuditRecords
import DockerActivity

/// A sequence of activities, told in a few words, and the edits that are made of it.
struct EditStory {
    private var batch = ActivityBatch()
    private var milliseconds: Int64 = 1_795_209_138_000
    private var serial: UInt64 = 1
    /// Who acts from here on.
    var process: UInt32? = 100
    /// The login session that acts.
    var session: UInt32 = 7
    /// The login user that acts.
    var loginID: UInt32 = 1001
    /// The program that acts.
    var executable = "/usr/bin/vim.basic"

    /// How many activities there are.
    var count: Int { batch.activities.count }

    /// Lets time pass; a negative time sets the clock back.
    mutating func wait(seconds: Int64) { milliseconds += seconds * 1000 }

    /// Adds what happens to a file; a path that does not begin with a slash is one that nobody knows.
    mutating func add(
        _ action: Action,
        _ path: String = "",
        from: String = "",
        inode: UInt64? = nil,
        replaces: Bool = false,
        error: Int32 = 0,
        isDirectoryOnly: Bool = false
    ) {
        var file = FileFacts()
        let isPath = path.utf8.first == UInt8(ascii: "/")
        file.recorded = batch.store(path.utf8.span)
        if isPath { file.path = file.recorded }
        file.from = batch.store(from.utf8.span)
        file.place = DockerPlace(path: path.utf8.span)
        file.resolvedBy = isDirectoryOnly ? .parentOnly : isPath ? .name : .unresolved
        file.inode = inode
        file.isReplacement = replaces
        add(action, file: file, error: error)
    }

    /// Adds a change of a group.
    mutating func addGroup(_ action: Action, member: String) {
        var group = GroupFacts()
        group.member = batch.store(member.utf8.span)
        add(action, file: nil, group: group)
    }

    private mutating func add(_ action: Action, file: FileFacts?, group: GroupFacts? = nil, error: Int32 = 0) {
        var activity = Activity(
            stamp: Stamp(milliseconds: milliseconds, serial: serial),
            action: action,
            evidence: .init(source: 0, line: serial)
        )
        serial += 1
        activity.file = file
        activity.group = group
        activity.outcome = error == 0 ? .success : .failure
        activity.errorNumber = error
        activity.subject.loginID = loginID
        activity.subject.session = session
        activity.subject.process = process
        activity.subject.executable = batch.store(executable.utf8.span)
        batch.append(activity)
    }

    /// Sets what an auditor should make of the latest activity.
    mutating func judge(_ disposition: Disposition) {
        guard let last = batch.activities.last else { return }
        var judged = ActivityBatch()
        for activity in batch.activities.dropLast() { judged.append(activity, from: batch) }
        var activity = last
        activity.disposition = disposition
        judged.append(activity, from: batch)
        batch = judged
    }

    /// The edits, as the folder gives them out.
    func edits(_ limits: EditFolder.Limits = .init()) -> [Edit] {
        var folder = EditFolder(limits: limits)
        var edits = feed(&folder)
        folder.finish { edits.append($0) }
        return edits
    }

    /// Gives all activities to a folder, and what that gives out at once.
    func feed(_ folder: inout EditFolder) -> [Edit] {
        var edits: [Edit] = []
        for activity in batch.activities { folder.add(activity, of: batch) { edits.append($0) } }
        return edits
    }

    /// The edits in words: change, file, what it came from, steps.
    func told(_ limits: EditFolder.Limits = .init()) -> [String] { edits(limits).map(\.told) }
}

extension Edit {
    /// The change, the file, what it came from, the steps: `replaced /etc/docker/daemon.json 4`.
    var told: String {
        var words = [change == .act ? activity.action.rawValue : change.rawValue]
        if activity.outcome == .failure { words.append("failed") }
        if let file = activity.file { words.append(string(file.path.isEmpty ? file.recorded : file.path)) }
        if let file = activity.file, !file.from.isEmpty { words.append("from \(string(file.from))") }
        if let group = activity.group { words.append(string(group.member)) }
        if isRepetition { words.append("×") }
        words.append("\(steps)")
        if otherFiles > 0 { words.append("+\(otherFiles)") }
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// One of its texts.
    func string(_ range: ByteRange) -> String { String(decoding: text[range.indices], as: UTF8.self) }
}
