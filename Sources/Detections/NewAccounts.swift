import AuditRecords
import DockerActivity

/// Remembers accounts that were made, to see whether they are in the docker group at once.
struct NewAccounts: Sendable, Codable {
    /// Milliseconds after which an account is not new any more.
    static let age: Int64 = 10 * 60_000
    /// Accounts that are remembered; of more the oldest are forgotten.
    static let limit = 64

    private struct Account: Codable {
        var name: [UInt8]
        var making: Edit
    }

    private var accounts: [Account] = []

    /// Remembers an account.
    mutating func note(_ name: [UInt8], _ making: Edit) {
        if accounts.count >= Self.limit { accounts.removeFirst() }
        accounts.append(Account(name: name, making: making))
    }

    /// The making of the account that an edit puts into the group, if that is new.
    func account(joiningIn edit: Edit) -> Edit? {
        guard let member = edit.activity.group?.member, !member.isEmpty else { return nil }
        let name = edit.text[member.indices]
        return accounts.last { account in
            let age = edit.activity.stamp.milliseconds - account.making.activity.stamp.milliseconds
            // useradd(8) adds to the group before it sends the account's record.
            return account.name[...] == name && age <= Self.age && age > -60_000
        }?
        .making
    }
}
