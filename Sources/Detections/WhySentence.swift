/// A card's sentence that says why a finding was made, with the names of facts in braces.
///
/// `{who} opened {file} for writing` has the facts `who` and `file`. A brace that opens no name does not occur in English,
/// so there is no way to write one.
public struct WhySentence: Sendable, Hashable {
    /// What of a finding can stand in its sentence.
    public enum Fact: String, Sendable, CaseIterable {
        /// The login user, or the container where one acted.
        case who
        /// The file's true path.
        case file
        /// The old name of a rename, or the target of a link.
        case from
        /// The executable.
        case program
        /// The command line.
        case command
        /// The container's name, or the first digits of its id.
        case container
        /// The container's image.
        case image
        /// The login user who had the container started.
        case starter
        /// The group's member.
        case member
        /// The group.
        case group
        /// The audit rule's key, or what else of the audit system was changed.
        case setting
        /// How many files it is about.
        case files
        /// How often the same was found.
        case count
        /// What raised or lowered the level.
        case circumstances
    }

    /// What a sentence consists of.
    public enum Part: Sendable, Hashable {
        /// Words of whoever wrote the detection.
        case words(String)
        /// A fact of the finding.
        case fact(Fact)
    }

    /// Why a text is no such sentence.
    public enum Mistake: Error, Hashable {
        /// The braces hold no name of a fact.
        case unknownFact(String)
        /// A brace is not closed, or closes nothing.
        case unpairedBrace
    }

    /// The sentence's parts in order.
    public let parts: [Part]

    /// Reads a sentence.
    public init(_ text: String) throws(Mistake) {
        var parts: [Part] = []
        var rest = text[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            let name = rest[brace...].dropFirst().prefix { $0 != "{" && $0 != "}" }
            guard rest[brace] == "{", name.endIndex < rest.endIndex, rest[name.endIndex] == "}" else {
                throw .unpairedBrace
            }
            guard let fact = Fact(rawValue: String(name)) else { throw .unknownFact(String(name)) }
            if brace > rest.startIndex { parts.append(.words(String(rest[..<brace]))) }
            parts.append(.fact(fact))
            rest = rest[rest.index(after: name.endIndex)...]
        }
        if !rest.isEmpty { parts.append(.words(String(rest))) }
        self.parts = parts
    }

    /// A sentence that was read before; what cannot be one stands as it is.
    public init(known text: String) {
        self = (try? WhySentence(text)) ?? WhySentence(parts: [.words(text)])
    }

    private init(parts: [Part]) { self.parts = parts }
}

extension WhySentence.Mistake: CustomStringConvertible {
    /// One readable sentence, without a full stop.
    ///
    /// The name is a stranger's text, not escaped.
    public var description: String {
        switch self {
        case .unknownFact(let name):
            let known = WhySentence.Fact.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
            return "there is no fact {\(name)}; a sentence can name \(known)"
        case .unpairedBrace:
            return "a brace stands alone; facts are named as in {file}"
        }
    }
}
