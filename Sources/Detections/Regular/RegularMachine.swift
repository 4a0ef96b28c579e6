/// The steps that a program can be in, and how a byte moves them.
///
/// A state is the set of steps reached by the bytes so far; what follows without a byte is found only when the next byte
/// is known, because places look both ways.
struct RegularMachine: Sendable {
    /// What stands beside a place, as far as places care.
    enum Neighbour: UInt8, Sendable {
        /// The text's start or end.
        case edge
        /// A newline.
        case newline
        /// A character of a word.
        case word
        /// Any other byte.
        case other

        /// What a byte is.
        init(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "\n"): self = .newline
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
                self = .word
            default: self = .other
            }
        }
    }

    /// The program.
    let program: RegularProgram
    private var stack: [Int] = []
    private var marks: [UInt32]
    private var targetMarks: [UInt32]
    private var mark: UInt32 = 0
    /// How many steps have been looked at.
    private(set) var work = 0

    /// A machine for a program.
    init(_ program: RegularProgram) {
        self.program = program
        marks = [UInt32](repeating: 0, count: program.steps.count)
        targetMarks = marks
    }

    /// Moves a state by a byte, or to the text's end.
    ///
    /// - Returns: Whether a match was found before that byte; `next` then is worth nothing.
    mutating func move(
        _ state: [Int],
        after previous: Neighbour,
        by byte: UInt8?,
        into next: inout [Int]
    ) -> Bool {
        next.removeAll(keepingCapacity: true)
        mark &+= 1
        let following = byte.map { Neighbour($0) } ?? .edge
        stack.removeAll(keepingCapacity: true)
        stack.append(program.start)  // a match may begin at every byte
        stack.append(contentsOf: state)
        while let index = stack.popLast() {
            if marks[index] == mark { continue }
            marks[index] = mark
            work += 1
            switch program.steps[index] {
            case .match: return true
            case .split(let first, let second):
                stack.append(first)
                stack.append(second)
            case .place(let place, let target):
                if Self.isAt(place, previous, following) { stack.append(target) }
            case .byte(let set, let target):
                guard let byte, targetMarks[target] != mark, set.contains(byte) else { continue }
                targetMarks[target] = mark
                next.append(target)
            }
        }
        return false
    }

    private static func isAt(_ place: RegularSyntax.Place, _ previous: Neighbour, _ next: Neighbour) -> Bool {
        switch place {
        case .textStart: previous == .edge
        case .textEnd: next == .edge
        case .lineStart: previous == .edge || previous == .newline
        case .lineEnd: next == .edge || next == .newline
        case .wordBoundary: (previous == .word) != (next == .word)
        case .noWordBoundary: (previous == .word) == (next == .word)
        }
    }
}
