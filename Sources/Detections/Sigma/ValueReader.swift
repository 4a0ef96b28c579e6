/// Turns a value of a rule into what is asked of a field's value.
enum ValueReader {
    /// Forms that one value may have after `windash`.
    private static let formLimit = 625

    /// The tests of a value: several where a modifier gives it several forms, any of which will do.
    static func tests(_ text: String, _ modifiers: SigmaModifiers) throws(SigmaReason) -> [ValueTest] {
        switch modifiers.comparison {
        case .text(let place):
            return try forms(text, modifiers)
                .map { .pattern(TextPattern($0, place: place, isCased: modifiers.isCased)) }
        case .expression(let options):
            do throws(RegularExpressionError) {
                return [.expression(try RegularExpression(text, options: options))]
            } catch {
                let place = "at character \(error.position)"
                throw SigmaReason("the regular expression can not be run: \(error.reason), \(place)")
            }
        case .number(let comparison):
            guard let number = Double(text) else { throw SigmaReason("\"\(text)\" is no number to compare with") }
            return [.number(NumberComparison(comparison: comparison, number: number))]
        case .network:
            guard let network = NetworkPrefix(text) else {
                throw SigmaReason("\"\(text)\" is no network: it should look like 192.0.2.0/24 or 2001:db8::/32")
            }
            return [.network(network)]
        case .exists: return []
        }
    }

    /// The forms that the changes give a text, in order.
    private static func forms(_ text: String, _ modifiers: SigmaModifiers) throws(SigmaReason) -> [[WildcardText.Part]]
    {
        var forms = [WildcardText.parts(of: text)]
        for change in modifiers.changes {
            var changed: [[WildcardText.Part]] = []
            for form in forms { changed += try apply(change, to: form) }
            guard changed.count <= formLimit else {
                throw SigmaReason("\"\(text)\" has too many dashes for \"windash\"")
            }
            forms = changed
        }
        return forms
    }

    private static func apply(
        _ change: SigmaModifiers.Change,
        to form: [WildcardText.Part]
    ) throws(SigmaReason) -> [[WildcardText.Part]] {
        switch change {
        case .utf16LittleEndian: return [form.map { $0.mapBytes { wide($0, isBigEndian: false) } }]
        case .utf16BigEndian: return [form.map { $0.mapBytes { wide($0, isBigEndian: true) } }]
        case .utf16: return [[.bytes([0xff, 0xfe])] + form.map { $0.mapBytes { wide($0, isBigEndian: false) } }]
        case .base64: return [[.bytes(Base64.text(of: try literal(form)))]]
        case .base64Offset:
            let bytes = try literal(form)
            return (0..<3).map { [.bytes(Base64.text(of: bytes, behind: $0))] }
        case .dashes: return dashes(form)
        }
    }

    private static func literal(_ form: [WildcardText.Part]) throws(SigmaReason) -> [UInt8] {
        var literal: [UInt8] = []
        for part in form {
            guard case .bytes(let bytes) = part else { throw SigmaReason("wildcards can not be encoded in base64") }
            literal += bytes
        }
        return literal
    }

    private static func wide(_ bytes: [UInt8], isBigEndian: Bool) -> [UInt8] {
        String(decoding: bytes, as: UTF8.self).utf16
            .flatMap { unit in
                let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
                return isBigEndian ? [high, low] : [low, high]
            }
    }

    /// The forms with each mark that begins an option in place of `-` or `/` before a word.
    private static func dashes(_ form: [WildcardText.Part]) -> [[WildcardText.Part]] {
        let marks = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"].map { Array($0.utf8) }
        var forms: [[WildcardText.Part]] = [[]]
        for part in form {
            guard case .bytes(let bytes) = part else {
                forms = forms.map { $0 + [part] }
                continue
            }
            var literals: [[UInt8]] = [[]]
            for (index, byte) in bytes.enumerated() {
                let isMark = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
                let isBegin = index == 0 || !isWord(bytes[index - 1])
                if isMark, isBegin, index + 1 < bytes.count, isWord(bytes[index + 1]), literals.count <= formLimit {
                    literals = literals.flatMap { literal in marks.map { literal + $0 } }
                } else {
                    literals = literals.map { $0 + [byte] }
                }
            }
            forms = forms.flatMap { form in literals.map { form + [.bytes($0)] } }
            if forms.count > formLimit { return forms }
        }
        return forms
    }

    private static func isWord(_ byte: UInt8) -> Bool { RegularMachine.Neighbour(byte) == .word }
}

extension WildcardText.Part {
    /// The part with its bytes changed.
    fileprivate func mapBytes(_ change: ([UInt8]) -> [UInt8]) -> Self {
        guard case .bytes(let bytes) = self else { return self }
        return .bytes(change(bytes))
    }
}
