/// Gathers the names of an activity's fields, with those of the fields around them before a point.
struct CSVHeaderWriter: ActivityFieldWriter {
    private(set) var line = ""
    private var outer = ""

    mutating func begin(_ name: StaticString, isPresent: Bool) -> Bool {
        outer = "\(name)."
        return true
    }

    mutating func end() {
        outer = ""
    }

    mutating func moment(_ name: StaticString, _ milliseconds: Int64) { add(name) }
    mutating func text(_ name: StaticString, _ text: Span<UInt8>) { add(name) }
    mutating func number(_ name: StaticString, _ number: UInt64) { add(name) }
    mutating func number(_ name: StaticString, _ number: Int64) { add(name) }
    mutating func number(_ name: StaticString, _ number: UInt64, behind prefix: StaticString) { add(name) }
    mutating func hexadecimal(_ name: StaticString, _ number: UInt32) { add(name) }
    mutating func permissions(_ name: StaticString, _ mode: UInt32) { add(name) }
    mutating func word(_ name: StaticString, _ word: String) { add(name) }
    mutating func list(_ name: StaticString, _ text: Span<UInt8>, separatedBy separator: UInt8) { add(name) }
    mutating func null(_ name: StaticString) { add(name) }

    private mutating func add(_ name: StaticString) {
        line += "\(line.isEmpty ? "" : ",")\(outer)\(name)"
    }
}
