/// Remembers the names of numbers, so that each is looked up once.
struct NameCache<Number: Hashable & Sendable>: Sendable {
    /// Names kept at most, since a log can hold any number: then all are forgotten and looked up anew.
    static var capacity: Int { 4096 }

    private var names: [Number: String?] = [:]
    private var last: (number: Number, name: String?)?

    /// The name of a number, asked for if it is not remembered.
    mutating func name(of number: Number, _ look: (Number) -> String?) -> String? {
        // Neighbouring activities mostly have the same users and calls.
        if let last, last.number == number { return last.name }
        let name: String?
        if let known = names[number] {
            name = known
        } else {
            name = look(number)
            if names.count >= Self.capacity { names.removeAll(keepingCapacity: true) }
            names.updateValue(name, forKey: number)
        }
        last = (number, name)
        return name
    }
}
