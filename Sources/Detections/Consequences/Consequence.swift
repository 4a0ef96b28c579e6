extension Finding {
    /// Consequences of one finding that are told; those beyond are counted.
    public static let consequencesLimit = 16

    /// Something that the log tells to have followed from what a finding is about.
    public struct Consequence: Sendable, Codable {
        /// What followed.
        ///
        /// The raw values are the ones that are saved.
        public enum Kind: String, Sendable, CaseIterable, Codable {
            /// A program was executed that the finding is about.
            case ran
            /// The engine, or containerd, was started, which reads the settings that the finding is about.
            case started
            /// Somebody connected to the socket that the finding is about.
            case connected
            /// The file was changed once more.
            case changed
            /// The file was removed, or moved away.
            case removed
            /// The file's mode was set to what it had been.
            case modeRestored
            /// The file's mode was set once more, to another one or to what is not known.
            case modeSet
            /// The file's owner and group were set to what they had been.
            case ownerRestored
            /// The file's owner or group was set once more.
            case ownerSet
            /// The new member of a group used the engine.
            case used
            /// The new member was taken out of the group.
            case left
            /// Somebody entered the group by its password, or by newgrp or sg.
            case entered
            /// An audit rule of the same key was loaded.
            case loaded
            /// The audit system records again.
            case resumed
        }

        /// What followed.
        public var kind: Kind
        /// The event.
        public var event: Evidence
        /// Who did it.
        public var actor: Actor
        /// The file, the member or the rule's key; of several the first.
        public var name: [UInt8]
        /// How many there are.
        public var count: UInt64 = 1
        /// Whether no use is recorded between the finding and this: no connection to the socket, no use by the member.
        public var isUnusedBefore = false
        /// Milliseconds since what it undoes; nil where it undoes nothing.
        public var delay: Int64?

        /// What followed, without particulars.
        public init(_ kind: Kind, _ event: Evidence, by actor: Actor, _ name: [UInt8]) {
            self.kind = kind
            self.event = event
            self.actor = actor
            self.name = name
        }
    }
}
