import DockerActivity

extension ActivityTables {
    /// How much a host's tables keep.
    ///
    /// Which files, sessions and changes are kept depends on the whole log, not on the order in which it was read; only
    /// of users, and of kinds by user, the first ones are kept. What comes beyond is counted together, and the report
    /// says so.
    public struct Limits: Sendable {
        /// Rows of file and user.
        public var rows = 50_000
        /// Bytes of the rows' paths.
        public var pathBytes = 5 << 20
        /// Rows of kind of file and user, for the files beyond `rows`; beyond these, they count by kind.
        public var kindRows = 2000
        /// Login users that are told apart, over all nodes.
        public var users = 10_000
        /// Bytes of the users' names, with those of their nodes.
        public var userBytes = 1 << 20
        /// Sessions.
        public var sessions = 20_000
        /// Containers that acted.
        public var containers = 10_000
        /// Changes of groups, and of audit rules, each.
        public var changes = 10_000
        /// Bytes of the changes' texts, each.
        public var changeBytes = 512 << 10
        /// Edits of Docker files.
        public var edits = 10_000
        /// Bytes of the edits' texts.
        public var editBytes = 2 << 20
        /// Findings.
        public var findings = 10_000
        /// Bytes of the findings' texts and evidence.
        public var findingBytes = 8 << 20

        /// The limits for a host.
        public static let host = Limits()

        /// What a table has room for before it is cut to a limit: a little more, so that it is seldom cut, and one more
        /// entry at least.
        static func room(_ limit: Int, atLeast more: Int = 1) -> Int { limit + limit / 16 + more }

        /// Room for all rows: those of files, those of kinds and users, and one for each kind.
        var allRows: Int { Self.room(rows) + kindRows + Int(DockerPlace.other.index) + 1 }
        /// Room for the rows' paths.
        var pathRoom: Int { Self.room(pathBytes, atLeast: ActivityTables.pathLimit) }
        /// Room for the changes' texts.
        var changeRoom: Int { Self.room(changeBytes, atLeast: ChangeTable.textsCount * ChangeTable.textLimit) }
    }
}
