/// Who had a container started, or a program run in it, as far as the records tell.
struct Starter: Sendable, Codable {
    /// Somebody who may have been it.
    struct Candidate: Sendable, Codable {
        /// The login user; nil where nobody logged in.
        let person: Person?
        /// The program that the client was asked to run; empty where that is not known.
        let command: [UInt8]
    }

    /// The login user; nil where nobody is named.
    var person: Person?
    /// How sure that is.
    var confidence: Confidence
    /// The container whose process asked for it; nil where it was a process of the host.
    var through: ContainerTable.Number?
    /// All who may have been it, where there are several.
    var candidates: [Candidate] = []

    /// Candidates that are remembered.
    static let candidatesLimit = 8

    /// The same, after it was seen which program runs in the container: where only one of several asked for it, that one.
    func refined(by title: ProcessTitle) -> Starter {
        guard candidates.count > 1 else { return self }
        let fitting = candidates.filter { title.matches($0.command) }
        guard fitting.count == 1, let person = fitting[0].person else { return self }
        return Starter(person: person, confidence: .likely, through: nil)
    }
}

extension Confidence {
    /// One step less sure.
    var lowered: Confidence { self == .certain ? .likely : .possible }

    /// The less sure of two.
    static func lower(_ left: Confidence, _ right: Confidence) -> Confidence {
        if left == .possible || right == .possible { return .possible }
        return left == .likely || right == .likely ? .likely : .certain
    }
}
