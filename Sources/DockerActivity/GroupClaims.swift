import AuditRecords

/// Account records from what is a container's process, of which later events tell whether they are true.
///
/// A container can send any record. It is true if the same process had the host's own /etc/group open, which may show only
/// when the file's inode is met under its name.
struct GroupClaims: Sendable {
    /// What tells a process from others that had its number.
    private struct Sender: Hashable {
        let process: UInt32?
        let loginID: UInt32?
        let session: UInt32?

        init(_ subject: SubjectFacts) {
            process = subject.process
            loginID = subject.loginID
            session = subject.session
        }
    }

    /// Records that wait at most; further ones are claims that nothing bears out.
    static let limit = 1024

    /// The records, judged as if they were true, with their texts.
    private(set) var batch = ActivityBatch()
    /// When processes had the host's file open, in milliseconds since 1970.
    private var openings: [Sender: [Int64]] = [:]

    /// Takes a record of a batch; false if there is no room.
    mutating func add(_ activity: Activity, of other: borrowing ActivityBatch) -> Bool {
        guard batch.activities.count < Self.limit else { return false }
        batch.append(activity, from: other)
        return true
    }

    /// Takes an act on a file that turned out to be the host's.
    mutating func noteOpening(_ activity: Activity) {
        guard !batch.activities.isEmpty else { return }
        openings[Sender(activity.subject), default: []].append(activity.stamp.milliseconds)
    }

    /// Whether a record's process had the host's file open at the time.
    func bearOut(_ activity: Activity) -> Bool {
        openings[Sender(activity.subject)]?
            .contains { abs($0 - activity.stamp.milliseconds) <= GroupTrail.changeTime } ?? false
    }

    /// Forgets everything: it has been given out.
    mutating func removeAll() { self = GroupClaims() }
}

extension GroupClaims: SavedState {
    /// Who had the host's file open is found out at the end.
    private enum CodingKeys: CodingKey {
        case batch
    }

    /// Whether the limit is kept.
    var isSound: Bool { batch.activities.count <= Self.limit }
}
