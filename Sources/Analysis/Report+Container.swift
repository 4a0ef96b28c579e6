public import DockerActivity

extension Report {
    /// A container that acted.
    public struct ContainerEntry: Sendable {
        /// Which of the sets, as an index into `sets`.
        public var set: Int
        /// The node; empty where the records name none.
        public var node: [UInt8]
        /// Its id: 64 hexadecimal digits.
        public var id: [UInt8]
        /// Its name; empty where nothing tells.
        public var name: [UInt8]
        /// Its image, as the client or the engine names it.
        public var image: [UInt8]
        /// Who had it started; nil where nobody is named.
        public var startedBy: LoginName?
        /// How sure that is.
        public var confidence: Confidence?
        /// The id of the container that had it started; empty where none did.
        public var startedFrom: [UInt8]
        /// First and last activity, in milliseconds since 1970.
        public var times: ClosedRange<Int64>
        /// What its processes did.
        public var activities: UInt64
        /// Changes of the host's own files among that.
        public var hostWrites: UInt64
    }
}
