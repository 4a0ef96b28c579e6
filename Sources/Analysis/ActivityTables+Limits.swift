import DockerActivity

extension ActivityTables {
    /// How much a host's tables keep.
    ///
    /// The first files, users and so on that are met are kept; what comes beyond is counted together, and the report says so.
    public struct Limits: Sendable {
        /// Rows of file and user.
        public var rows = 50_000
        /// Bytes of the rows' paths.
        public var pathBytes = 6 << 20
        /// Rows of kind of file and user, for the files beyond `rows`; beyond these, they count by kind.
        public var kindRows = 2000
        /// Login users that are told apart, over all nodes.
        public var users = 10_000
        /// Bytes of the users' names, with those of their nodes.
        public var userBytes = 1 << 20
        /// Sessions.
        public var sessions = 20_000
        /// Changes of groups, and of audit rules, each.
        public var changes = 10_000
        /// Bytes of the changes' texts, each.
        public var changeBytes = 1 << 20

        /// The limits for a host.
        public static let host = Limits()
        /// None: for a part of a log, whose own size bounds its tables.
        ///
        /// The limits apply where the parts are joined.
        public static let part = Limits(
            rows: .max,
            pathBytes: .max,
            kindRows: .max,
            users: .max,
            userBytes: .max,
            sessions: .max,
            changes: .max,
            changeBytes: .max
        )

        /// All rows: those of files, those of kinds and users, and one for each kind.
        var allRows: Int { rows == .max ? .max : rows + kindRows + Int(DockerPlace.other.index) + 1 }
    }
}
