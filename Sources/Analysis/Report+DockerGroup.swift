public import DockerActivity

extension Report {
    /// Who is in the docker group, and who used it.
    public struct DockerGroup: Sendable {
        /// When somebody was a member.
        public struct Membership: Sendable {
            /// The member's name.
            public var name: [UInt8]
            /// From when, in milliseconds since 1970; nil for one who was there when the log began.
            public var from: Int64?
            /// Until when; nil for one who is still there.
            public var to: Int64?
        }

        /// Somebody's use of the group's rights, in one way.
        public struct Use: Sendable {
            /// Who.
            public var login: LoginName
            /// In what way.
            public var way: GroupUse
            /// The first time, in milliseconds since 1970.
            public var first: Int64
            /// The serial of the first event.
            public var serial: UInt64
            /// The last time.
            public var last: Int64
            /// How often.
            public var count: UInt64
            /// How often it was refused.
            public var refused: UInt64
        }

        /// Which of the sets, as an index into `sets`.
        public var set = 0
        /// The node; empty where records name none.
        public var node: [UInt8] = []
        /// Whether a group file says who was a member; without one nobody is known but who came or went in the log.
        public var isKnown = false
        /// Who was a member when, sorted by name.
        public var memberships: [Membership] = []
        /// Who used it, by time.
        public var uses: [Use] = []

        /// Nothing known.
        public init() {}

        /// Those who are members at the end, sorted by name.
        public var members: [Membership] { memberships.filter { $0.to == nil } }

        /// Whether somebody was a member at a time; nil where nothing tells.
        public func isMember(_ name: [UInt8], at time: Int64) -> Bool? {
            let own = memberships.filter { $0.name == name }
            if own.contains(where: { ($0.from ?? .min) <= time && time <= ($0.to ?? .max) }) { return true }
            return isKnown || !own.isEmpty ? false : nil
        }

        /// Whether somebody is a member at the end, and since when that is so; nil where nothing tells.
        public func standing(of name: [UInt8]) -> (isMember: Bool, since: Int64?)? {
            guard let latest = memberships.last(where: { $0.name == name }) else { return isKnown ? (false, nil) : nil }
            return latest.to.map { (false, $0) } ?? (true, latest.from)
        }
    }

    /// What the log tells of the docker group of one machine.
    public func dockerGroup(set: Int, node: [UInt8]) -> DockerGroup {
        dockerGroups.first { $0.set == set && $0.node == node } ?? DockerGroup()
    }

    /// A change of a group.
    public struct GroupChange: Sendable {
        /// Which of the sets, as an index into `sets`.
        public var set: Int
        /// When, in milliseconds since 1970.
        public var milliseconds: Int64
        /// The event's serial.
        public var serial: UInt64
        /// What changed.
        public var kind: GroupFacts.Change
        /// Whether it was done.
        public var outcome: Outcome
        /// The group; empty where no source says it.
        public var group: [UInt8]
        /// The member; empty where no source says it.
        public var member: [UInt8]
        /// The other name where something was renamed; empty where nothing was, or where no source says it.
        public var newName: [UInt8]
        /// What says which group and member it is.
        public var resolvedBy: GroupFacts.Resolution
        /// Who did it.
        public var by: LoginName
        /// The program that did it.
        public var via: [UInt8]
        /// The node; empty where records name none.
        public var node: [UInt8] = []
    }
}
