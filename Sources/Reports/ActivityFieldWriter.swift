/// What writes an activity's fields in one format, told of them in the contract's order.
protocol ActivityFieldWriter {
    /// Begins a field that holds others; false where the format leaves out an absent one.
    mutating func begin(_ name: StaticString, isPresent: Bool) -> Bool
    /// Ends the field begun last.
    mutating func end()
    /// A moment, in milliseconds since 1970.
    mutating func moment(_ name: StaticString, _ milliseconds: Int64)
    /// Text from a log; empty where it is unknown.
    mutating func text(_ name: StaticString, _ text: Span<UInt8>)
    /// A number.
    mutating func number(_ name: StaticString, _ number: UInt64)
    /// A number that may be below zero.
    mutating func number(_ name: StaticString, _ number: Int64)
    /// A number in text that is the program's own, such as `uid:1001`.
    mutating func number(_ name: StaticString, _ number: UInt64, behind prefix: StaticString)
    /// Number and prefix in digits of base 16.
    mutating func hexadecimal(_ name: StaticString, _ number: UInt32)
    /// Four digits of base 8 as text.
    mutating func permissions(_ name: StaticString, _ mode: UInt32)
    /// A word that needs no escaping.
    mutating func word(_ name: StaticString, _ word: String)
    /// A list of texts, with a byte between them.
    mutating func list(_ name: StaticString, _ text: Span<UInt8>, separatedBy separator: UInt8)
    /// Nothing.
    mutating func null(_ name: StaticString)
}
