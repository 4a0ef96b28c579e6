import AuditRecords

/// Reads a command line as the engine's client does: options before the first word that is none (spf13/pflag).
struct ClientArguments {
    private let arguments: [[UInt8]]
    private var index = 1
    /// The switches of a group like `-it` that were not given out yet.
    private var group: ArraySlice<UInt8> = []

    /// Arguments, the program's name first.
    init(_ arguments: [[UInt8]]) { self.arguments = arguments }

    /// What stands behind the options.
    var rest: ArraySlice<[UInt8]> { arguments[min(index, arguments.count)...] }

    /// The next word that is no option; nil where there is none.
    ///
    /// The options named in `valued` have a value of their own, all others have none.
    mutating func command(valued: [StaticString]) -> [UInt8]? {
        while index < arguments.count {
            let argument = arguments[index]
            index += 1
            guard argument.count > 1, argument[0] == Self.dash else { return argument }
            if argument.span.equals("--") { continue }
            if valued.contains(where: { argument.span.equals($0) }) { index += 1 }
        }
        return nil
    }

    /// The next option with its value, which is empty for a switch; nil where no option stands next.
    mutating func option(
        switches: [StaticString],
        shortSwitches: [UInt8]
    ) -> (name: [UInt8], value: [UInt8])? {
        if !group.isEmpty { return ofGroup(shortSwitches) }
        guard index < arguments.count else { return nil }
        let argument = arguments[index]
        guard argument.count > 1, argument[0] == Self.dash else { return nil }
        index += 1
        if argument.span.equals("--") { return nil }
        guard argument[1] == Self.dash else {
            group = argument[1...]
            return ofGroup(shortSwitches)
        }
        if let equals = argument.firstIndex(of: Self.equals) {
            return (Array(argument[..<equals]), Array(argument[(equals + 1)...]))
        }
        if switches.contains(where: { argument.span.equals($0) }) { return (argument, []) }
        return (argument, next())
    }

    /// The first of a group of short options: `-it`, `-v/a:/b`, `-v=/a:/b`, or a value in the next argument.
    private mutating func ofGroup(_ switches: [UInt8]) -> (name: [UInt8], value: [UInt8]) {
        let letter = group.removeFirst()
        let name = [Self.dash, letter]
        if group.first == Self.equals {
            defer { group = [] }
            return (name, Array(group.dropFirst()))
        }
        if switches.contains(letter) { return (name, []) }
        defer { group = [] }
        return (name, group.isEmpty ? next() : Array(group))
    }

    private mutating func next() -> [UInt8] {
        defer { index += 1 }
        return index < arguments.count ? arguments[index] : []
    }

    private static let dash = UInt8(ascii: "-")
    private static let equals = UInt8(ascii: "=")
}
