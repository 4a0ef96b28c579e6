import Analysis
public import AuditEvents

/// How login users are named in a report: as the log names them, else as the given account files do, else by number.
public struct ReportNames: Sendable {
    private let names: AccountNames

    /// Names from account files that an option gave; never from the analysing machine unless it is the log's own.
    public init(_ names: AccountNames) {
        self.names = names
    }

    /// `alice`, `uid:1001`, `unset`, `(further users)`; empty where records have no login user.
    func login(_ login: Report.LoginName) -> [UInt8] {
        guard let id = login.id else { return login.name }  // a name alone stands for further users
        if id == 4_294_967_295 { return Array("unset".utf8) }
        if !login.name.isEmpty { return login.name }
        return Array((names.userName(id) ?? "uid:\(id)").utf8)
    }
}
