/// The rules that a host should have, each with its reason.
///
/// Pure: it reads the host's files and changes nothing, so that it works for an ordinary user and on an image.
public struct RulePlan: Sendable {
    /// What was chosen.
    public let options: RulePlanOptions
    /// The machine the rules are for.
    public let machine: AuditMachine
    /// The rules in the order in which they are to be loaded, and those that do not apply.
    public private(set) var rules: [PlannedRule] = []
    /// What was found on the host, each as a sentence.
    public let notes: [String]
    /// What none of the rules sees.
    public let blindSpots: [BlindSpot]

    /// The key of a site's own paths.
    static let siteKey = "dkr-site"

    /// Plans the rules of a host.
    public init(_ options: RulePlanOptions, host: DockerHost, machine: AuditMachine = .native) {
        self.options = options
        self.machine = machine
        var planner = RulePlanner(host: host, machine: machine, form: options.form)
        for path in options.watches { planner.add(site: path) }
        for text in options.profile.texts + options.additions.map(\.text) {
            for rule in ProfileRule.rules(in: text) { planner.add(rule) }
        }
        planner.addCertificates()
        // What is left out stands before what it is left out of: the first rule that matches decides.
        rules = planner.rules.filter { $0.rule.action == .never } + planner.rules.filter { $0.rule.action != .never }
        var notes = host.notes
        for addition in host.suggestedAdditions where !options.additions.contains(addition) {
            notes.append("this host looks like it needs --add \(addition.rawValue)")
        }
        if !host.hasDocker, options.additions.isEmpty { notes.append("there is no sign of Docker on this host") }
        self.notes = notes
        blindSpots = BlindSpot.all(of: planner.rules.filter(\.isApplicable).map(\.rule))
    }

    /// The rules that are to be loaded.
    public var applicable: [PlannedRule] { rules.filter(\.isApplicable) }

    /// Notes how many events of a log each rule would have recorded, one number for each of `rules`.
    public mutating func note(estimates: [UInt64]) {
        for (index, count) in zip(rules.indices, estimates) { rules[index].estimate = count }
    }
}
