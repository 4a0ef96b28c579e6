internal import AuditRecords
internal import DockerActivity

/// Names an activity's fields in the order in which programs are promised them.
///
/// JSON, CSV and CSV's header line all come from this one walk, so that they cannot differ.
struct ActivityFields {
    private var names: ActivityNames
    private var redactor: Redactor
    /// Secrets that were replaced so far.
    private(set) var redactions: UInt64 = 0

    init(context: ActivityContext, redactor: Redactor) {
        names = ActivityNames(context: context)
        self.redactor = redactor
    }

    mutating func write<Writer: ActivityFieldWriter>(
        _ activity: Activity,
        of text: Span<UInt8>,
        to writer: inout Writer
    ) {
        let before = redactions
        writer.word("kind", "activity")
        writer.moment("time", activity.stamp.milliseconds)
        writer.number("serial", activity.stamp.serial)
        writer.text("node", text.extracting(activity.node.clamped(to: text)))
        writer.word("action", activity.action.rawValue)
        writer.word("outcome", activity.outcome.rawValue)
        writeError(activity.errorNumber, to: &writer)
        writeFile(activity.file, of: text, to: &writer)
        writeGroup(activity.group, of: text, to: &writer)
        writeAudit(activity.audit, of: text, to: &writer)
        writeSubject(activity.subject, of: text, to: &writer)
        writeContainer(activity.container, of: text, to: &writer)
        writer.list("keys", text.extracting(activity.keys.clamped(to: text)), separatedBy: 0x01)
        writeSystemCall(activity.systemCall, to: &writer)
        writer.word("disposition", activity.disposition.rawValue)
        writer.list("findings", text.extracting(activity.detections.clamped(to: text)), separatedBy: 0x01)
        writer.number("redacted", redactions - before)
        writeEvidence(activity.evidence, to: &writer)
    }

    private mutating func writeError<Writer: ActivityFieldWriter>(_ number: Int32, to writer: inout Writer) {
        guard number != 0 else { return writer.null("errno") }
        if let name = names.error(number) {
            writer.text("errno", name.utf8.span)
        } else {
            writer.number("errno", UInt64(number.magnitude), behind: "")
        }
    }

    private mutating func writeFile<Writer: ActivityFieldWriter>(
        _ facts: FileFacts?,
        of text: Span<UInt8>,
        to writer: inout Writer
    ) {
        guard writer.begin("file", isPresent: facts != nil) else { return }
        let file = facts ?? FileFacts()
        writer.text("path", text.extracting(file.path.clamped(to: text)))
        writer.text("recorded", text.extracting(file.recorded.clamped(to: text)))
        writer.text("from", text.extracting(file.from.clamped(to: text)))
        if facts != nil {
            writer.word("class", file.place.rawValue)
            writer.word("resolvedBy", file.resolvedBy.rawValue)
            writer.word("route", file.route.rawValue)
        } else {
            writer.null("class")
            writer.null("resolvedBy")
            writer.null("route")
        }
        writer.text("device", text.extracting(file.device.clamped(to: text)))
        writeNumber("inode", file.inode, to: &writer)
        if let mode = file.mode { writer.permissions("mode", mode) } else { writer.null("mode") }
        if let mode = file.newMode { writer.permissions("newMode", mode) } else { writer.null("newMode") }
        let owner = names.user(file.ownerID, recorded: file.owner, in: text)
        write("owner", owner, prefix: "uid:", of: text, to: &writer)
        let group = names.group(file.groupID, recorded: file.group, in: text)
        write("group", group, prefix: "gid:", of: text, to: &writer)
        writer.end()
    }

    private func writeGroup<Writer: ActivityFieldWriter>(
        _ facts: GroupFacts?,
        of text: Span<UInt8>,
        to writer: inout Writer
    ) {
        guard writer.begin("group", isPresent: facts != nil) else { return }
        let group = facts ?? GroupFacts()
        writer.text("name", text.extracting(group.name.clamped(to: text)))
        writer.text("member", text.extracting(group.member.clamped(to: text)))
        if facts != nil {
            writer.word("resolvedBy", group.resolvedBy.rawValue)
        } else {
            writer.null("resolvedBy")
        }
        writer.end()
    }

    private func writeAudit<Writer: ActivityFieldWriter>(
        _ facts: AuditFacts?,
        of text: Span<UInt8>,
        to writer: inout Writer
    ) {
        guard writer.begin("audit", isPresent: facts != nil) else { return }
        let audit = facts ?? AuditFacts()
        writer.text("operation", text.extracting(audit.operation.clamped(to: text)))
        writer.text("key", text.extracting(audit.key.clamped(to: text)))
        writer.text("path", text.extracting(audit.path.clamped(to: text)))
        if let old = audit.old { writer.number("old", old) } else { writer.null("old") }
        if let new = audit.new { writer.number("new", new) } else { writer.null("new") }
        writer.text("setting", text.extracting(audit.setting.clamped(to: text)))
        writer.end()
    }

    private mutating func writeSubject<Writer: ActivityFieldWriter>(
        _ subject: SubjectFacts,
        of text: Span<UInt8>,
        to writer: inout Writer
    ) {
        guard writer.begin("subject", isPresent: true) else { return }
        write("login", names.login(of: subject, in: text), prefix: "uid:", of: text, to: &writer)
        writeNumber("auid", subject.loginID.map(UInt64.init), to: &writer)
        writeNumber("session", subject.session.map(UInt64.init), to: &writer)
        writer.text("source", text.extracting(subject.source.clamped(to: text)))
        let user = names.user(subject.userID, recorded: subject.user, in: text)
        write("user", user, prefix: "uid:", of: text, to: &writer)
        writeNumber("uid", subject.userID.map(UInt64.init), to: &writer)
        let effective = names.user(subject.effectiveUserID, recorded: subject.effectiveUser, in: text)
        write("effectiveUser", effective, prefix: "uid:", of: text, to: &writer)
        writeNumber("euid", subject.effectiveUserID.map(UInt64.init), to: &writer)
        writeNumber("pid", subject.process.map(UInt64.init), to: &writer)
        writeNumber("ppid", subject.parentProcess.map(UInt64.init), to: &writer)
        writer.text("exe", text.extracting(subject.executable.clamped(to: text)))
        writer.text("comm", text.extracting(subject.taskName.clamped(to: text)))
        writeCommand(of: subject, in: text, to: &writer)
        writer.text("tty", text.extracting(subject.terminal.clamped(to: text)))
        if let kind = subject.kind { writer.word("kind", kind.rawValue) } else { writer.null("kind") }
        writer.end()
    }

    private mutating func writeCommand<Writer: ActivityFieldWriter>(
        of subject: SubjectFacts,
        in text: Span<UInt8>,
        to writer: inout Writer
    ) {
        let command = text.extracting(subject.command.clamped(to: text))
        let arguments = text.extracting(subject.arguments.clamped(to: text))
        let secrets = redactor.secrets(in: command, arguments: arguments)
        guard !secrets.isEmpty else { return writer.text("command", command) }
        redactions += UInt64(secrets.count)
        writer.text("command", Redactor.text(command, without: secrets).span)
    }

    private mutating func writeContainer<Writer: ActivityFieldWriter>(
        _ facts: ContainerFacts?,
        of text: Span<UInt8>,
        to writer: inout Writer
    ) {
        guard writer.begin("container", isPresent: facts != nil) else { return }
        let container = facts ?? ContainerFacts()
        writer.text("id", text.extracting(container.id.clamped(to: text)))
        writer.text("name", text.extracting(container.name.clamped(to: text)))
        writer.text("image", text.extracting(container.image.clamped(to: text)))
        let starter = names.user(container.startedByID, recorded: container.startedBy, in: text)
        write("startedBy", starter, prefix: "uid:", of: text, to: &writer)
        if let confidence = container.confidence {
            writer.word("confidence", confidence.rawValue)
        } else {
            writer.null("confidence")
        }
        writer.list("candidates", text.extracting(container.candidates.clamped(to: text)), separatedBy: 0x01)
        writer.text("startedFrom", text.extracting(container.startedFrom.clamped(to: text)))
        if facts != nil {
            writer.word("role", container.isExecuted ? "exec" : "main")
        } else {
            writer.null("role")
        }
        writer.end()
    }

    private mutating func writeSystemCall<Writer: ActivityFieldWriter>(
        _ call: Activity.SystemCall?,
        to writer: inout Writer
    ) {
        guard let call else {
            writer.null("syscall")
            writer.null("arch")
            return
        }
        if let name = names.systemCall(call) {
            writer.text("syscall", name.utf8.span)
        } else {
            writer.number("syscall", UInt64(call.number), behind: "")
        }
        if let name = names.architecture(call.architecture) {
            writer.text("arch", name.utf8.span)
        } else {
            writer.hexadecimal("arch", call.architecture)
        }
    }

    private func writeEvidence<Writer: ActivityFieldWriter>(
        _ evidence: Activity.Evidence,
        to writer: inout Writer
    ) {
        guard writer.begin("evidence", isPresent: true) else { return }
        let index = Int(evidence.source)
        if index < names.context.sources.count {
            writer.text("source", names.context.sources[index].utf8.span)
        } else {
            writer.null("source")
        }
        writer.number("line", evidence.line)
        writer.number("count", evidence.count)
        writer.end()
    }

    // MARK: - Parts

    private func writeNumber<Writer: ActivityFieldWriter>(
        _ name: StaticString,
        _ number: UInt64?,
        to writer: inout Writer
    ) {
        if let number { writer.number(name, number) } else { writer.null(name) }
    }

    private func write<Writer: ActivityFieldWriter>(
        _ name: StaticString,
        _ principal: ActivityNames.Principal,
        prefix: StaticString,
        of text: Span<UInt8>,
        to writer: inout Writer
    ) {
        switch principal {
        case .absent: writer.null(name)
        case .unset: writer.word(name, "unset")
        case .recorded(let range): writer.text(name, text.extracting(range.clamped(to: text)))
        case .named(let known): writer.text(name, known.utf8.span)
        case .numbered(let id): writer.number(name, UInt64(id), behind: prefix)
        }
    }
}
