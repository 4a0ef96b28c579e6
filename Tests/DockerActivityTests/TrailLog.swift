import AuditRecords
import DockerActivity

/// What a trail makes of lines, in order of time.
struct TrailLog {
    private(set) var batch = ActivityBatch()
    /// What became known of login sessions, the latest last.
    private(set) var sessions: [LoginSession] = []
    /// What a second pass may know beforehand.
    let foreknowledge: Foreknowledge

    /// Follows the lines; `hindsight` tells what an earlier pass has learned.
    init(_ lines: [String], _ hindsight: Trail.Hindsight = .awaited) {
        let found = ActivityLog(lines).batch
        var trail = Trail(hindsight)
        let activities = found.activities.indices.map {
            (stamp: found.activities[$0].stamp, isNotice: false, index: $0)
        }
        let notices = found.notices.indices.map { (stamp: found.notices[$0].stamp, isNotice: true, index: $0) }
        for entry in (activities + notices).sorted(by: { $0.stamp < $1.stamp }) {
            if entry.isNotice {
                trail.take(found.notices[entry.index], of: found, into: &batch)
            } else if case .unchanged = trail.take(found.activities[entry.index], of: found, into: &batch) {
                batch.append(found.activities[entry.index], from: found)
            }
            sessions += trail.takeSessions()
        }
        trail.finish(into: &batch)
        foreknowledge = trail.foreknowledge
    }

    var activities: [Activity] { batch.activities }

    func text(_ range: ByteRange?) -> String {
        String(decoding: batch.bytes[(range ?? ByteRange()).indices], as: UTF8.self)
    }

    /// Path and outcome of each act that only sudo's record tells.
    var commands: [String] {
        activities.filter { $0.action == .command }.map { "\(text($0.file?.path)) \($0.outcome)" }
    }
}
