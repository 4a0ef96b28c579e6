import AuditRecords
import DockerActivity

extension Watch.Subject {
    /// What an act means to it; nil for nothing.
    mutating func take(_ act: LaterAct) -> Finding.Consequence? {
        switch kind {
        case .file: takeOnFile(act)
        case .member: takeOfMember(act)
        case .password: act.kind == .enter ? consequence(.entered, act) : nil
        case .rules: act.kind == .load && act.name == name ? end(.loaded, act) : nil
        case .recording: act.kind == .resume ? end(.resumed, act) : nil
        }
    }

    private mutating func takeOnFile(_ act: LaterAct) -> Finding.Consequence? {
        if act.kind == .run, place != .binary { return takeStart(act) }
        guard isSameFile(act.name) else { return nil }
        switch act.kind {
        case .run: return consequence(.ran, act)
        case .connect:
            // The engine's own helpers connect all the time.
            guard act.actor.isNamed else { return nil }
            isUsed = true
            return consequence(.connected, act)
        case .mode, .owner: return takeRights(act)
        case .change:
            // What a package manager puts there is the package's file.
            if act.actor.kind == .packageManager { isOver = true }
            return consequence(.changed, act)
        case .remove: return end(.removed, act)
        case .join, .leave, .enter, .load, .resume: return nil
        }
    }

    private mutating func takeRights(_ act: LaterAct) -> Finding.Consequence? {
        let isRestored = before != nil && act.after == before
        let kind: Finding.Consequence.Kind =
            act.kind == .mode ? (isRestored ? .modeRestored : .modeSet) : isRestored ? .ownerRestored : .ownerSet
        var consequence = consequence(kind, act)
        if isRestored {
            consequence.isUnusedBefore = place == .socket && !isUsed
            before = nil
        }
        return consequence
    }

    /// Settings count when whoever reads them starts.
    private mutating func takeStart(_ act: LaterAct) -> Finding.Consequence? {
        guard place == .daemonConfig || place == .unit, !isUsed, act.startsEngine else { return nil }
        let isContainerds = name.split(separator: UInt8(ascii: "/")).contains { $0.starts(with: "containerd".utf8) }
        let reader: StaticString = isContainerds ? "/containerd" : "/dockerd"
        guard act.name.span.hasSuffix(reader) else { return nil }
        isUsed = true
        return Finding.Consequence(.started, act.event, by: act.actor, act.name)
    }

    private mutating func takeOfMember(_ act: LaterAct) -> Finding.Consequence? {
        switch act.kind {
        case .connect, .run, .enter:
            guard !isUsed, act.actor.container == nil, act.actor.login == name else { return nil }
            isUsed = true
            return Finding.Consequence(.used, act.event, by: act.actor, act.name)
        case .leave:
            guard act.name == name else { return nil }
            var consequence = end(.left, act)
            consequence.isUnusedBefore = !isUsed
            return consequence
        default: return nil
        }
    }

    private mutating func end(_ kind: Finding.Consequence.Kind, _ act: LaterAct) -> Finding.Consequence {
        isOver = true
        return consequence(kind, act)
    }

    private func consequence(_ kind: Finding.Consequence.Kind, _ act: LaterAct) -> Finding.Consequence {
        var consequence = Finding.Consequence(kind, act.event, by: act.actor, name)
        consequence.delay = act.event.stamp.milliseconds - since.milliseconds
        return consequence
    }

    private func isSameFile(_ path: [UInt8]) -> Bool {
        if path.count == name.count { return path == name }
        return abs(path.count - name.count) == "/var".utf8.count && path.withoutVar == name.withoutVar
    }
}

extension LaterAct {
    /// Whether it executes the engine's daemon or containerd's.
    var startsEngine: Bool { name.span.hasSuffix("/dockerd") || name.span.hasSuffix("/containerd") }
}

extension [UInt8] {
    /// A path with `/run` for `/var/run`, which is a link to it (Filesystem Hierarchy Standard 3.0, 5.13).
    var withoutVar: ArraySlice<UInt8> { starts(with: "/var/run/".utf8) ? dropFirst(4) : self[...] }
}

extension Finding.Actor {
    /// Whether it is a login user or a container.
    fileprivate var isNamed: Bool {
        container != nil || loginID != nil && loginID != SubjectFacts.unset
    }
}
