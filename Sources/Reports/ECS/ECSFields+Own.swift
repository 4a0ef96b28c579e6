internal import AuditRecords
internal import DockerActivity

extension ECSFields {
    /// What the schema has no field for, by the names that docktrail's own formats have, in the schema's spelling.
    func writeOwn(_ activity: Activity, of text: Span<UInt8>, _ replaced: UInt64, to writer: inout SparseJSONWriter) {
        writer.word("outcome", activity.outcome.rawValue)
        writer.word("disposition", activity.disposition.rawValue)
        writer.list("findings", text.extracting(activity.detections.clamped(to: text)), separatedBy: 0x01)
        writeSubject(activity, of: text, to: &writer)
        if let file = activity.file { write(file, in: text, to: &writer) }
        if let group = activity.group {
            writer.object("group") { $0.word("resolved_by", group.resolvedBy.rawValue) }
        }
        if let audit = activity.audit { write(audit, in: text, to: &writer) }
        if let container = activity.container { writeOwn(container, in: text, to: &writer) }
        writer.object("evidence") { writer in
            writer.number("line", activity.evidence.line)
            writer.number("count", activity.evidence.count)
        }
        writer.number("redacted", replaced)
    }

    private func writeSubject(_ activity: Activity, of text: Span<UInt8>, to writer: inout SparseJSONWriter) {
        let subject = activity.subject
        writer.object("subject") { writer in
            writer.number("auid", subject.loginID.map(UInt64.init))
            writer.number("session", subject.session.map(UInt64.init))
            writer.text("tty", text.extracting(subject.terminal.clamped(to: text)))
            if let kind = subject.kind { writer.word("kind", kind.rawValue) }
        }
    }

    private func write(_ file: FileFacts, in text: Span<UInt8>, to writer: inout SparseJSONWriter) {
        writer.object("file") { writer in
            writer.text("recorded", text.extracting(file.recorded.clamped(to: text)))
            writer.text("from", text.extracting(file.from.clamped(to: text)))
            writer.word("class", file.place.rawValue)
            writer.word("resolved_by", file.resolvedBy.rawValue)
            writer.word("route", file.route.rawValue)
            if let mode = file.newMode { writer.value("new_mode") { $0.append(permissions: mode) } }
        }
    }

    private func write(_ audit: AuditFacts, in text: Span<UInt8>, to writer: inout SparseJSONWriter) {
        writer.object("audit") { writer in
            writer.text("operation", text.extracting(audit.operation.clamped(to: text)))
            writer.text("key", text.extracting(audit.key.clamped(to: text)))
            writer.text("path", text.extracting(audit.path.clamped(to: text)))
            writer.number("old", audit.old)
            writer.number("new", audit.new)
            writer.text("setting", text.extracting(audit.setting.clamped(to: text)))
        }
    }

    private func writeOwn(_ container: ContainerFacts, in text: Span<UInt8>, to writer: inout SparseJSONWriter) {
        writer.object("container") { writer in
            writer.text("started_by", text.extracting(container.startedBy.clamped(to: text)))
            writer.number("started_by_id", container.startedByID.map(UInt64.init))
            if let confidence = container.confidence { writer.word("confidence", confidence.rawValue) }
            writer.list("candidates", text.extracting(container.candidates.clamped(to: text)), separatedBy: 0x01)
            writer.text("started_from", text.extracting(container.startedFrom.clamped(to: text)))
            writer.word("role", container.isExecuted ? "exec" : "main")
        }
    }
}
