/// The text of docktrail's own rules file.
///
/// Every line begins in the first column, since augenrules does not recognise indented ones. The head remembers what was
/// chosen, so that `rules status` and a later install need not be told again.
public struct RulesFileText: Sendable {
    private static let choiceMark = "# docktrail choice: "
    private static let sharedMark = "# docktrail shared: "
    /// Records that may wait, where no other file says: auditd's own sample has it so, and 64 is the kernel's.
    private static let backlog = 8192

    /// What was chosen when the file was written; nil where it does not say.
    public let options: RulePlanOptions?
    /// Rules that others had loaded before, as `auditctl -l` lists them, in the boot named.
    let shared: (boot: String, rules: [String])

    /// Reads what the head of a file remembers.
    public init(_ bytes: [UInt8]) {
        var options: RulePlanOptions?
        var boot = ""
        var rules: [String] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix(Self.choiceMark) {
                options = RulePlanOptions(words: line.dropFirst(Self.choiceMark.count))
            } else if line.hasPrefix(Self.sharedMark) {
                let words = line.dropFirst(Self.sharedMark.count).split(separator: " ", maxSplits: 1)
                guard words.count == 2 else { continue }
                boot = String(words[0])
                rules.append(String(words[1]))
            }
        }
        self.options = options
        shared = (boot, rules)
    }

    /// The text for a plan.
    ///
    /// `setsBacklog` raises the number of records that may wait; `shared` are rules that others loaded before, and the
    /// boot in which that is so.
    public static func text(
        for plan: RulePlan,
        setsBacklog: Bool,
        shared: (boot: String, rules: [String]) = ("", [])
    ) -> [UInt8] {
        var lines = [
            "# What the kernel records about Docker. Written by docktrail: `docktrail rules install` writes this file anew,",
            "# `docktrail rules remove` takes it away. Put rules of your own into another file of this directory.",
            choiceMark + plan.options.words,
        ]
        for rule in shared.rules { lines.append("\(sharedMark)\(shared.boot) \(rule)") }
        lines += ["", "# One path that is missing must not keep back the rules behind it.", "-c"]
        if setsBacklog {
            lines += ["", "# Room for bursts; no other file of this directory says how much.", "-b \(backlog)"]
        }
        var reason = ""
        for rule in plan.rules {
            guard rule.isApplicable else { continue }
            if rule.why != reason { lines += ["", "# \(rule.why)"] }
            reason = rule.why
            lines.append(rule.line)
        }
        return Array(lines.joined(separator: "\n").utf8) + [UInt8(ascii: "\n")]
    }
}
