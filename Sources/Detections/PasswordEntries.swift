import AuditRecords
import DockerActivity

/// Remembers who entered the docker group by its password, since what they do with its rights is the same story.
struct PasswordEntries: Sendable, Codable {
    /// Milliseconds for which an entry is remembered.
    static let age: Int64 = 12 * 3_600_000
    /// Entries that are remembered; of more the oldest are forgotten.
    static let limit = 64

    private struct Entry: SavedState {
        var actor: Finding.Actor
        var time: Int64

        /// Whether the time can be one.
        var isSound: Bool { Stamp.isTime(time) }
    }

    private var entries: [Entry] = []

    /// Takes an edit; true if it uses rights that a password gave.
    mutating func take(_ edit: Edit) -> Bool {
        let activity = edit.activity
        guard let use = activity.groupUse, activity.outcome != .failure else { return false }
        let actor = Finding.Actor(activity, in: edit.text.span)
        let time = activity.stamp.milliseconds
        if use == .password {
            entries.removeAll { time - $0.time > Self.age }
            if entries.count >= Self.limit { entries.removeFirst() }
            entries.append(Entry(actor: actor, time: time))
            return false
        }
        guard use == .rights else { return false }
        return entries.contains { $0.actor.isSame(as: actor) && (0...Self.age).contains(time - $0.time) }
    }
}
