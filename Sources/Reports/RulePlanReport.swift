public import AuditRules

/// Writes a plan of audit rules: as a rules file, as a table, as JSON.
public struct RulePlanReport: Sendable {
    private let plan: RulePlan

    /// A report of one plan.
    public init(_ plan: RulePlan) {
        self.plan = plan
    }

    /// The rules as a file that auditctl and augenrules read.
    ///
    /// Not escaped for a terminal: it must be what is loaded. No line holds a control character, since the planner refuses
    /// paths that have one.
    public func rules() -> OutputBuffer {
        var output = OutputBuffer()
        output.append(verbatim: String(decoding: RulesFileText.text(for: plan, setsBacklog: true), as: UTF8.self))
        return output
    }

    /// The plan for people: each rule with its reason, what does not apply, what is not seen.
    public func table(columns: Int?, style: TextStyle) -> OutputBuffer {
        var text = RulesText(columns: columns, style: style)
        let applicable = plan.applicable
        text.heading(
            "\(Quantity.count(applicable.count, "rule", "rules")) for this host (profile \(plan.options.profile.rawValue))"
        )
        let hasEstimates = applicable.contains { $0.estimate != nil }
        var table = TextTable(columns: [
            .words("RULE", minimum: 40, maximum: 96, cut: .path), .words("CIS", minimum: 6, maximum: 13),
            .words("GUIDE", minimum: 5, maximum: 5), hasEstimates ? .numbers("EVENTS") : .fixed(""),
            .words("NOISE", minimum: 10),
        ])
        for rule in applicable {
            table.append([
                TextTable.Cell(rule.line, .bold), TextTable.Cell(rule.cis.joined(separator: " ")),
                TextTable.Cell(rule.answers.isEmpty ? "" : "yes"),
                rule.estimate.map { TextTable.Cell(Quantity.count($0)) } ?? TextTable.Cell(""),
                TextTable.Cell(rule.noise, .dim),
            ])
        }
        text.table(table)
        text.heading("Why")
        var reason = ""
        for rule in applicable where rule.why != reason {
            reason = rule.why
            text.paragraph("\(rule.rule.keys.first.map { String(decoding: $0, as: UTF8.self) } ?? "no key"): \(reason)")
        }
        let notes = plan.notes + applicable.flatMap { rule in rule.notes.map { "\(rule.line): \($0)" } }
        text.list("Found on this host", notes)
        text.list("Left out", plan.rules.compactMap(\.leftOut))
        text.list("Not seen by any of these", plan.blindSpots.map { "\($0.what): \($0.why)" })
        return text.output
    }

    /// The plan as one JSON object, `docktrail.rules/1`.
    public func json() -> OutputBuffer {
        var writer = JSONWriter()
        writer.object { writer in
            writer.text("schema", "docktrail.rules/1")
            writer.text("profile", plan.options.profile.rawValue)
            writer.text("form", plan.options.form.rawValue)
            writer.array("rules") { writer in
                for rule in plan.rules { Self.write(rule, to: &writer) }
            }
            writer.array("notes") { writer in
                for note in plan.notes { writer.text(nil, note) }
            }
            writer.array("blindSpots") { writer in
                for spot in plan.blindSpots {
                    writer.object { writer in
                        writer.text("what", spot.what)
                        writer.text("why", spot.why)
                    }
                }
            }
        }
        var output = writer.output
        output.append("\n")
        return output
    }

    private static func write(_ rule: PlannedRule, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.text("rule", rule.line)
            writer.text("place", rule.placeWord)
            writer.text("reason", rule.leftOutReason)
            writer.text("why", rule.why)
            writer.array("keys") { writer in
                for key in rule.rule.keys { writer.text(nil, key) }
            }
            writer.array("cis") { writer in
                for number in rule.cis { writer.text(nil, number) }
            }
            writer.array("seed") { writer in
                for path in rule.answers { writer.text(nil, path) }
            }
            writer.text("noise", rule.noise)
            writer.number("estimate", rule.estimate)
            writer.array("notes") { writer in
                for note in rule.notes { writer.text(nil, note) }
            }
        }
    }
}

extension PlannedRule {
    fileprivate var placeWord: String {
        switch place {
        case .present: "present"
        case .awaited: "awaited"
        case .notApplicable: "not-applicable"
        }
    }

    fileprivate var leftOutReason: String? {
        if case .notApplicable(let reason) = place { reason } else { nil }
    }

    fileprivate var leftOut: String? { leftOutReason.map { "\(line): \($0)" } }
}
