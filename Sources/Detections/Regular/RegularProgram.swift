/// A regular expression as steps of a machine that can be in many of them at once (Thompson's construction).
struct RegularProgram: Sendable {
    /// Steps of one program: a bound on the time for each byte of a text.
    static let limit = 5_000

    /// One step.
    enum Step: Sendable {
        /// Takes a byte of a set.
        case byte(ByteSet, next: Int)
        /// Goes two ways.
        case split(Int, Int)
        /// Goes on at a place only.
        case place(RegularSyntax.Place, next: Int)
        /// Has found a match.
        case match
    }

    /// The steps.
    private(set) var steps: [Step] = []
    /// The first of them.
    private(set) var start = 0
    /// Whether any step asks for a place.
    private(set) var hasPlaces = false

    /// The program of an expression.
    init(_ syntax: RegularSyntax) throws(RegularExpressionError) {
        let match = try add(.match)
        start = try add(syntax, before: match)
    }

    private mutating func add(_ step: Step) throws(RegularExpressionError) -> Int {
        guard steps.count < Self.limit else {
            throw RegularExpressionError(reason: "it needs more than \(Self.limit) steps: repeat less", position: 1)
        }
        steps.append(step)
        return steps.count - 1
    }

    /// Adds the steps of a tree, which go on at `next`; gives the first of them.
    private mutating func add(_ syntax: RegularSyntax, before next: Int) throws(RegularExpressionError) -> Int {
        switch syntax {
        case .empty: return next
        case .place(let place):
            hasPlaces = true
            return try add(.place(place, next: next))
        case .character(let ranges, let orInvalid): return try add(ranges, orInvalid: orInvalid, before: next)
        case .sequence(let parts):
            var first = next
            for part in parts.reversed() { first = try add(part, before: first) }
            return first
        case .alternatives(let parts):
            var first = try add(parts[parts.count - 1], before: next)
            for part in parts.dropLast().reversed() {
                let other = try add(part, before: next)
                first = try add(.split(other, first))
            }
            return first
        case .repeated(let part, let minimum, let maximum):
            var first = next
            if let maximum {
                for _ in minimum..<max(minimum, maximum) {
                    let once = try add(part, before: first)
                    first = try add(.split(once, next))
                }
            } else {
                let loop = try add(.split(next, next))
                let body = try minimum <= 1 ? add(part.takingBytes, before: loop) : add(part, before: loop)
                steps[loop] = .split(body, next)
                first = loop
            }
            for _ in 0..<minimum { first = try add(part, before: first) }
            return first
        }
    }

    private mutating func add(
        _ ranges: CharacterRanges,
        orInvalid: Bool,
        before next: Int
    ) throws(RegularExpressionError) -> Int {
        var single = ByteSet()
        var longer: [[ClosedRange<UInt8>]] = []
        for sequence in ranges.sequences {
            if sequence.count == 1 {
                for byte in sequence[0] { single.insert(byte) }
            } else {
                longer.append(sequence)
            }
        }
        if orInvalid { for byte in UInt8(0x80)...0xff { single.insert(byte) } }
        var first = try add(.byte(single, next: next))
        for sequence in longer {
            var step = next
            for range in sequence.reversed() { step = try add(.byte(ByteSet(range), next: step)) }
            first = try add(.split(step, first))
        }
        return first
    }
}

extension RegularSyntax {
    /// The same for one repetition after the other: characters that are all allowed may as well be taken byte by byte, which
    /// needs a tenth of the states.
    fileprivate var takingBytes: RegularSyntax {
        guard case .character(let ranges, orInvalid: true) = self, ranges.hasAllBeyondASCII else { return self }
        return .character(ranges.withoutOthersThanASCII, orInvalid: true)
    }
}
