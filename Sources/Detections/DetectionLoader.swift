/// Gathers detections from files and makes a library of them.
///
/// A document that can not be run is told among `problems`; the others are loaded.
public struct DetectionLoader: Sendable {
    /// Detections of one library.
    public static let limit = 10_000
    /// Problems that are told one by one; of more, the last one says how many there are.
    public static let problemLimit = 1_000

    /// What can not be run, in the order it was met.
    public private(set) var problems: [DetectionError] = []
    private var rules: [SigmaRule] = []
    private var codes: [DetectionCard] = []
    private var correlations: [SigmaCorrelation] = []
    private var filters: [SigmaFilter] = []
    private var places: [String: String?] = [:]
    private var disabled: Set<String> = []
    private var levels: [String: Level] = [:]

    /// Nothing is loaded yet.
    public init() {}

    /// A loader that has what the program brings.
    public static func embedded() -> DetectionLoader {
        var loader = DetectionLoader()
        loader.addEmbedded()
        return loader
    }

    private mutating func addEmbedded() {
        for (name, text) in EmbeddedDetections.all {
            let known = problems.count
            add(text, file: nil)
            for index in known..<problems.count { problems[index].file = "built-in \(name)" }
        }
    }

    /// Adds the documents of a file's text; without a name it is one that the program brings.
    ///
    /// A rule of a file takes the place of the program's own with the same id.
    public mutating func add(_ text: Span<UInt8>, file: String?) {
        for document in YAMLReader.documents(in: text) {
            switch document {
            case .wrong(var error):
                error.file = file
                report(error)
            case .read(let node):
                do throws(DetectionError) {
                    try add(try SigmaDocument(node, file: file), file: file)
                } catch {
                    report(error)
                }
            }
        }
    }

    /// Adds the documents of a text.
    public mutating func add(_ text: String, file: String?) { add(Array(text.utf8).span, file: file) }

    /// Leaves a detection out; false where there is none of that id.
    public mutating func disable(_ id: String) -> Bool {
        disabled.insert(id)
        return places[id] != nil
    }

    /// Gives a detection another level; false where there is none of that id.
    public mutating func setLevel(_ level: Level, of id: String) -> Bool {
        levels[id] = level
        return places[id] != nil
    }

    /// Whether a detection of that id was added.
    public func contains(_ id: String) -> Bool { places[id] != nil }

    /// The id of a detection that somebody may have meant; nil where none is near.
    public func nearest(to id: String) -> String? { Spelling.nearest(to: id, among: places.keys.sorted()) }

    /// Notes what can not be run.
    public mutating func report(_ problem: DetectionError) {
        if problems.count < Self.problemLimit { problems.append(problem) }
    }

    private mutating func add(_ document: SigmaDocument, file: String?) throws(DetectionError) {
        switch document {
        case .rule(let rule):
            try take(rule.card)
            rules.append(rule)
        case .code(let card):
            try take(card)
            codes.append(card)
        case .correlation(let correlation):
            try take(correlation.card)
            correlations.append(correlation)
        case .filter(var filter):
            filter.file = file
            filters.append(filter)
        }
    }

    /// Takes an id; what the program brings under the same one makes way for a file's.
    private mutating func take(_ card: DetectionCard) throws(DetectionError) {
        if let known = places[card.id] {
            guard known == nil, card.file != nil else {
                let reason = "there is another detection with this id in \(known ?? "the program")"
                throw DetectionError(file: card.file, line: card.line, rule: card.id, reason: reason)
            }
            rules.removeAll { $0.card.id == card.id }
            codes.removeAll { $0.id == card.id }
            correlations.removeAll { $0.card.id == card.id }
        }
        guard places.count < Self.limit else {
            let reason = "there are more than \(Self.limit) detections"
            throw DetectionError(file: card.file, line: card.line, rule: card.id, reason: reason)
        }
        places[card.id] = .some(card.file)
    }

    /// The library of all that was added and is not disabled; what turns out not to run is added to `problems`.
    public mutating func library() -> DetectionLibrary {
        var builder = DetectionBuilder(filters: filters)
        func isOn(_ card: inout DetectionCard) -> Bool {
            card.level = levels[card.id] ?? card.level
            return !disabled.contains(card.id)
        }
        for var rule in rules where isOn(&rule.card) { builder.add(rule) }
        for var card in codes where isOn(&card) { builder.add(card) }
        for var correlation in correlations where isOn(&correlation.card) { builder.add(correlation) }
        let library = builder.library()
        for problem in builder.problems { report(problem) }
        return library
    }
}
