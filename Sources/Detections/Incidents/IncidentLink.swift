public import DockerActivity

extension Incident {
    /// What joins a finding to another one.
    public struct Link: Sendable, Hashable {
        /// The kind of thing that two findings have in common.
        ///
        /// The raw values are the ones that are printed. The first ones prove most.
        public enum Kind: String, Sendable, CaseIterable {
            /// Both rest on the same event.
            case event
            /// The same container acted.
            case container
            /// The same process acted, or its parent or child.
            case process
            /// The same person acted, by the login user's id that the kernel keeps.
            case person
            /// Who did the one, a person or a container, had the container started that did the other.
            case starter
            /// Who did the one was made a member of a group by the other.
            case member
            /// Both are about the same file.
            case file
        }

        /// What they have in common.
        public var kind: Kind
        /// The other finding, as an index into the findings that the incident was made of.
        public var other: Int
        /// How sure that is: who had a container started may be concluded.
        public var confidence: Confidence
    }
}
