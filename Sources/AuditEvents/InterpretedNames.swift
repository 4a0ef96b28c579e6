/// The names of single values, written as runs of consecutive values.
///
/// A run is one text: `[7: "SIGBUS SIGFPE - SIGUSR1"]` names 7, 8 and 10; a dash stands for a value without a name.
struct InterpretedNames: Sendable, ExpressibleByDictionaryLiteral {
    private let nameOfValue: [UInt64: String]

    init(dictionaryLiteral runs: (UInt64, String)...) {
        var names: [UInt64: String] = [:]
        for (first, text) in runs {
            for (position, name) in text.split(separator: " ").enumerated() where name != "-" {
                names[first &+ UInt64(position)] = String(name)
            }
        }
        nameOfValue = names
    }

    /// The value's name, where it has one.
    subscript(value: UInt64) -> String? { nameOfValue[value] }

    /// The value that has this name, where there is one; the lowest of several.
    func value(of name: String) -> UInt64? {
        nameOfValue.filter { $0.value == name }.keys.min()
    }
}
