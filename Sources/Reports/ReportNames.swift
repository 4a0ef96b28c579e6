import Analysis
public import AuditEvents
internal import Detections
internal import DockerActivity

/// How login users are named in a report: as the log names them, else as the given account files do, else by number.
public struct ReportNames: Sendable {
    private let names: AccountNames

    /// Names from account files that an option gave; never from the analysing machine unless it is the log's own.
    public init(_ names: AccountNames) {
        self.names = names
    }

    /// A user's name by number, as account files give it.
    func name(ofUser id: UInt32) -> String? { names.userName(id) }

    /// `alice`, `uid:1001`, `unset`, `(further users)`; empty where records have no login user.
    func login(_ login: Report.LoginName) -> [UInt8] { name(ofLogin: login.id, login.name) }

    /// The same with the machine's name before it, where records have one.
    func login(_ login: Report.LoginName, on node: [UInt8]) -> [UInt8] {
        node.isEmpty ? self.login(login) : node + Array(":".utf8) + self.login(login)
    }

    /// The login user of somebody who did something.
    func login(_ actor: Finding.Actor) -> [UInt8] {
        name(ofLogin: actor.loginID, Self.known(actor.login))
    }

    /// The user whose rights were used; empty where no record has one.
    func user(_ actor: Finding.Actor) -> [UInt8] { user(actor.userID, Self.known(actor.user)) }

    /// The login user who had a container started; empty where nobody is known.
    func starter(_ container: Finding.Container) -> [UInt8] {
        name(ofLogin: container.startedByID, Self.known(container.startedBy))
    }

    private func name(ofLogin id: UInt32?, _ name: [UInt8]) -> [UInt8] {
        guard let id else { return name }  // a name alone stands for further users
        return id == SubjectFacts.unset ? Array("unset".utf8) : user(id, name)
    }

    private func user(_ id: UInt32?, _ name: [UInt8]) -> [UInt8] {
        if !name.isEmpty { return name }
        return id.map { Array((names.userName($0) ?? "uid:\($0)").utf8) } ?? []
    }

    /// The name, unless auditd did not know it and wrote `unknown(1001)`.
    private static func known(_ name: [UInt8]) -> [UInt8] { name.starts(with: "unknown(".utf8) ? [] : name }
}
