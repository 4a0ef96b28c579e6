internal import Analysis
internal import AuditRecords
internal import Detections
internal import DockerActivity

/// Puts an incident into words: who is in it, what each step was, and what joins it to the others.
struct IncidentWords {
    let names: ReportNames
    let report: Report

    /// Who acted in it, each once, in the order of the steps.
    func actors(_ incident: Incident) -> Sentence {
        let words = FindingWords(names: names)
        var known: Set<[UInt8]> = []
        var sentence = Sentence()
        for finding in report.findings(of: incident) {
            let who = words.who(finding)
            guard known.insert(who.bytes).inserted else { continue }
            if !sentence.isEmpty { sentence.say(", ") }
            sentence.append(who)
        }
        return sentence
    }

    /// The names of the login users who acted in it, each once; those whom no record names are left out.
    func logins(_ incident: Incident) -> [[UInt8]] {
        var logins: [[UInt8]] = []
        for finding in report.findings(of: incident) {
            guard let id = finding.actor.loginID, id != SubjectFacts.unset else { continue }
            let login = names.login(finding.actor)
            if !logins.contains(login) { logins.append(login) }
        }
        return logins
    }

    /// What joins a step to another one, as words that follow the step; nothing for the first.
    ///
    /// `number` gives a finding's place among the steps.
    func link(_ step: Incident.Step, number: (Int) -> Int?) -> Sentence {
        var sentence = Sentence()
        guard let link = step.link, let other = number(link.other) else { return sentence }
        let sure = link.confidence == .certain ? "" : ", \(link.confidence.rawValue)"
        let words =
            switch link.kind {
            case .event: "rests on an event of step \(other)"
            case .container: "the container of step \(other)"
            case .process: "the process of step \(other), or its parent or child"
            case .person: "the person of step \(other)"
            case .starter: starter(step, link, step: other)
            case .member: "a member of the group since step \(other)"
            case .file: "the file of step \(other)"
            }
        sentence.say(words + sure)
        return sentence
    }

    /// Which of two steps is a container's, and who had it started.
    private func starter(_ step: Incident.Step, _ link: Incident.Link, step other: Int) -> String {
        let container = report.findings[step.finding].finding.actor.container
        let others = report.findings[link.other].finding.actor.container
        guard let container else { return "by who had the container of step \(other) started" }
        guard let others else { return "in a container that the person of step \(other) had started" }
        return container.startedFrom.isEmpty || others.id.isEmpty || !container.startedFrom.starts(with: others.id)
            ? "in a container that the same person had started as that of step \(other)"
            : "in a container that the one of step \(other) had started"
    }

    /// What the log cannot tell about it: of its findings, and what is missing from the log at its time.
    func unknown(_ incident: Incident) -> [Sentence] {
        var unknown = FindingWords(names: names).unknown(report.findings(of: incident))
        let set = incident.steps.first.map { report.findings[$0.finding].set }
        let gaps = report.coverage.gaps.count { gap in
            (gap.set == nil || gap.set == set) && (gap.from ?? .min) <= incident.last.milliseconds
                && (gap.to ?? .max) >= incident.first.milliseconds
                && (gap.from != nil || gap.to != nil)
        }
        if gaps > 0 {
            var sentence = Sentence()
            sentence.say("what is missing from the log at that time: \(Quantity.count(gaps, "gap", "gaps"))")
            unknown.append(sentence)
        }
        return unknown
    }
}
