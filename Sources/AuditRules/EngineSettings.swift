import FoundationEssentials

/// What the engine's daemon.json says about places; the rest is of no interest here.
struct EngineSettings: Decodable {
    var dataRoot: String?
    /// The name of `data-root` before Docker 17.05.
    var graph: String?
    var hosts: [String]?
    var usernsRemap: String?
    var tlsCACert: String?
    var tlsCert: String?
    var tlsKey: String?

    private enum CodingKeys: String, CodingKey {
        case dataRoot = "data-root"
        case graph
        case hosts
        case usernsRemap = "userns-remap"
        case tlsCACert = "tlscacert"
        case tlsCert = "tlscert"
        case tlsKey = "tlskey"
    }

    /// Settings of the file's bytes; nil where they are no such JSON.
    init?(json: [UInt8]) {
        guard let settings = try? JSONDecoder().decode(EngineSettings.self, from: Data(json)) else { return nil }
        self = settings
    }
}

/// The engine's command line, from its unit: what follows the last `ExecStart=`.
struct EngineCommandLine {
    /// The program.
    let program: String
    private let arguments: [String]

    /// The command of a unit and its drop-ins, in the order in which systemd reads them.
    init?(units: [String]) {
        var command: String?
        for unit in units {
            for line in Self.joined(unit) where line.hasPrefix("ExecStart=") {
                let value = line.dropFirst("ExecStart=".count).drop { "@-:+! ".contains($0) }
                command = value.isEmpty ? nil : String(value)
            }
        }
        let words = (command ?? "").split { $0 == " " || $0 == "\t" }
            .map { word in
                String(word.filter { $0 != "\"" && $0 != "'" })
            }
        guard let program = words.first, program.hasPrefix("/") else { return nil }
        self.program = program
        arguments = Array(words.dropFirst())
    }

    /// The values of an option, written `--name=value`, `--name value` or, for one letter, `-nvalue`.
    func values(of names: String...) -> [String] {
        var values: [String] = []
        var takesNext = false
        for argument in arguments {
            if takesNext {
                values.append(argument)
                takesNext = false
                continue
            }
            for name in names {
                if argument == name {
                    takesNext = true
                } else if argument.hasPrefix("\(name)=") {
                    values.append(String(argument.dropFirst(name.count + 1)))
                } else if name.count == 2, argument.hasPrefix(name) {
                    values.append(String(argument.dropFirst(2)))
                }
            }
        }
        return values
    }

    /// A unit's lines; a backslash at the end joins a line with the next (systemd.syntax(7)).
    private static func joined(_ unit: String) -> [String] {
        var lines: [String] = []
        var waiting = ""
        for line in unit.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasSuffix("\\") {
                waiting += line.dropLast() + " "
            } else {
                lines.append((waiting + line).trimmed)
                waiting = ""
            }
        }
        return lines
    }
}

extension String {
    /// The text without blanks at its ends.
    fileprivate var trimmed: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
