internal import AuditRecords
internal import Detections
internal import DockerActivity

/// Commands with which somebody can look at how things stand now that a finding is about; none of them changes anything.
///
/// Which ones depends on what the finding is about, not on its detection, so that detections of a site's own have them too.
struct Advice {
    /// One command.
    struct Command: Equatable {
        /// The command line, each word a whole for the shell.
        let line: String
        /// What it shows, in a few words.
        let shows: String
    }

    /// The commands in the order in which to run them, each once.
    private(set) var commands: [Command] = []

    /// Advice on some findings.
    init(on findings: [Finding]) {
        for finding in findings {
            add(onFileOf: finding)
            add(onContainerOf: finding)
            add(onAccountsOf: finding)
            add(onAuditOf: finding)
        }
    }

    private mutating func add(_ line: String, _ shows: String) {
        let command = Command(line: line, shows: shows)
        if !commands.contains(command) { commands.append(command) }
    }

    private mutating func add(onFileOf finding: Finding) {
        // A name as recorded may be relative, or a container's for another file.
        guard finding.hasTruePath, finding.file.first == UInt8(ascii: "/") else { return }
        let file = ShellText.word(finding.file)
        if finding.action == .execute {
            add("docker ps -a --no-trunc", "containers there are, and their commands")
            return
        }
        if finding.files > 1 {
            guard finding.file.count > 1 else { return }
            let since = "'\(Self.second(finding.stamp.milliseconds))'"
            add("find \(file) -xdev -newerct \(since) -ls", "what was changed there since")
        } else {
            add("stat \(file)", "owner, mode and times")
        }
        switch DockerPlace(path: finding.file.span) {
        case .binary:
            add("dpkg -V | grep -F \(file)", "whether it differs from its package (Debian, Ubuntu)")
            add("rpm -Vf \(file)", "the same (Red Hat, SUSE)")
        case .daemonConfig: add("docker info", "the settings that the engine runs with")
        case .unit:
            add(
                "systemctl cat docker.service docker.socket containerd.service",
                "the units with all that is added to them"
            )
        case .socket: add("getent group docker", "who may use the socket by membership")
        case .containerState: add("docker ps -a --no-trunc", "containers there are, and their commands")
        case .auditConfig, .auditLog: addAuditState()
        case .accountFile: add("grpck -r", "whether the files of groups are sound")
        case .tls, .imageLayer, .containerLayer, .volume, .plugin, .dataRoot, .hostFile, .other: break
        }
    }

    private mutating func add(onContainerOf finding: Finding) {
        guard let id = finding.actor.container?.id, !id.isEmpty else { return }
        let word = Self.operand(id.allSatisfy(Self.isIDDigit) ? Array(id.prefix(12)) : id)
        add("docker inspect \(word)", "its image, mounts, rights and user")
        add("docker logs --timestamps \(word)", "what it printed")
        add("docker diff \(word)", "what it changed in its own file system")
    }

    private mutating func add(onAccountsOf finding: Finding) {
        if !finding.group.isEmpty || !finding.member.isEmpty {
            let group = finding.group.isEmpty ? Array("docker".utf8) : finding.group
            add("getent group \(Self.operand(group))", "its number and members")
        }
        for member in finding.member.split(whereSeparator: { $0 == UInt8(ascii: ",") || $0 == 1 }) {
            add("id \(Self.operand(Array(member)))", "the groups of this account")
        }
    }

    private mutating func add(onAuditOf finding: Finding) {
        switch finding.action {
        case .auditRuleAdd, .auditRuleRemove, .auditRuleUpdate, .auditEnable, .auditDisable, .auditDaemonStart,
            .auditDaemonStop, .auditSetting:
            addAuditState()
        default: break
        }
    }

    private mutating func addAuditState() {
        add("auditctl -s", "whether the kernel records, and what was lost")
        add("docktrail rules status", "whether the rules that are wanted are loaded")
    }

    /// A word that no program takes for an option.
    private static func operand(_ text: [UInt8]) -> String {
        (text.first == UInt8(ascii: "-") ? "-- " : "") + ShellText.word(text)
    }

    private static func isIDDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    /// The second in which a moment lies, as find(1) and date(1) of GNU read it.
    private static func second(_ milliseconds: Int64) -> String {
        var text = OutputBuffer()
        TimeText.appendUTC(milliseconds / 1000 * 1000, to: &text)
        return String(decoding: text.bytes, as: UTF8.self)
    }
}
