import AuditEvents
import AuditLogs
import DockerActivity

extension LogAnalysis {
    /// What was given without saying of whom: it is of the only host that there is.
    var ownState: HostState {
        var state = HostState()
        state.engineState = engineState
        state.hostMap = hostMap
        state.names = names
        state.accountFiles = accountFiles
        return state
    }

    /// What was given of a set's host: by the set's name, by its last part, or without a name.
    func state(of set: LogSet) -> HostState { stateName(of: set).flatMap { hostStates[$0] } ?? ownState }

    /// The name by which something was given of a set's host.
    private func stateName(of set: LogSet) -> String? {
        let last = set.name.split(separator: "/").last.map(String.init)
        return [set.name, last].compactMap(\.self).first { hostStates[$0] != nil }
    }

    /// What is known of a set's machines beforehand.
    func knowledge(of set: LogSet, _ hindsight: PriorKnowledge.Hindsight = .awaited) -> PriorKnowledge {
        let state = state(of: set)
        var empty = GivenState()
        empty.trees = filter.trees
        return PriorKnowledge(
            hindsight: hindsight,
            ofHost: state.isEmpty ? nil : state.given(filter.trees),
            ofNodes: Dictionary(
                uniqueKeysWithValues: hostStates.map { (Array($0.key.utf8), $0.value.given(filter.trees)) }
            ),
            empty: empty
        )
    }

    /// What was given of a set's machines to name their users by.
    func givenNames(of set: LogSet) -> GivenNames {
        GivenNames(
            others: GivenNames.Machine(state(of: set).names),
            nodes: Dictionary(
                uniqueKeysWithValues: hostStates.map { (Array($0.key.utf8), GivenNames.Machine($0.value.names)) }
            )
        )
    }

    /// Whether several of a log's machines could be the host of which something was given.
    func severalShareState(of set: LogSet, nodes: [[UInt8]]) -> Bool {
        let knowledge = knowledge(of: set)
        return nodes.count { knowledge.takesHosts($0) && filter.admits(node: $0.span) } > 1
    }

    /// The same without what was given of a set's host as a whole: it turned out to be several machines' log.
    func withoutState(of set: LogSet) -> LogAnalysis {
        var analysis = self
        if let name = stateName(of: set) {
            analysis.hostStates[name] = nil
        } else {
            analysis.engineState = EngineState()
            analysis.hostMap = nil
            analysis.names = AccountNames()
            analysis.accountFiles = []
        }
        return analysis
    }

    /// Says that nothing was made of what was given of a set's host.
    func unusedStateNote(of set: LogSet) -> String {
        let state = state(of: set)
        let paths =
            state.engineState.sources.map(\.path) + [state.hostMap?.source.path].compactMap(\.self)
            + state.accountFiles.map(\.path)
        return
            "\(paths.joined(separator: ", ")) not used: \(set.name) holds records of several nodes; say whose each is, as in "
            + "--host-map NODE=FILE"
    }

    /// Hosts of which something was given and of which there are no logs, where the logs name these nodes.
    public func hostsWithoutLogs(nodes: [[UInt8]]) -> [String] {
        let used = Set(inventory.sets.compactMap { stateName(of: $0) })
        return hostStates.keys.filter { !used.contains($0) && !nodes.contains(Array($0.utf8)) }.sorted()
    }

    /// Lists what was given.
    func list(in account: inout InputAccount) {
        let states =
            [(name: nil as String?, state: ownState)]
            + hostStates.sorted { $0.key < $1.key }.map { (name: $0.key, state: $0.value) }
        for (name, state) in states {
            for var source in state.engineState.sources {
                source.host = name
                account.engineState.append(source)
            }
            if var source = state.hostMap?.source {
                source.host = name
                account.hostMaps.append(source)
            }
            account.accountFiles += state.accountFiles
        }
    }
}
