internal import Analysis
internal import Detections
internal import DockerActivity

extension FindingWords {
    /// What the log cannot tell about a finding, each in a few words that follow *not known:*.
    func unknown(_ finding: Finding) -> [Sentence] {
        var unknown: [Sentence] = []
        func say(_ words: String, _ name: [UInt8] = []) {
            var sentence = Sentence()
            sentence.say(words)
            if !name.isEmpty { sentence.name(name) }
            unknown.append(sentence)
        }
        if finding.outcome == .claimed { say("whether it was done: only a program's own record tells of it") }
        if let container = finding.actor.container {
            if container.startedBy.isEmpty, container.startedByID == nil {
                say("who had the container started: ", Self.shortName(container))
            }
        } else if finding.actor.loginID == SubjectFacts.unset {
            say("which person is behind it: the process has no login user")
        } else if finding.actor.loginID != nil, finding.actor.source.isEmpty {
            say("from where its login user came: ", names.login(finding.actor))
        }
        if finding.hasWritten { say("what was written: the log has no contents of files") }
        if finding.hasChangedSettings, !finding.consequences.contains(where: { $0.kind == .started }) {
            say("whether it is in force: no start of what reads it is recorded since")
        }
        if finding.hasChangedProgram, !finding.consequences.contains(where: { $0.kind == .ran }) {
            say("whether anybody ran it: no execution of it is recorded since")
        }
        if finding.hasNewMember, !finding.consequences.contains(where: { $0.kind == .used }) {
            say("whether the membership was used: no use is recorded since")
        }
        if finding.action == .connect, finding.outcome != .failure {
            say("what was asked of the engine: the log has no requests")
        }
        if finding.action == .execute, !finding.image.isEmpty {
            say("what the container did, but for its acts on watched files")
        }
        switch finding.action {
        case .auditRuleRemove, .auditDisable, .auditDaemonStop, .auditDaemonStart:
            say("what was done while nothing was recorded")
        default: break
        }
        if let until = finding.followedUntil {
            var time = OutputBuffer()
            TimeText.appendUTC(until, to: &time)
            say("what came of it after \(String(decoding: time.bytes, as: UTF8.self)): it was not followed further")
        }
        return unknown
    }

    /// What the log cannot tell about some findings, each once.
    func unknown(_ findings: [Finding]) -> [Sentence] {
        var known: Set<[UInt8]> = []
        return findings.flatMap(unknown).filter { known.insert($0.bytes).inserted }
    }
}

extension Finding {
    /// Whether it is about a program that is another one since.
    fileprivate var hasChangedProgram: Bool {
        guard hasTruePath, files == 1, hasWritten else { return false }
        return DockerPlace(path: file.span) == .binary
    }

    /// Whether it made somebody a member of the docker group.
    fileprivate var hasNewMember: Bool {
        action == .groupAddMember && outcome != .failure && !member.isEmpty
    }

    /// Whether it is about settings that count when the engine, or containerd, is started.
    fileprivate var hasChangedSettings: Bool {
        guard hasTruePath, outcome != .failure, action != .execute, action != .connect else { return false }
        let place = DockerPlace(path: file.span)
        return place == .daemonConfig || place == .unit
    }

    /// Whether a file may have another content than before.
    fileprivate var hasWritten: Bool {
        guard outcome != .failure else { return false }
        return switch action {
        case .openWrite, .create, .truncate, .rename, .link: true
        default: false
        }
    }
}
