internal import Analysis
internal import Detections
internal import DockerActivity

extension FindingWords {
    /// Who did what followed, and what it was.
    func whole(_ consequence: Finding.Consequence) -> Sentence {
        var sentence = Sentence()
        // The engine runs its own programs for whoever asked it.
        if consequence.actor.kind == .runtime, consequence.actor.container == nil {
            sentence.say("the engine")
        } else {
            sentence = who(consequence.actor)
        }
        sentence.say(" ")
        sentence.append(what(consequence))
        return sentence
    }

    /// What followed from a finding, without who did it: `ran the changed /usr/bin/docker`.
    func what(_ consequence: Finding.Consequence) -> Sentence {
        var sentence = Sentence()
        func say(_ before: String, _ after: String = "") {
            sentence.say(before + " ")
            sentence.name(consequence.name, orSay: "what no record names")
            if consequence.count > 1 { sentence.say(" and \(Quantity.count(consequence.count - 1)) more") }
            if !after.isEmpty { sentence.say(after) }
        }
        switch consequence.kind {
        case .ran: say("ran the changed")
        case .started: say("started", ", which reads the settings")
        case .connected: say("connected to")
        case .changed: say("changed", consequence.actor.kind == .packageManager ? " by a package manager" : " again")
        case .removed: say("removed", delay(consequence))
        case .modeRestored: say("restored the mode of", delay(consequence))
        case .ownerRestored: say("restored owner and group of", delay(consequence))
        case .modeSet: say("set the mode of", " again")
        case .ownerSet: say("set owner or group of", " again")
        case .used where consequence.name.isEmpty: sentence.say("used the new membership for the first time")
        case .used:
            let isSocket = DockerPlace(path: consequence.name.span) == .socket
            say("used the new membership for the first time: \(isSocket ? "connected to" : "ran")")
        case .left: say("took", " out of the group\(delay(consequence))")
        case .entered: sentence.say("entered the docker group")
        case .loaded: say("loaded an audit rule with the key", delay(consequence))
        case .resumed: sentence.say("had the audit system record again\(delay(consequence))")
        }
        if consequence.isUnusedBefore { sentence.say("; no \(use(before: consequence)) is recorded in between") }
        return sentence
    }

    /// What there was none of before.
    private func use(before consequence: Finding.Consequence) -> String {
        consequence.kind == .left ? "use of the membership" : "connection to it"
    }

    private func delay(_ consequence: Finding.Consequence) -> String {
        consequence.delay.map { " after \(Quantity.duration($0))" } ?? ""
    }
}
