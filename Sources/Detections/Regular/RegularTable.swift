/// A program whose states have all been found: one look-up for each byte of a text.
struct RegularTable: Sendable {
    /// States of one table; a program with more is run by its steps.
    private static let stateLimit = 1_000
    /// Steps that may be looked at to find them all: some milliseconds.
    private static let workLimit = 500_000
    /// The state behind a match.
    private static let matched: UInt16 = .max

    /// Which group of like bytes each byte is in.
    private let groups: [UInt8]
    private let groupCount: Int
    /// For each state, the next one for each group.
    private var table: [UInt16] = []
    /// For each state, whether it has found a match when the text ends.
    private var matchesAtEnd: [Bool] = []

    /// The table of a program; nil where it would be too large.
    init?(_ program: RegularProgram) {
        (groups, groupCount) = Self.groups(of: program)
        var samples = [UInt8](repeating: 0, count: groupCount)
        for byte in UInt8.min...UInt8.max { samples[Int(groups[Int(byte)])] = byte }

        struct Key: Hashable {
            var steps: [Int]
            var previous: RegularMachine.Neighbour
        }
        var machine = RegularMachine(program)
        var keys = [Key(steps: [], previous: .edge)]
        var numbers: [Key: UInt16] = [keys[0]: 0]
        var next: [Int] = []
        var position = 0
        while position < keys.count {
            let key = keys[position]
            for sample in samples {
                if machine.move(key.steps, after: key.previous, by: sample, into: &next) {
                    table.append(Self.matched)
                    continue
                }
                let previous = program.hasPlaces ? RegularMachine.Neighbour(sample) : .edge
                let reached = Key(steps: next.sorted(), previous: previous)
                if let number = numbers[reached] {
                    table.append(number)
                } else {
                    guard keys.count < Self.stateLimit else { return nil }
                    numbers[reached] = UInt16(keys.count)
                    table.append(UInt16(keys.count))
                    keys.append(reached)
                }
            }
            matchesAtEnd.append(machine.move(key.steps, after: key.previous, by: nil, into: &next))
            guard machine.work <= Self.workLimit else { return nil }
            position += 1
        }
    }

    /// Whether a text holds a match.
    func matches(_ text: Span<UInt8>) -> Bool {
        var state: UInt16 = 0
        let table = table.span
        let groups = groups.span
        for index in text.indices {
            state = table[Int(state) * groupCount + Int(groups[Int(text[index])])]
            if state == Self.matched { return true }
        }
        return matchesAtEnd[Int(state)]
    }

    /// Groups of bytes that no step tells apart.
    private static func groups(of program: RegularProgram) -> ([UInt8], Int) {
        var sets: Set<ByteSet> = []
        for case .byte(let set, _) in program.steps { sets.insert(set) }
        var groups = [UInt8](repeating: 0, count: 256)
        if program.hasPlaces {
            for byte in UInt8.min...UInt8.max { groups[Int(byte)] = RegularMachine.Neighbour(byte).rawValue }
        }
        for set in sets {
            var numbers: [Int: UInt8] = [:]
            for byte in UInt8.min...UInt8.max {
                let old = Int(groups[Int(byte)]) << 1 | (set.contains(byte) ? 1 : 0)
                let number = numbers[old] ?? UInt8(numbers.count)
                numbers[old] = number
                groups[Int(byte)] = number
            }
        }
        return (groups, Int(groups.max() ?? 0) + 1)
    }
}
