/// Reads the conditions of a rule: `auid>=1000`, `path=/etc/docker`.
struct FieldTextReader {
    /// A condition divided at its sign.
    struct Parts {
        var name: String
        var comparison: AuditRule.Comparison
        var value: [UInt8]
    }

    let parser: RuleParser
    let list: AuditRule.List

    /// Divides at the sign that libaudit finds first: those of two letters go before those of one, wherever they stand
    /// (`audit_rule_fieldpair_data` of audit-userspace:lib/libaudit.c).
    func divide(_ text: [UInt8]) throws(RuleSyntaxError) -> Parts {
        let comparisons: [AuditRule.Comparison] = [
            .notEqual, .greaterOrEqual, .lessOrEqual, .allBits, .equal, .greater, .less, .anyBit,
        ]
        for comparison in comparisons {
            let symbol = Array(comparison.symbol.utf8)
            guard text.count >= symbol.count else { continue }
            for position in 0...(text.count - symbol.count)
            where text[position] == symbol[0] && text[position + symbol.count - 1] == symbol[symbol.count - 1] {
                let value = Array(text[(position + symbol.count)...])
                guard position > 0, !value.isEmpty else { throw bad(text, "has no name or no value") }
                return Parts(
                    name: String(decoding: text[..<position], as: UTF8.self),
                    comparison: comparison,
                    value: value
                )
            }
        }
        throw bad(text, "has none of = != < > <= >= & &=")
    }

    /// The condition that the parts make.
    func field(_ parts: Parts) throws(RuleSyntaxError) -> AuditRule.Field {
        guard let code = AuditNames.field(parts.name) else {
            throw RuleSyntaxError(.field, "there is no field \(RuleOptions.shown(parts.name.utf8))")
        }
        try check(code, parts)
        if code.isText { return AuditRule.Field(code, parts.comparison, .text(parts.value)) }
        return AuditRule.Field(code, parts.comparison, .number(try number(code, parts)))
    }

    /// What libaudit refuses: fields on the wrong list, and signs that the field does not take.
    private func check(_ code: AuditRule.FieldCode, _ parts: Parts) throws(RuleSyntaxError) {
        let isEquality = parts.comparison == .equal || parts.comparison == .notEqual
        let exitOnly =
            code.isObjectLabel || [.path, .directory, .exit, .permissions, .fileType, .inode].contains(code)
            || [18, 100, 101, 104].contains(code.rawValue)  // ppid, devmajor, devminor, success
        if exitOnly, list != .exit, list != .ioUring {
            throw RuleSyntaxError(.field, "\(parts.name) goes with the list exit only")
        }
        if code == .permissions, parts.comparison != .equal {
            throw RuleSyntaxError(.field, "perm takes = only")
        }
        if [.architecture, .executable, .inode, .fileSystemType].contains(code), !isEquality {
            throw RuleSyntaxError(.field, "\(parts.name) takes = and != only")
        }
        if code == .fileSystemType, list != .filesystem {
            throw RuleSyntaxError(.field, "fstype goes with the list filesystem only")
        }
        if code == .recordType, list != .exclude, list != .user {
            throw RuleSyntaxError(.field, "msgtype goes with the lists exclude and user only")
        }
    }

    private func number(_ code: AuditRule.FieldCode, _ parts: Parts) throws(RuleSyntaxError) -> UInt32 {
        let word = String(decoding: parts.value, as: UTF8.self)
        let named: UInt32?
        switch code {
        case .permissions: return try RuleDraft.permissions(parts.value).rawValue
        case .architecture: named = architecture(word)
        case .recordType: named = AuditNames.recordType(word)
        case .fileType: named = AuditNames.fileType(word)
        case .fileSystemType: named = AuditNames.fileSystemType(word)
        case .exit: named = AuditNames.error(word).map { UInt32(bitPattern: $0) }
        case .session: named = word == "unset" ? .max : nil
        case _ where code.isUser: named = word == "unset" ? .max : parser.user(word)
        case _ where code.isGroup: named = parser.group(word)
        default: named = nil
        }
        guard let number = Self.number(word) ?? named else {
            throw RuleSyntaxError(.value, "“\(RuleOptions.shown(parts.value))” is no value of \(parts.name)")
        }
        return number
    }

    /// A number as strtoul(3) reads it with base 0: decimal, `0x` or, after a plain 0, octal; negative ones wrap around.
    static func number(_ word: String) -> UInt32? {
        var digits = Substring(word)
        let isNegative = digits.hasPrefix("-")
        if isNegative { digits = digits.dropFirst() }
        guard digits.first?.isNumber == true else { return nil }
        let magnitude: UInt64? =
            if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
                UInt64(digits.dropFirst(2), radix: 16)
            } else if digits.hasPrefix("0"), digits.count > 1 {
                UInt64(digits, radix: 8)
            } else {
                UInt64(digits)
            }
        guard let magnitude, magnitude <= UInt64(UInt32.max) else { return nil }
        let number = UInt32(magnitude)
        return isNegative ? 0 &- number : number
    }

    private func architecture(_ word: String) -> UInt32? {
        switch word {
        case "b64": parser.machine.wide
        case "b32": parser.machine.narrow
        default: AuditNames.architecture(word)
        }
    }

    private func bad(_ text: [UInt8], _ reason: String) -> RuleSyntaxError {
        RuleSyntaxError(.field, "the condition “\(RuleOptions.shown(text))” \(reason)")
    }
}
