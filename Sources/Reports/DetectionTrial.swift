public import Analysis
internal import AuditRecords
public import Detections
public import DockerActivity

/// Tries detections on activities: which match, and of those that do not, which come nearest and what they lack.
public struct DetectionTrial: Sendable {
    /// Matches of one detection that are shown; all are counted.
    private static let matchesLimit = 20
    /// Activities that come nearest, each for other reasons, of which the parts of the rule are shown.
    private static let nearestLimit = 3
    /// How often an activity is held against a rule part by part, which takes much longer than matching.
    private static let explanationsLimit = 20_000

    /// How one detection did.
    private struct Trial: Sendable {
        let card: DetectionCard
        var matches: UInt64 = 0
        var shown: [OutputBuffer] = []
        var nearest: [Miss] = []
        var looksAtActivities = false
        /// Events of its findings, where it looks at something else than single activities.
        var events: [Finding.Evidence] = []
        var findings = 0
    }

    /// An activity that does not match.
    private struct Miss: Sendable {
        let activity: OutputBuffer
        let explanation: RuleExplanation
    }

    private let library: DetectionLibrary
    private let sources: [String]
    private let redactor: Redactor
    private var lines: TextTimeline
    private var trials: [Trial]
    private var activities = 0
    private var explanations = 0
    /// Activities that were held against all rules part by part.
    private var explained = 0

    /// A trial of a library's rules.
    public init(_ library: DetectionLibrary, context: ActivityContext, zone: DisplayZone, redactor: Redactor) {
        self.library = library
        self.redactor = redactor
        sources = context.sources
        lines = TextTimeline(context: context, zone: zone, width: nil, style: TextStyle(hasColour: false))
        trials = library.cards.map { Trial(card: $0) }
    }

    /// Tries all detections on some of a batch's activities.
    public mutating func add(_ positions: Range<Int>, of batch: ActivityBatch) {
        for position in positions.clamped(to: batch.activities.indices) {
            let activity = batch.activities[position]
            activities += 1
            let areExplained = explanations < Self.explanationsLimit
            if areExplained { explained += 1 }
            var matching: Set<Int> = []
            library.rules.matches(activity, of: batch) { matching.insert($0) }
            for number in trials.indices {
                if matching.contains(number) {
                    trials[number].matches += 1
                    trials[number].looksAtActivities = true
                    guard trials[number].shown.count < Self.matchesLimit else { continue }
                    trials[number].shown.append(line(position, of: batch))
                } else if areExplained {
                    addMiss(number, position, of: batch)
                }
            }
        }
    }

    /// Whether a detection looks at something else than single activities, so that only findings show what it matches.
    public var needsFindings: Bool { trials.contains { !$0.looksAtActivities } }

    /// Takes the findings on the same logs.
    public mutating func add(_ findings: [Report.FindingEntry]) {
        for entry in findings {
            guard
                let number = trials.firstIndex(where: { $0.card.id == entry.finding.detection }),
                !trials[number].looksAtActivities
            else { continue }
            trials[number].findings += 1
            let room = Self.matchesLimit - min(trials[number].events.count, Self.matchesLimit)
            trials[number].events += entry.finding.evidence.prefix(room)
        }
    }

    private mutating func addMiss(_ number: Int, _ position: Int, of batch: ActivityBatch) {
        let activity = batch.activities[position]
        guard let explanation = library.explain(trials[number].card.id, activity, of: batch) else { return }
        explanations += 1
        trials[number].looksAtActivities = true
        let nearest = trials[number].nearest
        // One is enough of those that lack the same.
        if nearest.contains(where: { $0.explanation.lacks == explanation.lacks }) { return }
        let place = nearest.firstIndex { $0.explanation.lacks.count > explanation.lacks.count } ?? nearest.count
        guard place < Self.nearestLimit else { return }
        trials[number].nearest.insert(Miss(activity: line(position, of: batch), explanation: explanation), at: place)
        trials[number].nearest = Array(trials[number].nearest.prefix(Self.nearestLimit))
    }

    /// `audit.log:1201:` and the activity as a timeline has it.
    private mutating func line(_ position: Int, of batch: ActivityBatch) -> OutputBuffer {
        let evidence = batch.activities[position].evidence
        var output = OutputBuffer()
        let source = Int(evidence.source)
        TerminalText.append(name: (source < sources.count ? sources[source] : "?").utf8.span, to: &output)
        output.append(":")
        output.append(decimal: evidence.line)
        output.append(":")
        lines.append(position..<position + 1, of: batch, to: &output)
        return output
    }

    /// What was found, for people.
    public func text(columns: Int?, style: TextStyle) -> OutputBuffer {
        var text = RulesText(columns: columns, style: style)
        for trial in trials {
            guard trial.looksAtActivities || activities == 0 else {
                text.heading("\(trial.card.id): \(Quantity.count(trial.findings, "finding", "findings"))")
                if trial.findings == 0 {
                    text.paragraph("It looks at records, at other rules' matches, or at more than a rule can say.")
                }
                for event in trial.events { append(event, to: &text.output) }
                continue
            }
            let all = Quantity.count(activities, "activity", "activities")
            text.heading("\(trial.card.id): \(Quantity.count(trial.matches)) of \(all) match")
            for line in trial.shown { append(line, to: &text.output) }
            if trial.matches > UInt64(trial.shown.count) {
                text.paragraph("and \(Quantity.count(trial.matches - UInt64(trial.shown.count))) more")
            }
            for miss in trial.nearest {
                text.paragraph("comes near and does not match:")
                append(miss.activity, to: &text.output)
                append(miss.explanation, style, to: &text.output)
            }
        }
        if explained < activities {
            text.output.append("\n")
            text.paragraph("Near ones were looked for among the first \(Quantity.count(explained)) activities.")
        }
        return text.output
    }

    /// `audit.log:1201 (44595)`.
    private func append(_ event: Finding.Evidence, to output: inout OutputBuffer) {
        let source = Int(event.source)
        output.append(blanks: 2)
        TerminalText.append(name: (source < sources.count ? sources[source] : "?").utf8.span, to: &output)
        output.append(":")
        output.append(decimal: event.line)
        output.append(" (")
        output.append(decimal: event.stamp.serial)
        output.append(")\n")
    }

    private func append(_ line: OutputBuffer, to output: inout OutputBuffer) {
        output.append(blanks: 2)
        output.append(verbatim: line.bytes.span)
    }

    /// The rule's parts: a mark, the part as it stands there, and what the activity has.
    private func append(_ explanation: RuleExplanation, _ style: TextStyle, to output: inout OutputBuffer) {
        for search in explanation.searches {
            let owner = search.filter.map { " of the filter \($0)" } ?? ""
            append(search.holds, "\(search.name)\(owner)", line: search.line, indent: 4, style, to: &output)
            output.append("\n")
            for item in search.items {
                append(item.holds, item.text, line: item.line, indent: 6, style, to: &output)
                output.append(item.values.isEmpty ? ": has none" : ": has ")
                for (index, value) in item.values.enumerated() {
                    if index > 0 { output.append(", ") }
                    var redactor = redactor
                    let secrets = redactor.secrets(in: value.span, arguments: [UInt8]().span)
                    TerminalText.append(name: Redactor.text(value.span, without: secrets).span, to: &output)
                }
                output.append("\n")
            }
        }
    }

    private func append(
        _ holds: Truth,
        _ words: String,
        line: Int,
        indent: Int,
        _ style: TextStyle,
        to output: inout OutputBuffer
    ) {
        output.append(blanks: indent)
        let emphasis: TextStyle.Emphasis = holds == .yes ? .plain : .notice
        style.begin(emphasis, in: &output)
        output.append(verbatim: holds.rawValue)
        style.end(emphasis, in: &output)
        output.append(" ")
        TerminalText.append(words.utf8.span, to: &output)
        output.append(verbatim: " (line \(line))")
    }
}

extension RuleExplanation {
    /// The lines of the items and searches that do not hold.
    fileprivate var lacks: [Int] {
        searches.flatMap { search in
            (search.holds == .yes ? [] : [search.line]) + search.items.filter { $0.holds != .yes }.map(\.line)
        }
    }
}
