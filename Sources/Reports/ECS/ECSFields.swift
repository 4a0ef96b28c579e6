internal import AuditRecords
internal import DockerActivity

/// Names an activity's fields as the Elastic Common Schema has them, and below `docktrail` what it has no field for.
struct ECSFields {
    private var names: ActivityNames
    private var redactor: Redactor
    /// Secrets that were replaced so far.
    private(set) var redactions: UInt64 = 0

    init(context: ActivityContext, redactor: Redactor) {
        names = ActivityNames(context: context)
        self.redactor = redactor
    }

    mutating func write(_ activity: Activity, of text: Span<UInt8>, to writer: inout SparseJSONWriter) {
        let before = redactions
        let subject = activity.subject
        writer.value("@timestamp") { TimeText.appendUTC(activity.stamp.milliseconds, to: &$0) }
        writer.object("ecs") { $0.word("version", ECSTimeline.version) }
        writeEvent(activity, of: text, to: &writer)
        if activity.errorNumber != 0 {
            let name = names.error(activity.errorNumber) ?? "\(activity.errorNumber)"
            writer.object("error") { $0.word("code", name) }
        }
        let architecture = activity.systemCall.flatMap { names.architecture($0.architecture) }
        writer.object("host") { writer in
            writer.text("name", text.extracting(activity.node.clamped(to: text)))
            if let architecture { writer.word("architecture", architecture) }
        }
        if let file = activity.file { write(file, of: activity, in: text, to: &writer) }
        if let group = activity.group {
            writer.object("group") { $0.text("name", text.extracting(group.name.clamped(to: text))) }
        }
        let people = writeUser(activity, in: text, to: &writer)
        writeProcess(subject, in: text, to: &writer)
        if let container = activity.container { write(container, in: text, to: &writer) }
        let address = text.extracting(subject.source.clamped(to: text))
        let isAddress = InternetAddress.isOne(address)
        writer.object("source") { writer in
            writer.text("address", address)
            if isAddress { writer.text("ip", address) }
        }
        writer.object("related") { writer in
            if isAddress { writer.list("ip", address, separatedBy: 0x01) }
            writer.texts("user", people)
        }
        writer.list("tags", text.extracting(activity.keys.clamped(to: text)), separatedBy: 0x01)
        let detections = text.extracting(activity.detections.clamped(to: text))
        writer.object("rule") { writer in
            writer.text("id", detections.extracting(0..<detections.firstIndex(of: 0x01, from: 0, to: detections.count)))
        }
        if Int(activity.evidence.source) < names.context.sources.count {
            let source = names.context.sources[Int(activity.evidence.source)]
            writer.object("log") { $0.object("file") { $0.text("path", source.utf8.span) } }
        }
        let replaced = redactions - before
        let call = activity.systemCall.map { names.systemCall($0) ?? "\($0.number)" }
        writer.object("docktrail") { writer in
            if let call { writer.word("syscall", call) }
            writeOwn(activity, of: text, replaced, to: &writer)
        }
    }

    private func writeEvent(_ activity: Activity, of text: Span<UInt8>, to writer: inout SparseJSONWriter) {
        let category = activity.action.ecsCategory
        writer.object("event") { writer in
            // A time and serial, as everything about audit logs names an event.
            writer.value("id") { output in
                let seconds = activity.stamp.milliseconds / 1000
                output.append(decimal: seconds)
                output.append(".")
                let rest = Int((activity.stamp.milliseconds - seconds * 1000).magnitude)
                output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / 100))
                output.append(twoDigits: rest % 100)
                output.append(":")
                output.append(decimal: activity.stamp.serial)
            }
            writer.word("kind", activity.disposition == .suspicious ? "alert" : "event")
            writer.words("category", [category.category])
            writer.words("type", category.types)
            writer.word("action", activity.action.rawValue)
            writer.word("outcome", activity.outcome.ecsOutcome)
            writer.word("provider", "auditd")
            writer.word("module", "docktrail")
            writer.word("dataset", "docktrail.activity")
            writer.number("sequence", activity.stamp.serial)
        }
    }

    private mutating func write(
        _ file: FileFacts,
        of activity: Activity,
        in text: Span<UInt8>,
        to writer: inout SparseJSONWriter
    ) {
        let owner = bytes(of: names.user(file.ownerID, recorded: file.owner, in: text), in: text)
        let group = bytes(of: names.group(file.groupID, recorded: file.group, in: text), in: text)
        let path = text.extracting(file.path.clamped(to: text))
        let isDirectory = file.resolvedBy == .parentOnly
        var slash = path.count
        while slash > 0, path[slash - 1] != UInt8(ascii: "/") { slash -= 1 }
        writer.object("file") { writer in
            if isDirectory {
                writer.text("directory", path)
            } else {
                writer.text("path", path)
                writer.text("name", path.extracting(slash..<path.count))
                writer.text("directory", path.extracting(0..<max(min(1, slash), slash - 1)))
            }
            if activity.action == .symlink {
                writer.text("target_path", text.extracting(file.from.clamped(to: text)))
            }
            writer.text("device", text.extracting(file.device.clamped(to: text)))
            writer.identifier("inode", file.inode)
            if let mode = file.mode {
                writer.value("mode") { $0.append(permissions: mode) }
                if let type = Self.fileType(mode) { writer.word("type", type) }
            }
            writer.identifier("uid", file.ownerID.map(UInt64.init))
            writer.text("owner", owner.span)
            writer.identifier("gid", file.groupID.map(UInt64.init))
            writer.text("group", group.span)
        }
    }

    /// The types that the schema names; the bits are stat(2)'s.
    private static func fileType(_ mode: UInt32) -> String? {
        switch mode & 0o170000 {
        case 0o100000: "file"
        case 0o040000: "dir"
        case 0o120000: "symlink"
        default: nil
        }
    }

    /// Who did it: the login user, or without one the process's own; then the one whose rights were used, and the one
    /// it was done to.
    ///
    /// Gives the names of all.
    private mutating func writeUser(
        _ activity: Activity,
        in text: Span<UInt8>,
        to writer: inout SparseJSONWriter
    ) -> [[UInt8]] {
        let subject = activity.subject
        let hasLogin = subject.loginID != nil && subject.loginID != SubjectFacts.unset
        let real = bytes(of: names.user(subject.userID, recorded: subject.user, in: text), in: text)
        let login = hasLogin ? bytes(of: names.login(of: subject, in: text), in: text) : real
        let effective = bytes(
            of: names.user(subject.effectiveUserID, recorded: subject.effectiveUser, in: text),
            in: text
        )
        let member = [UInt8](text.extracting((activity.group?.member ?? ByteRange()).clamped(to: text)))
        writer.object("user") { writer in
            writer.identifier("id", (hasLogin ? subject.loginID : subject.userID).map(UInt64.init))
            writer.text("name", login.span)
            writer.object("effective") { writer in
                writer.identifier("id", subject.effectiveUserID.map(UInt64.init))
                writer.text("name", effective.span)
            }
            writer.object("target") { $0.text("name", member.span) }
        }
        return [login, real, effective, member]
    }

    private mutating func writeProcess(
        _ subject: SubjectFacts,
        in text: Span<UInt8>,
        to writer: inout SparseJSONWriter
    ) {
        let user = bytes(of: names.user(subject.userID, recorded: subject.user, in: text), in: text)
        let command = text.extracting(subject.command.clamped(to: text))
        let secrets = redactor.secrets(in: command, arguments: text.extracting(subject.arguments.clamped(to: text)))
        redactions += UInt64(secrets.count)
        writer.object("process") { writer in
            writer.number("pid", subject.process.map(UInt64.init))
            writer.object("parent") { $0.number("pid", subject.parentProcess.map(UInt64.init)) }
            writer.text("executable", text.extracting(subject.executable.clamped(to: text)))
            writer.text("name", text.extracting(subject.taskName.clamped(to: text)))
            if secrets.isEmpty {
                writer.text("command_line", command)
            } else {
                writer.text("command_line", Redactor.text(command, without: secrets).span)
            }
            writer.object("real_user") { writer in
                writer.identifier("id", subject.userID.map(UInt64.init))
                writer.text("name", user.span)
            }
        }
    }

    private func write(_ container: ContainerFacts, in text: Span<UInt8>, to writer: inout SparseJSONWriter) {
        writer.object("container") { writer in
            writer.text("id", text.extracting(container.id.clamped(to: text)))
            writer.text("name", text.extracting(container.name.clamped(to: text)))
            writer.object("image") { $0.text("name", text.extracting(container.image.clamped(to: text))) }
        }
    }

    /// A user's or group's name; empty where nothing but a number is known.
    private func bytes(of principal: ActivityNames.Principal, in text: Span<UInt8>) -> [UInt8] {
        switch principal {
        case .absent, .unset, .numbered: []
        case .recorded(let range): [UInt8](text.extracting(range.clamped(to: text)))
        case .named(let name): Array(name.utf8)
        }
    }
}

extension [UInt8] {
    /// A copy of some bytes.
    fileprivate init(_ bytes: Span<UInt8>) {
        self.init()
        reserveCapacity(bytes.count)
        for index in bytes.indices { append(bytes[index]) }
    }
}
