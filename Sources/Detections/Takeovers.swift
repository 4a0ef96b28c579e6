import AuditRecords
import DockerActivity

/// Follows people from the docker group's door to the host: somebody is made a member, uses the engine, and starts a
/// container that can reach the host.
struct Takeovers: Sendable, Codable {
    /// Milliseconds within which all of it is one story.
    static let age: Int64 = 24 * 3_600_000
    /// New members who are followed; of more the oldest are forgotten.
    static let limit = 256

    private struct NewMember: Codable {
        var name: [UInt8]
        var node: [UInt8]
        var joining: Edit
        var use: Edit?
    }

    private var members: [NewMember] = []

    /// Remembers who was made a member by an edit, as its events tell.
    mutating func noteJoining(_ edit: Edit) {
        guard let group = edit.activity.group, !group.member.isEmpty else { return }
        let text = edit.text.span
        let node = [UInt8](copying: text.extracting(edit.activity.node.indices))
        for name in edit.text[group.member.indices].split(whereSeparator: { $0 == UInt8(ascii: ",") || $0 == 1 }) {
            members.removeAll { $0.name == Array(name) && $0.node == node }
            if members.count >= Self.limit { members.removeFirst() }
            members.append(NewMember(name: Array(name), node: node, joining: edit))
        }
    }

    /// Takes what a member does: remembers the first use of the engine, and gives what went before where a container is
    /// started that can reach the host.
    mutating func take(_ edit: Edit, reachesHost: Bool) -> [Edit] {
        if members.isEmpty { return [] }
        let activity = edit.activity
        let text = edit.text.span
        let login = [UInt8](copying: text.extracting(activity.subject.login.indices))
        let node = [UInt8](copying: text.extracting(activity.node.indices))
        guard !login.isEmpty, activity.outcome != .failure,
            let index = members.lastIndex(where: { $0.name == login && $0.node == node })
        else { return [] }
        let member = members[index]
        let age = activity.stamp.milliseconds - member.joining.activity.stamp.milliseconds
        guard age >= 0, age <= Self.age else { return [] }
        if reachesHost {
            members.remove(at: index)
            return [member.joining] + (member.use.map { [$0] } ?? [])
        }
        let isUse = activity.action == .connect && activity.file?.place == .socket
        if isUse, member.use == nil { members[index].use = edit }
        return []
    }
}
