import AuditEvents
import AuditRecords
import DockerActivity

/// Names of users, and the docker group, that were given of a host, or of single machines of a central log.
struct GivenNames: Sendable, Equatable {
    /// What was given of one machine.
    struct Machine: Sendable, Equatable {
        /// Users' names by id.
        var users: [UInt32: [UInt8]] = [:]
        /// The docker group; nil where no group file was given.
        var dockerGroup: KnownGroup?

        /// What account files tell.
        init(_ names: AccountNames = AccountNames()) {
            users = names.namesOfUsers.mapValues { Array($0.utf8) }
            dockerGroup = names.dockerGroup
        }

        /// Names a login user, unless the log does.
        func name(_ login: inout Report.LoginName) {
            if login.name.isEmpty, let id = login.id { login.name = name(of: id) }
        }

        /// Names a user, unless the log does; `unknown(1001)` is what auditd writes where it knows no name.
        func name(_ text: inout [UInt8], of id: UInt32?) {
            guard let id, text.isEmpty || text.starts(with: "unknown(".utf8) else { return }
            if let given = users[id] { text = given }
        }

        private func name(of id: UInt32) -> [UInt8] { id == SubjectFacts.unset ? [] : users[id] ?? [] }
    }

    /// What is known of machines of which nothing was given by their own names.
    var others = Machine()
    /// What was given of machines by their names.
    var nodes: [[UInt8]: Machine] = [:]

    /// What is known of a machine.
    subscript(node: [UInt8]) -> Machine { nodes[node] ?? others }

    /// Whether no user is named.
    var nameNobody: Bool { others.users.isEmpty && nodes.values.allSatisfy(\.users.isEmpty) }

    /// Adds what was given with earlier logs of the same host, where nothing is now.
    mutating func add(_ earlier: GivenNames) {
        if others == Machine() { others = earlier.others }
        nodes.merge(earlier.nodes) { own, _ in own }
    }
}

extension GivenNames {
    func write(to writer: inout PartialWriter) {
        others.write(to: &writer)
        writer.list(nodes.sorted { $0.key.lexicographicallyPrecedes($1.key) }) { writer, entry in
            writer.text(entry.key)
            entry.value.write(to: &writer)
        }
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        others = try Machine(from: &reader)
        let entries = try reader.list { reader throws(PartialError.Kind) in
            (try reader.text(), try Machine(from: &reader))
        }
        nodes = Dictionary(entries) { first, _ in first }
        guard nodes.count == entries.count else { throw reader.invalid("a machine stands there twice") }
    }
}

extension GivenNames.Machine {
    fileprivate func write(to writer: inout PartialWriter) {
        writer.list(users.sorted { $0.key < $1.key }) { writer, user in
            writer.number(user.key)
            writer.text(user.value)
        }
        writer.optional(dockerGroup) { writer, group in
            writer.number(group.id)
            writer.list(group.members) { $0.text($1) }
        }
    }

    fileprivate init(from reader: inout PartialReader) throws(PartialError.Kind) {
        let named = try reader.list(limit: AccountNames.maximumEntries) { reader throws(PartialError.Kind) in
            (try reader.number(as: UInt32.self), try reader.text())
        }
        users = Dictionary(named) { first, _ in first }
        guard users.count == named.count else { throw reader.invalid("a user stands there twice") }
        dockerGroup = try reader.optional { reader throws(PartialError.Kind) in
            let id = try reader.number(as: UInt32.self)
            return KnownGroup(
                id: id,
                members: try reader.list(limit: AccountNames.maximumMembers) { reader throws(PartialError.Kind) in
                    try reader.text()
                }
            )
        }
    }
}
