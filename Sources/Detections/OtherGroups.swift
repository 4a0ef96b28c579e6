import AuditRecords
import DockerActivity

/// Remembers what was done to groups that are not called docker, until it turns out that they have docker's number: the
/// number is what the kernel asks for, and a log may tell docker's only later.
struct OtherGroups: Sendable, Codable {
    /// Edits that are remembered; of more the oldest are forgotten.
    static let limit = 256

    private var edits: [Edit] = []
    /// Numbers that the log told of groups, by name.
    private var numbers: [[UInt8]: UInt32] = [:]
    /// The docker group's numbers, as far as the log told them.
    private var dockerNumbers: [UInt32] = []
    /// Groups whose numbers are remembered.
    private static let numbersLimit = 1024

    /// Takes an edit of groups or their files; gives those of groups that are now known to have docker's number, in order.
    mutating func take(_ edit: Edit) -> [Edit] {
        guard edit.isOfAccounts else { return [] }
        // Several at a time: what stays has to be moved.
        if edits.count >= Self.limit { edits.removeFirst(Self.limit / 4) }
        edits.append(edit)
        guard let group = edit.activity.group else { return [] }
        let name = [UInt8](copying: edit.text.span.extracting(group.name.indices))
        if let id = group.id, !name.isEmpty, numbers.count < Self.numbersLimit || numbers[name] != nil {
            numbers[name] = id
        }
        for id in [group.dockerID, group.isDocker(in: edit.text.span) ? group.id : nil] {
            if let id, !dockerNumbers.contains(id) { dockerNumbers = dockerNumbers.suffix(7) + [id] }
        }
        if dockerNumbers.isEmpty { return [] }
        let bursts = edits.filter { isOfDockersNumber($0) }.map(\.burst)
        if bursts.isEmpty { return [] }
        let found = edits.filter { bursts.contains($0.burst) }
        edits.removeAll { bursts.contains($0.burst) }
        return found
    }

    private func isOfDockersNumber(_ edit: Edit) -> Bool {
        guard let group = edit.activity.group, group.change != nil, !group.isDocker(in: edit.text.span) else {
            return false
        }
        let name = [UInt8](copying: edit.text.span.extracting(group.name.indices))
        guard let id = group.id ?? numbers[name] else { return false }
        return dockerNumbers.contains(id)
    }
}
