import AuditRecords

/// A text with Sigma's wildcards: `*` stands for anything, `?` for one character.
///
/// Letters of ASCII are compared without their case unless it matters; all other bytes only equal themselves. `?` stands
/// for one character of UTF-8, or for a byte that is none.
struct TextPattern: Sendable, Hashable {
    /// What stands between two `*`: bytes, or nil for one character.
    private var pieces: [[UInt8?]]
    /// Whether the first piece stands at the text's start.
    private var isAnchoredAtStart: Bool
    /// Whether the last piece stands at the text's end.
    private var isAnchoredAtEnd: Bool
    /// Whether `A` is not `a`.
    private let isCased: Bool
    /// The bytes of the only piece, where there are no wildcards within: most patterns.
    private let literal: [UInt8]

    /// Where a text's pattern has to stand in a value.
    enum Place: Sendable {
        /// It is the whole value.
        case whole
        /// Anywhere.
        case anywhere
        /// At the value's start.
        case start
        /// At the value's end.
        case end
    }

    /// A pattern by its parts.
    init(_ parts: [WildcardText.Part], place: Place, isCased: Bool) {
        var pieces: [[UInt8?]] = [[]]
        for part in parts {
            switch part {
            case .bytes(let bytes): pieces[pieces.count - 1] += bytes.map { isCased ? $0 : ASCII.lowercased($0) }
            case .oneCharacter: pieces[pieces.count - 1].append(nil)
            case .anything: pieces.append([])
            }
        }
        isAnchoredAtStart = (place == .whole || place == .start)
        isAnchoredAtEnd = (place == .whole || place == .end)
        if pieces.count > 1 {
            if pieces.first?.isEmpty == true { isAnchoredAtStart = false }
            if pieces.last?.isEmpty == true { isAnchoredAtEnd = false }
            pieces.removeAll { $0.isEmpty }
        }
        self.pieces = pieces
        self.isCased = isCased
        literal = pieces.count == 1 && !pieces[0].contains(nil) ? pieces[0].compactMap { $0 } : []
    }

    /// Whether a value has what the pattern asks for.
    func matches(_ value: Span<UInt8>) -> Bool {
        if !literal.isEmpty { return matchesLiteral(value) }
        guard let first = pieces.first, let last = pieces.last else { return true }
        if pieces.count == 1 { return matches(only: first, value) }
        var position = 0
        if isAnchoredAtStart {
            guard let end = end(of: first, in: value, at: 0) else { return false }
            position = end
        } else {
            guard let end = firstEnd(of: first, in: value, from: 0) else { return false }
            position = end
        }
        for piece in pieces.dropFirst().dropLast() {
            guard let end = firstEnd(of: piece, in: value, from: position) else { return false }
            position = end
        }
        if !isAnchoredAtEnd { return firstEnd(of: last, in: value, from: position) != nil }
        return stands(last, atEndOf: value, from: position)
    }

    private func matches(only piece: [UInt8?], _ value: Span<UInt8>) -> Bool {
        switch (isAnchoredAtStart, isAnchoredAtEnd) {
        case (true, true): end(of: piece, in: value, at: 0) == value.count
        case (true, false): end(of: piece, in: value, at: 0) != nil
        case (false, true): stands(piece, atEndOf: value, from: 0)
        case (false, false): firstEnd(of: piece, in: value, from: 0) != nil
        }
    }

    private func matchesLiteral(_ value: Span<UInt8>) -> Bool {
        let room = value.count - literal.count
        guard room >= 0 else { return false }
        switch (isAnchoredAtStart, isAnchoredAtEnd) {
        case (true, true): return room == 0 && holdsLiteral(value, at: 0)
        case (true, false): return holdsLiteral(value, at: 0)
        case (false, true): return holdsLiteral(value, at: room)
        case (false, false): break
        }
        let lower = literal[0]
        let upper = isCased ? lower : ASCII.uppercased(lower)
        var position = 0
        while position <= room {
            position = value.firstIndex(of: lower, or: upper, from: position, to: room + 1)
            if position > room { return false }
            if holdsLiteral(value, at: position) { return true }
            position += 1
        }
        return false
    }

    @inline(__always)
    private func holdsLiteral(_ value: Span<UInt8>, at start: Int) -> Bool {
        let literal = literal.span
        if isCased {
            for index in literal.indices where value[start + index] != literal[index] { return false }
        } else {
            for index in literal.indices where ASCII.lowercased(value[start + index]) != literal[index] {
                return false
            }
        }
        return true
    }

    /// Where a piece ends that begins at an offset; nil where it does not stand there.
    private func end(of piece: [UInt8?], in value: Span<UInt8>, at start: Int) -> Int? {
        var position = start
        for part in piece {
            guard position < value.count else { return nil }
            if let byte = part {
                guard (isCased ? value[position] : ASCII.lowercased(value[position])) == byte else { return nil }
                position += 1
            } else {
                position += UTF8Text.length(ofCharacterAt: position, in: value)
            }
        }
        return position
    }

    private func firstEnd(of piece: [UInt8?], in value: Span<UInt8>, from start: Int) -> Int? {
        guard start + piece.count <= value.count else { return nil }
        for position in start...(value.count - piece.count) {
            if let end = end(of: piece, in: value, at: position) { return end }
        }
        return nil
    }

    /// Whether a piece stands at a value's end and does not begin before an offset.
    private func stands(_ piece: [UInt8?], atEndOf value: Span<UInt8>, from start: Int) -> Bool {
        // A character has up to four bytes, so a piece with `?` may begin at several places.
        let latest = value.count - piece.count
        guard latest >= start else { return false }
        let earliest = piece.contains(nil) ? max(start, value.count - 4 * piece.count) : latest
        for position in earliest...latest where end(of: piece, in: value, at: position) == value.count { return true }
        return false
    }
}
