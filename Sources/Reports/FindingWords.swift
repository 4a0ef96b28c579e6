internal import Analysis
internal import Detections
internal import DockerActivity

/// Puts a finding into words: who did it, why it was made, what the records state, and what is concluded from them.
struct FindingWords {
    let names: ReportNames

    /// The sentence that says why a finding was made.
    func why(_ finding: Finding) -> Sentence {
        var sentence = Sentence()
        let parts = WhySentence(known: finding.why.isEmpty ? finding.title : finding.why).parts
        for part in parts {
            switch part {
            case .words(let words): sentence.say(words)
            // Of several files only the directory that holds them is known.
            case .fact(.file) where finding.files > 1 && !parts.contains(.fact(.files)):
                sentence.append(place(of: finding))
            case .fact(let fact): append(fact, of: finding, to: &sentence)
            }
        }
        return sentence
    }

    /// What the records of the events state.
    func observed(_ finding: Finding) -> Sentence {
        if finding.isOfLog {
            var sentence = Sentence()
            sentence.say(String(decoding: finding.setting, as: UTF8.self))
            return sentence
        }
        var sentence = whoInFull(finding)
        sentence.say(": \(action(of: finding))")
        append(objectOf: finding, to: &sentence)
        if !finding.process.executable.isEmpty {
            sentence.say(", by ")
            sentence.name(finding.process.executable)
        }
        if finding.count > 1 { sentence.say(", \(Quantity.count(finding.count)) times") }
        return sentence
    }

    /// Who did it, with whose rights and from where.
    func whoInFull(_ finding: Finding) -> Sentence {
        var sentence = who(finding)
        let user = names.user(finding.actor)
        if !user.isEmpty, user != names.login(finding.actor) {
            sentence.say(" as ")
            sentence.name(user)
        }
        if !finding.actor.source.isEmpty {
            sentence.say(", logged in from ")
            sentence.name(finding.actor.source)
        }
        return sentence
    }

    /// What is concluded from the records; nothing where all of it stands there.
    func inferred(_ finding: Finding) -> Sentence {
        var sentence = Sentence()
        func separate() {
            if !sentence.isEmpty { sentence.say("; ") }
        }
        if let container = finding.actor.container, !container.startedBy.isEmpty || container.startedByID != nil {
            sentence.name(Self.shortName(container), orSay: "the container")
            sentence.say(" was started by ")
            sentence.name(names.starter(container), orSay: "nobody who is known")
            if let confidence = container.confidence { sentence.say(" (\(confidence.rawValue))") }
        }
        if !finding.acceptance.isEmpty {
            separate()
            sentence.say("expected on this site: \(finding.acceptance)")
        }
        for circumstance in finding.circumstances {
            separate()
            sentence.say(circumstance)
        }
        return sentence
    }

    /// Who did it: the container, else the login user.
    ///
    /// Nobody did what the log itself shows.
    func who(_ finding: Finding) -> Sentence { finding.isOfLog ? Sentence() : who(finding.actor) }

    /// The container, else the login user.
    func who(_ actor: Finding.Actor) -> Sentence {
        var sentence = Sentence()
        if let container = actor.container {
            sentence.say("container ")
            sentence.name(Self.shortName(container), orSay: "of unknown id")
        } else {
            switch actor.loginID {
            case .some(SubjectFacts.unset): sentence.say("a process without a login user")
            case .none where actor.login.isEmpty: sentence.say("nobody whom a record names")
            default: sentence.name(names.login(actor))
            }
        }
        return sentence
    }

    /// Who did it, in as few letters as a column has.
    func shortWho(_ finding: Finding) -> [UInt8] {
        guard let container = finding.actor.container else { return names.login(finding.actor) }
        let name = Self.shortName(container)
        return name.isEmpty ? Array("a container".utf8) : Array("in ".utf8) + name
    }

    /// What it is on, with the node, for a terminal; nothing where records name nothing.
    func place(_ finding: Finding) -> OutputBuffer {
        var output = OutputBuffer()
        let parts = finding.file.isEmpty ? [finding.group, finding.member, finding.setting] : [finding.file]
        let named = parts.filter { !$0.isEmpty }
        if named.isEmpty { return output }
        if !finding.node.isEmpty {
            TerminalText.append(name: finding.node.span, to: &output)
            output.append(":")
        }
        if finding.files > 1 { output.append(verbatim: "\(Quantity.count(finding.files)) files below ") }
        for (index, part) in named.enumerated() {
            if index > 0 { output.append(", ") }
            if finding.isOfLog {
                TerminalText.append(part.span, to: &output)
            } else {
                TerminalText.append(name: part.span, to: &output)
            }
        }
        return output
    }

    /// The command line, as one text.
    func command(_ finding: Finding) -> Sentence {
        var sentence = Sentence()
        sentence.name(finding.process.command)
        return sentence
    }

    private func append(_ fact: WhySentence.Fact, of finding: Finding, to sentence: inout Sentence) {
        let container = finding.actor.container
        switch fact {
        case .who: sentence.append(who(finding))
        case .file: sentence.name(finding.file, orSay: "a file that no record names")
        case .from: sentence.name(finding.from, orSay: "a name that no record has")
        case .program: sentence.name(finding.process.executable, orSay: "a program that no record names")
        case .command: sentence.name(finding.process.command, orSay: "a command that no record has")
        case .container: sentence.name(container.map(Self.shortName) ?? [], orSay: "a container that is not known")
        case .image:
            sentence.name(
                finding.image.isEmpty ? container?.image ?? [] : finding.image,
                orSay: "an image that is not known"
            )
        case .starter: sentence.name(container.map(names.starter) ?? [], orSay: "nobody who is known")
        case .member: sentence.name(finding.member, orSay: "somebody whom no record names")
        case .group: sentence.name(finding.group, orSay: "a group that no record names")
        case .setting where finding.isOfLog: sentence.say(String(decoding: finding.setting, as: UTF8.self))
        case .setting: sentence.name(finding.setting, orSay: "a setting that no record names")
        case .files: sentence.say(finding.files == 1 ? "one file" : "\(Quantity.count(finding.files)) files")
        case .count: sentence.say(finding.count == 1 ? "once" : "\(Quantity.count(finding.count)) times")
        case .circumstances: sentence.say(finding.circumstances.joined(separator: ", "))
        }
    }

    /// What was done or attempted; what did not succeed keeps the action's name, which claims nothing.
    private func action(of finding: Finding) -> String {
        switch finding.outcome {
        case .success: "\(finding.action.pastWords)"
        case .failure: "\(finding.action.rawValue) failed or was refused"
        case .unknown, .claimed: "\(finding.action.rawValue) (\(finding.outcome.rawValue))"
        }
    }

    private func append(objectOf finding: Finding, to sentence: inout Sentence) {
        if !finding.file.isEmpty {
            sentence.say(" ")
            sentence.append(place(of: finding))
        }
        if !finding.from.isEmpty {
            sentence.say(finding.action == .link || finding.action == .symlink ? " to " : " from ")
            sentence.name(finding.from)
        }
        if !finding.member.isEmpty {
            sentence.say(" member ")
            sentence.name(finding.member)
        }
        if !finding.group.isEmpty {
            sentence.say(" group ")
            sentence.name(finding.group)
        }
        if !finding.setting.isEmpty {
            sentence.say(" ")
            sentence.name(finding.setting)
        }
    }

    /// The file, or how many there are below a directory.
    private func place(of finding: Finding) -> Sentence {
        var sentence = Sentence()
        if finding.files > 1 { sentence.say("\(Quantity.count(finding.files)) files below ") }
        sentence.name(finding.file)
        return sentence
    }

    /// A container's name, or as many digits of its id as the engine's client prints.
    static func shortName(_ container: Finding.Container) -> [UInt8] {
        container.name.isEmpty ? Array(container.id.prefix(12)) : container.name
    }
}
