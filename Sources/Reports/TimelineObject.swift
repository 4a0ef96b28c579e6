internal import AuditRecords
internal import DockerActivity

/// Says what an activity was on: a file, a group, or a setting of the audit system.
enum TimelineObject {
    /// Appends the object's words, escaped; a second name is cut so that the first has most of the limit.
    static func append(_ activity: Activity, in text: Span<UInt8>, limit: Int, to output: inout OutputBuffer) {
        if let file = activity.file {
            append(file, action: activity.action, in: text, limit: limit, to: &output)
        } else if let group = activity.group {
            append(group, in: text, to: &output)
        } else if let audit = activity.audit {
            append(audit, in: text, to: &output)
        }
    }

    private static func append(
        _ file: FileFacts,
        action: Action,
        in text: Span<UInt8>,
        limit: Int,
        to output: inout OutputBuffer
    ) {
        let path = text.extracting(file.path.clamped(to: text))
        guard !path.isEmpty else {
            append(unresolved: file, in: text, to: &output)
            return
        }
        let from = text.extracting(file.from.clamped(to: text))
        let isInDirectory = file.resolvedBy == .parentOnly
        append(path, isInDirectory: isInDirectory, from: from, action: action, limit: limit, to: &output)
    }

    /// Appends a path, or the directory of a file that has none, and what it came from or points to.
    static func append(
        _ path: Span<UInt8>,
        isInDirectory: Bool,
        from: Span<UInt8>,
        action: Action,
        limit: Int,
        to output: inout OutputBuffer
    ) {
        if isInDirectory { output.append("in ") }
        guard !from.isEmpty else {
            TerminalText.append(name: path, to: &output)
            return
        }
        var from = from
        let isTarget = action == .link || action == .symlink
        // In its own directory a file's old name needs no directory.
        if !isTarget, let directory = commonDirectory(path, from) { from = from.extracting(directory..<from.count) }
        let pathText = escaped(path)
        let fromText = escaped(from)
        let fromLimit = min(TerminalText.width(ofEscaped: fromText.span), max(4, limit / 3))
        let pathLimit = limit == .max ? Int.max : max(4, limit - 3 - fromLimit)
        let width = TerminalText.append(escaped: pathText.span, limit: pathLimit, cut: .path, to: &output)
        output.append(isTarget ? " → " : " ← ")
        let rest = limit == .max ? Int.max : max(4, limit - 3 - width)
        TerminalText.append(escaped: fromText.span, limit: rest, cut: .path, to: &output)
    }

    private static func append(unresolved file: FileFacts, in text: Span<UInt8>, to output: inout OutputBuffer) {
        let recorded = text.extracting(file.recorded.clamped(to: text))
        if !recorded.isEmpty {
            TerminalText.append(name: recorded, to: &output)
            output.append(" (unresolved)")
        } else if let inode = file.inode {
            output.append("inode ")
            output.append(decimal: inode)
            let device = text.extracting(file.device.clamped(to: text))
            guard !device.isEmpty else { return }
            output.append(" on ")
            TerminalText.append(name: device, to: &output)
        } else {
            output.append("(no name recorded)")
        }
    }

    private static func append(_ group: GroupFacts, in text: Span<UInt8>, to output: inout OutputBuffer) {
        if group.name.isEmpty {
            output.append("(group not recorded)")
        } else {
            TerminalText.append(name: text.extracting(group.name.clamped(to: text)), to: &output)
        }
        guard !group.member.isEmpty else { return }
        output.append(", member ")
        TerminalText.append(name: text.extracting(group.member.clamped(to: text)), to: &output)
    }

    private static func append(_ audit: AuditFacts, in text: Span<UInt8>, to output: inout OutputBuffer) {
        var isFirst = true
        func part(_ label: StaticString, _ range: ByteRange, to output: inout OutputBuffer) {
            guard !range.isEmpty else { return }
            if !isFirst { output.append(", ") }
            isFirst = false
            output.append(label)
            TerminalText.append(name: text.extracting(range.clamped(to: text)), to: &output)
        }
        part("", audit.setting, to: &output)
        part("", audit.path, to: &output)
        if let new = audit.new {
            output.append(isFirst ? "" : " ")
            isFirst = false
            if let old = audit.old {
                output.append(decimal: old)
                output.append(" → ")
            }
            output.append(decimal: new)
        }
        part("key ", audit.key, to: &output)
        // The action says as much; alone it is better than nothing.
        if isFirst { part("", audit.operation, to: &output) }
    }

    /// The length of the directory that two paths share, with its slash; nil where they lie in different ones.
    private static func commonDirectory(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Int? {
        var end = 0
        var position = 0
        while position < one.count, position < other.count, one[position] == other[position] {
            position += 1
            if one[position - 1] == UInt8(ascii: "/") { end = position }
        }
        guard end > 0, end < one.count, end < other.count else { return nil }
        return hasSlash(one, from: end) || hasSlash(other, from: end) ? nil : end
    }

    private static func hasSlash(_ text: Span<UInt8>, from start: Int) -> Bool {
        for position in start..<text.count where text[position] == UInt8(ascii: "/") { return true }
        return false
    }

    private static func escaped(_ name: Span<UInt8>) -> [UInt8] {
        var output = OutputBuffer()
        TerminalText.append(name: name, to: &output)
        return output.bytes
    }
}
