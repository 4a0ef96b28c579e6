import AuditRecords
import DockerActivity

/// What a finding is about, to see what follows from it.
struct Watch: Codable, Sendable {
    /// Things of one finding that are watched; of more the first ones.
    static let subjectsLimit = 16

    /// One of them.
    struct Subject: Codable, Sendable {
        /// What it is.
        enum Kind: String, Codable, Sendable {
            /// A file, by its true path.
            case file
            /// A new member of the docker group, by name.
            case member
            /// The docker group's password.
            case password
            /// Audit rules, by key.
            case rules
            /// Whether the kernel records.
            case recording
        }

        let kind: Kind
        let name: [UInt8]
        /// What kind of file it is; `other` for what is none.
        let place: DockerPlace
        /// Since when.
        let since: Stamp
        /// What the file's mode, or its owner and group, were before.
        var before: FileRights?
        /// Whether it was used since.
        var isUsed = false
        /// Whether nothing more follows: the file is another, the member is out.
        var isOver = false
    }

    private(set) var subjects: [Subject] = []
    /// Which acts may mean anything to them.
    private(set) var interest = Interest()
    /// What followed, in order.
    private(set) var consequences: [Finding.Consequence] = []
    /// Consequences beyond the limit.
    private(set) var omitted: UInt64 = 0

    /// Adds what an edit of the finding's is about.
    mutating func add(_ edit: Edit) {
        let activity = edit.activity
        guard activity.outcome != .failure else { return }
        let bytes = edit.text.span
        func text(_ range: ByteRange?) -> [UInt8] { range.map { [UInt8](copying: bytes.extracting($0.indices)) } ?? [] }
        if let file = activity.file, activity.action.isChangeOfFile, !file.path.isEmpty,
            file.resolvedBy != .unresolved, file.place.isFollowed
        {
            add(.file, text(file.path), file.place, activity.stamp, FileRights(before: activity.action, of: file))
        }
        if let group = activity.group, group.isDocker(in: bytes) {
            switch group.change {
            case .add, .primary:
                for name in text(group.member).split(whereSeparator: { $0 == UInt8(ascii: ",") || $0 == 1 }) {
                    add(.member, Array(name), .other, activity.stamp)
                }
            case .password: add(.password, text(group.name), .other, activity.stamp)
            default: break
            }
        }
        switch activity.action {
        case .auditRuleRemove: add(.rules, text(activity.audit?.key), .other, activity.stamp)
        case .auditDisable, .auditDaemonStop: add(.recording, [], .other, activity.stamp)
        default: break
        }
    }

    private mutating func add(
        _ kind: Subject.Kind,
        _ name: [UInt8],
        _ place: DockerPlace,
        _ since: Stamp,
        _ before: FileRights? = nil
    ) {
        if subjects.contains(where: { $0.kind == kind && $0.name == name }) { return }
        guard subjects.count < Self.subjectsLimit else { return }
        subjects.append(Subject(kind: kind, name: name, place: place, since: since, before: before))
        interest.add(subjects[subjects.count - 1])
    }

    /// Takes an act that is no part of the finding.
    mutating func take(_ act: LaterAct) {
        for index in subjects.indices where !subjects[index].isOver && subjects[index].since < act.event.stamp {
            if let consequence = subjects[index].take(act) { add(consequence) }
        }
    }

    private mutating func add(_ consequence: Finding.Consequence) {
        let place = consequences.lastIndex {
            $0.kind == consequence.kind && $0.actor.isSame(as: consequence.actor)
                && ($0.name == consequence.name || $0.isContinued(by: consequence))
        }
        if let place {
            // Of what happens again and again the first time counts, for each who does it.
            if consequences[place].name != consequence.name { consequences[place].count &+= 1 }
        } else if consequences.count < Finding.consequencesLimit {
            consequences.append(consequence)
        } else {
            omitted &+= 1
        }
    }
}

extension Finding.Consequence {
    /// Milliseconds within which the same done to several files, or with several rules, is told as one.
    private static let patience: Int64 = 60_000

    /// Whether another one, of the same kind and by the same actor, goes on with it.
    fileprivate func isContinued(by other: Self) -> Bool {
        switch kind {
        case .changed, .removed, .modeSet, .ownerSet, .loaded:
            other.event.stamp.milliseconds - event.stamp.milliseconds <= Self.patience
        default: false
        }
    }
}

extension Watch: SavedState {
    /// Whether the limits are kept.
    var isSound: Bool {
        subjects.count <= Self.subjectsLimit && consequences.count <= Finding.consequencesLimit && omitted < 1 << 36
            && subjects.allSatisfy { $0.since.isSound }
    }
}
