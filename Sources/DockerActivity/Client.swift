import AuditRecords

/// A process that speaks to the engine: one that connected to its socket, or the engine's client being executed.
struct Client: Sendable {
    /// Its number.
    let process: UInt32
    /// Its login user; nil where nobody logged in.
    let person: Person?
    /// Whether its login user need not be who acts: an engine was started in the same session.
    var isTainted = false
    /// The container that it runs in; nil where it is the host's, as far as is known.
    let container: ContainerTable.Number?
    /// What it was asked to do.
    var request = ClientRequest()
    /// When it was last seen to execute the client, or to connect; in milliseconds since 1970.
    var touched: Int64
    /// Whether it was seen to connect.
    var hasConnected = false
    /// The container that it made, if it makes one only.
    var made: ContainerTable.Number?
    /// Whether it did what it was executed for.
    var isFulfilled = false
}

/// What the engine does with containers for its clients.
enum ContainerAct {
    /// A container is made.
    case create
    /// A container is started.
    case start
    /// A program is run in a container.
    case exec
}

extension Client {
    /// Whether what it was asked to do can make the engine do something; for a container that is named, if that can be told.
    func canCause(_ act: ContainerAct, _ container: Container?, _ number: ContainerTable.Number?) -> Bool {
        switch (request.kind, act) {
        case (.unknown, _), (.several, _): true
        case (.run, .create), (.create, .create): made == nil
        case (.run, .start): made != nil && made == number && !isFulfilled
        case (.start, .start), (.exec, .exec): names(container)
        default: false
        }
    }

    /// Whether its arguments name a container, as far as that can be told.
    private func names(_ container: Container?) -> Bool {
        guard let container, !request.targets.isEmpty else { return true }
        return request.targets.contains { target in
            if target == container.name { return true }
            if container.id.starts(with: target) { return true }
            return container.name.isEmpty && !Self.isID(target)
        }
    }

    /// Whether a word is a whole id, or as much of one as the client prints: 12 digits.
    private static func isID(_ word: [UInt8]) -> Bool {
        word.count >= 12 && word.allSatisfy { HexDigit.value(of: $0) != nil }
    }
}

extension Client: SavedState {
    /// Whether its time can be one.
    var isSound: Bool { Stamp.isTime(touched) }
}
