import AuditRecords
import DockerActivity
import Reports

/// A batch to which activities are added in a few words.
struct SampleBatch {
    private(set) var batch = ActivityBatch()

    /// 2026-11-20 21:12:18.703 UTC.
    static let start: Int64 = 1_795_209_138_703

    /// Names as a log's own tables would give them.
    static let context = ActivityContext(
        sources: ["audit.log.1.gz", "odd\u{1b}[2J\"name\".log"],
        userName: { [0: "root", 1002: "bob"][$0] },
        groupName: { [0: "root", 105: "docker"][$0] },
        systemCallName: { $0.architecture == 0xc000_003e ? [257: "openat", 82: "rename"][$0.number] : nil },
        architectureName: { $0 == 0xc000_003e ? "x86_64" : nil },
        errorName: { [1: "EPERM", 2: "ENOENT", 13: "EACCES"][$0] }
    )

    mutating func store(_ text: String) -> ByteRange {
        batch.store(text.utf8.span)
    }

    mutating func store(_ bytes: [UInt8]) -> ByteRange {
        batch.store(bytes.span)
    }

    /// Adds an activity of alice as root, at a second after the start, as `change` alters it.
    mutating func add(
        _ action: Action,
        after seconds: Int64 = 0,
        _ change: (inout Activity, inout SampleBatch) -> Void
    ) {
        var activity = Activity(
            stamp: Stamp(milliseconds: Self.start + seconds * 1000, serial: UInt64(44_595 + seconds)),
            action: action,
            evidence: .init(source: 0, line: 1201)
        )
        activity.outcome = .success
        activity.subject.loginID = 1001
        activity.subject.login = store("alice")
        activity.subject.userID = 0
        activity.subject.effectiveUserID = 0
        activity.subject.executable = store("/usr/bin/dash")
        activity.subject.taskName = store("sh")
        change(&activity, &self)
        batch.append(activity)
    }

    /// A file with a true path, found as the record names it.
    mutating func file(_ path: String, from: String = "") -> FileFacts {
        var file = FileFacts()
        file.path = store(path)
        file.recorded = store(path)
        file.from = store(from)
        file.resolvedBy = .name
        return file
    }

    /// What a renderer makes of all of it, without a header.
    func rendered(by renderer: some TimelineRenderer) -> String {
        var renderer = renderer
        return output { renderer.append(0..<batch.activities.count, of: batch, to: &$0) }
    }

    /// The activity of the contract's example.
    static var contractExample: SampleBatch {
        var sample = SampleBatch()
        sample.add(.create) { activity, sample in
            var file = FileFacts()
            file.path = sample.store("/etc/docker/x")
            file.recorded = sample.store("x")
            file.place = .daemonConfig
            file.resolvedBy = .cwd
            file.device = sample.store("fe:00")
            file.inode = 983_938
            file.mode = 0o100644
            file.newMode = 0o666
            file.route = .plain
            file.ownerID = 0
            file.owner = sample.store("root")
            file.groupID = 0
            file.group = sample.store("root")
            activity.file = file
            activity.subject.session = 231
            activity.subject.source = sample.store("127.0.0.1")
            activity.subject.user = sample.store("root")
            activity.subject.effectiveUser = sample.store("root")
            activity.subject.process = 18_768
            activity.subject.parentProcess = 18_767
            activity.subject.command = sample.store("sh -c cd /etc/docker && echo {} > x && mv x daemon.json")
            activity.subject.terminal = sample.store("pts0")
            activity.subject.kind = .person
            activity.keys = sample.store("docker")
            activity.systemCall = .init(number: 257, architecture: 0xc000_003e)
            activity.disposition = .suspicious
        }
        return sample
    }

    /// What a terminal shows of many kinds of activities.
    static var evening: SampleBatch {
        var sample = SampleBatch()
        sample.add(.create) { $0.file = $1.file("/etc/docker/x") }
        sample.add(.rename) {
            $0.file = $1.file("/etc/docker/daemon.json", from: "/etc/docker/x")
            $0.subject.executable = $1.store("/usr/bin/mv")
            $0.subject.taskName = $1.store("mv")
            $0.disposition = .suspicious
        }
        sample.add(.openWrite, after: 13) {
            $0.file = $1.file("/etc/docker/daemon.json")
            $0.outcome = .failure
            $0.errorNumber = 13
            $0.subject.loginID = 1003
            $0.subject.login = $1.store("mallory")
            $0.subject.userID = 1003
            $0.subject.effectiveUserID = 1003
            $0.subject.user = $1.store("mallory")
            $0.subject.effectiveUser = $1.store("mallory")
            $0.subject.executable = $1.store("/usr/bin/vim.basic")
            $0.subject.taskName = $1.store("vi")
        }
        sample.add(.create, after: 20) {
            $0.file = $1.file("/etc/systemd/system/docker.service.d/override.conf")
            $0.subject.loginID = 1002
            $0.subject.login = ByteRange()
            $0.subject.executable = $1.store("/usr/bin/nano")
            $0.subject.taskName = $1.store("nano")
        }
        sample.add(.groupAddMember, after: 31) {
            var group = GroupFacts()
            group.name = $1.store("docker")
            group.member = $1.store("mallory")
            $0.group = group
            $0.subject.executable = $1.store("/usr/sbin/usermod")
            $0.subject.taskName = $1.store("usermod")
            $0.disposition = .suspicious
        }
        sample.add(.auditRuleRemove, after: 40) {
            var audit = AuditFacts()
            audit.operation = $1.store("remove_rule")
            audit.key = $1.store("docker")
            audit.path = $1.store("/etc/docker")
            $0.audit = audit
            $0.subject.executable = $1.store("/usr/sbin/auditctl")
            $0.subject.taskName = $1.store("auditctl")
        }
        sample.add(.delete, after: 52) {
            $0.file = $1.file("/var/lib/docker/overlay2/0a1b2c3d4e5f60718293a4b5c6d7e8f9/diff/etc/hosts")
            $0.subject.loginID = SubjectFacts.unset
            $0.subject.login = ByteRange()
            $0.subject.executable = $1.store("/usr/sbin/dockerd")
            $0.subject.taskName = $1.store("dockerd")
            $0.disposition = .routine
            $0.evidence.count = 12
        }
        sample.add(.create, after: 60) {
            $0.file = $1.file("/etc/docker/evil  vi \u{1b}[2J\u{202e}.json")
            $0.subject.taskName = $1.store("a\nb")
        }
        sample.add(.symlink, after: 9000) {
            $0.file = $1.file("/etc/docker/certs.d", from: "/root/certs")
            $0.subject.executable = $1.store("/usr/bin/ln")
            $0.subject.taskName = $1.store("ln")
        }
        sample.add(.chmod, after: 9001) {
            var file = FileFacts()
            file.inode = 983_938
            file.device = $1.store("fe:00")
            $0.file = file
        }
        sample.add(.delete, after: 9002) {
            var file = $1.file("/etc/docker")
            file.resolvedBy = .parentOnly
            $0.file = file
            $0.outcome = .failure
            $0.errorNumber = 2
        }
        sample.add(.openWrite, after: 9003) {
            var file = FileFacts()
            file.recorded = $1.store("daemon.json")
            $0.file = file
            $0.outcome = .unknown
        }
        return sample
    }
}
