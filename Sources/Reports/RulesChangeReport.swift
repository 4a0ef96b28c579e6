public import AuditRules

/// Writes what an installation would change: as a difference of the kernel's rules and of the file.
public struct RulesChangeReport: Sendable {
    private let preview: RuleInstaller.Preview
    private let machine: AuditMachine

    /// A report of one preview.
    public init(_ preview: RuleInstaller.Preview, machine: AuditMachine) {
        self.preview = preview
        self.machine = machine
    }

    /// One line for each change: `+` is added, `-` is removed, `~` is removed and added again.
    public func text() -> OutputBuffer {
        var output = OutputBuffer()
        line("--- the kernel's rules", &output)
        for step in preview.changes?.steps ?? [] {
            switch step {
            case .add(let rule) where preview.floods.contains(rule): line("+ (at the next boot) ", rule, &output)
            case .add(let rule): line("+ ", rule, &output)
            case .renew(_, let rule): line("~ ", rule, &output)
            case .delete(let rule): line("- ", rule, &output)
            }
        }
        if preview.changes?.steps.isEmpty ?? true {
            line(preview.changes == nil ? "  not asked" : "  no change", &output)
        }
        line("--- \(RulesDirectory.ownFile)", &output)
        let old = Self.lines(preview.oldText ?? [])
        let new = Self.lines(preview.newText)
        if old == new { line("  no change", &output) }
        for (sign, text) in Self.difference(old, new) where sign != " " { line("\(sign) \(text)", &output) }
        return output
    }

    private func line(_ prefix: String, _ rule: AuditRule, _ output: inout OutputBuffer) {
        line(prefix + String(decoding: rule.listed(machine: machine), as: UTF8.self), &output)
    }

    private func line(_ text: String, _ output: inout OutputBuffer) {
        TerminalText.append(text.utf8.span, to: &output)
        output.append("\n")
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The lines of both texts with a sign each, in the new text's order.
    private static func difference(_ old: [String], _ new: [String]) -> [(String, String)] {
        let changes = new.difference(from: old)
        var lines = old.map { (" ", $0) }
        for change in changes.removals.reversed() {
            if case .remove(let offset, let text, _) = change { lines[offset] = ("-", text) }
        }
        var result: [(String, String)] = []
        var insertions = changes.insertions[...]
        var position = 0
        for entry in lines {
            while case .insert(position, let text, _)? = insertions.first {
                result.append(("+", text))
                insertions = insertions.dropFirst()
                position += 1
            }
            result.append(entry)
            if entry.0 == " " { position += 1 }
        }
        for case .insert(_, let text, _) in insertions { result.append(("+", text)) }
        return result
    }
}
