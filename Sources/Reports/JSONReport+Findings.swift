internal import Analysis
internal import AuditRecords
internal import Detections
internal import DockerActivity

extension JSONReport {
    /// What needs an explanation.
    func writeFindings(of report: Report, _ filters: FilterWords, to writer: inout JSONWriter) {
        writer.array("findings") { writer in
            for entry in report.findings where entry.finding.level >= leastLevel {
                write(entry, of: report, filters, to: &writer)
            }
        }
        writer.number("findingsOmitted", report.findingsOmitted)
    }

    /// One finding, with its kind where it stands among lines of other kinds.
    func write(
        _ entry: Report.FindingEntry,
        kind: String? = nil,
        of report: Report,
        _ filters: FilterWords,
        to writer: inout JSONWriter
    ) {
        let finding = entry.finding
        let words = FindingWords(names: names)
        writer.object { writer in
            if let kind { writer.text("kind", kind) }
            writer.text("id", finding.id)
            writer.number("set", UInt64(entry.set))
            writer.text("detection", finding.detection)
            writer.text("incident", entry.incident)
            writer.text("title", finding.title)
            writer.text("level", finding.level.rawValue)
            writer.moment("time", finding.stamp.milliseconds)
            writer.text("node", finding.node)
            writer.text("login", names.login(finding.actor))
            writer.text("user", names.user(finding.actor))
            writer.text("file", finding.file)
            writer.text("group", finding.group)
            write(finding.actor.container, to: &writer)
            writer.object("process") { writer in
                writer.text("exe", finding.process.executable)
                writer.text("command", finding.process.command)
                writer.number("pid", finding.process.number.map(UInt64.init))
                writer.number("ppid", finding.process.parent.map(UInt64.init))
            }
            writer.text("why", words.why(finding).bytes)
            writer.text("observed", words.observed(finding).bytes)
            writer.text("inferred", words.inferred(finding).bytes)
            writer.text("confidence", finding.confidence.rawValue)
            writer.text("acceptance", finding.acceptance.isEmpty ? nil : finding.acceptance)
            writer.array("consequences") { writer in
                for consequence in finding.consequences { write(consequence, words, of: report, to: &writer) }
            }
            writer.number("consequencesOmitted", finding.consequencesOmitted)
            writer.moment("followedUntil", finding.followedUntil)
            writer.array("attack") { writer in
                for technique in finding.attack { writer.text(nil, technique) }
            }
            writer.number("redacted", entry.redacted)
            writer.number("count", finding.count)
            writer.number("evidenceOmitted", finding.evidenceOmitted)
            writer.array("evidence") { writer in
                for event in finding.evidence { write(event, node: finding.node, of: report, to: &writer) }
            }
            write(words.unknown(finding), to: &writer)
            write(Advice(on: [finding]), to: &writer)
            writer.command("verify", VerifyCommand(finding, of: report)?.line)
            writer.arguments("filter", filters.words(of: entry))
        }
    }

    private func write(
        _ consequence: Finding.Consequence,
        _ words: FindingWords,
        of report: Report,
        to writer: inout JSONWriter
    ) {
        let source = Int(consequence.event.source)
        writer.object { writer in
            writer.moment("time", consequence.event.stamp.milliseconds)
            writer.number("serial", consequence.event.stamp.serial)
            writer.text("login", names.login(consequence.actor))
            writer.text("what", words.what(consequence).bytes)
            writer.text("source", source < report.sources.count ? report.sources[source].name : nil)
            writer.number("line", consequence.event.line)
        }
    }

    private func write(_ container: Finding.Container?, to writer: inout JSONWriter) {
        guard let container else { return writer.text("container", nil as String?) }
        writer.object("container") { writer in
            writer.text("id", container.id)
            writer.text("name", container.name)
            writer.text("image", container.image)
            writer.text("startedBy", names.starter(container))
            writer.text("confidence", container.confidence?.rawValue)
        }
    }

    /// An event that something rests on.
    func write(
        _ event: Finding.Evidence,
        node: [UInt8],
        of report: Report,
        to writer: inout JSONWriter
    ) {
        let source = Int(event.source)
        writer.object { writer in
            writer.moment("time", event.stamp.milliseconds)
            writer.number("serial", event.stamp.serial)
            writer.text("node", node)
            writer.text("source", source < report.sources.count ? report.sources[source].name : nil)
            writer.number("line", event.line)
        }
    }
}

extension Report {
    /// How many findings are about what a login user did.
    func findings(of user: UserEntry) -> UInt64 {
        UInt64(
            findings.count { entry in
                entry.set == user.set && entry.finding.node == user.node
                    && user.login.id != nil && entry.finding.actor.loginID == user.login.id
            }
        )
    }
}
