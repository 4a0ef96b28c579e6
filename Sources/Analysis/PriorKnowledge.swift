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
    /// What was given of the host besides.
    var given = GivenState()

    /// The trail of a machine that is met for the first time.
    func trail(of node: [UInt8]) -> Trail {
        switch hindsight {
        case .awaited: Trail(.awaited, given: given)
        case .known(let foreknowledge): Trail(.known(foreknowledge[node] ?? Foreknowledge()), given: given)
        case .none: Trail(.none, given: given)
        }
    }

    /// Has a machine know it that was followed before.
    func add(to trail: inout NodeTrail) { trail.know(given) }
}
