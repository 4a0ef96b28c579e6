import ArgumentParser

/// A file or folder that an option gives of one host: `HOST=FILE`, or `FILE` where there is but one host.
///
/// HOST has no slash, so that `./a=b` is a path.
struct HostArgument {
    /// The host; nil where none is named.
    let host: String?
    /// The path.
    let path: String

    /// Reads an option's value.
    init(_ text: String) {
        let equals = text.firstIndex(of: "=")
        if let equals, equals > text.startIndex, !text[..<equals].contains("/") {
            host = String(text[..<equals])
            path = String(text[text.index(after: equals)...])
        } else {
            host = nil
            path = text
        }
    }

    /// The values of an option, none of which may go without a host where there are several, nor, if it `isSingle`, may two
    /// be of one host.
    static func all(_ texts: [String], of option: String, hosts: Int, isSingle: Bool) throws -> [HostArgument] {
        let arguments = texts.map { HostArgument($0) }
        if hosts > 1, arguments.contains(where: { $0.host == nil }) {
            throw ValidationError(
                "\(option) is of one host, and these are logs of \(hosts); say whose it is: \(option) HOST=\(arguments[0].path)"
            )
        }
        guard isSingle else { return arguments }
        for (number, argument) in arguments.enumerated()
        where arguments[..<number].contains(where: { $0.host == argument.host }) {
            throw ValidationError("\(option) is given twice of \(argument.host ?? "one host").")
        }
        return arguments
    }
}
