import DockerActivity

/// What is known of a set's machines before its logs are followed: what was given besides, and what a first pass found.
struct PriorKnowledge {
    /// What becomes of activities that later events tell more of.
    enum Hindsight {
        /// They wait for the end.
        case awaited
        /// A first pass has told it already, by machine.
        case known([[UInt8]: Foreknowledge])
        /// They are told as they are.
        case none
    }

    /// What becomes of activities that later events tell more of.
    var hindsight = Hindsight.awaited
    /// What was given of the host whose log it is; nil where nothing was.
    var ofHost: GivenState?
    /// What was given of machines by the names in their records.
    var ofNodes: [[UInt8]: GivenState] = [:]
    /// What is known of a machine of which nothing was given.
    var empty = GivenState()

    /// Whether a machine would be taken for the host of which something was given.
    func takesHosts(_ node: [UInt8]) -> Bool { ofHost != nil && ofNodes[node] == nil }

    /// The trail of a machine that is met for the first time.
    ///
    /// Of several machines in one log only the first can be the host's own.
    func trail(of node: [UInt8], isFirst: Bool) -> Trail {
        let given = given(of: node, isFirst: isFirst)
        return switch hindsight {
        case .awaited: Trail(.awaited, given: given)
        case .known(let foreknowledge): Trail(.known(foreknowledge[node] ?? Foreknowledge()), given: given)
        case .none: Trail(.none, given: given)
        }
    }

    /// What was given of a machine.
    func given(of node: [UInt8], isFirst: Bool) -> GivenState {
        ofNodes[node] ?? (isFirst ? ofHost : nil) ?? empty
    }
}
