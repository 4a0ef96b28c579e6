import AuditRecords
import DockerActivity
import TestSupport

/// Random activities of a few users on files of every kind.
struct SeededActivities {
    private var random: SplitMix64
    /// How many users, nodes and files there are to choose from.
    var variety = 5
    /// How many activities have the same stamp.
    var perEvent = 1
    private var stamp = Stamp(milliseconds: 0, serial: 0)

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// A batch of random activities.
    mutating func batch(_ count: Int) -> ActivityBatch {
        var batch = ActivityBatch()
        for line in 0..<count { append(UInt64(line), to: &batch) }
        return batch
    }

    private mutating func append(_ line: UInt64, to batch: inout ActivityBatch) {
        if line % UInt64(perEvent) == 0 {
            stamp = Stamp(milliseconds: Int64(line) + Int64.random(in: 0...50, using: &random), serial: line)
        }
        var activity = Activity(
            stamp: stamp,
            action: Action.allCases.randomElement(using: &random) ?? .chmod,
            evidence: Activity.Evidence(source: 0, line: line + 1)
        )
        activity.outcome = Outcome.allCases.randomElement(using: &random) ?? .unknown
        activity.disposition = Disposition.allCases.randomElement(using: &random) ?? .routine
        if pick(4) > 0 { activity.node = store("web\(pick(2))", &batch) }
        activity.subject.loginID = pick(6) == 0 ? nil : UInt32(pick(variety))
        if pick(3) > 0 { activity.subject.login = store("user\(pick(variety))", &batch) }
        activity.subject.session = pick(5) == 0 ? SubjectFacts.unset : UInt32(pick(variety))
        // A number is given to one session after each start of the machine, and all of it has the same beginning.
        activity.subject.sessionStart = activity.subject.session.map { -Int64($0) - 1 }
        if pick(2) == 0 { activity.subject.terminal = store("pts\(pick(3))", &batch) }
        activity.subject.executable = store("/usr/bin/vi", &batch)
        if pick(3) == 0 { activity.keys = store("docker", &batch) }
        switch pick(8) {
        case 0:
            var group = GroupFacts()
            group.name = store(["docker", "", "wheel"][pick(3)], &batch)
            group.member = store("member\(pick(variety))", &batch)
            group.change = [nil, .add, .remove, .create, .unknown, .password][pick(6)]
            group.resolvedBy = [.record, .arguments, .fileEdit][pick(3)]
            if pick(4) == 0 { activity.groupUse = GroupUse.allCases.randomElement(using: &random) }
            activity.group = group
        case 1:
            var audit = AuditFacts()
            audit.key = store("key\(pick(variety))", &batch)
            activity.audit = audit
        default:
            var file = FileFacts()
            let path = path
            file.path = store(path, &batch)
            file.place = DockerPlace(path: Array(path.utf8).span)
            if pick(5) == 0 { file.from = store(self.path, &batch) }
            activity.file = file
        }
        batch.append(activity)
    }

    private var path: String {
        mutating get {
            let name = pick(variety)
            return switch pick(8) {
            case 0: "/etc/docker/\(name)"
            case 1: "/etc/docker/certs.d/" + String(repeating: "x", count: pick(50)) + "\(name)"
            case 2: "/var/lib/docker/overlay2/\(name)/diff/etc/\(pick(100))"
            case 3: "/var/lib/docker/overlay2/\(name)/merged"
            case 4: "/var/lib/docker/volumes/\(name)/_data"
            case 5: "/var/lib/docker/containers/\(name)/config.v2.json"
            case 6: "/run/docker.sock"
            default: "/home/user/\(name)"
            }
        }
    }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    private func store(_ text: String, _ batch: inout ActivityBatch) -> ByteRange {
        batch.store(Array(text.utf8).span)
    }
}
