import AuditRecords

/// The processes that spoke to the engine lately, and which of them may be behind what it does.
struct ClientTable: Sendable {
    /// Clients that are remembered; the one that was quiet for longest goes first.
    static let limit = 256
    /// Milliseconds within which the engine does what a client connected for.
    static let connectWindow: Int64 = 3000
    /// Milliseconds within which it does what takes longer: an image has to be fetched or built first.
    static let pendingWindow: Int64 = 600_000

    /// The clients, in the order in which they were last seen.
    private var clients: [Client] = []

    /// A process executed the engine's client.
    mutating func execute(_ client: Client) {
        clients.removeAll { $0.process == client.process }
        append(client)
    }

    /// A process connected to the engine's socket.
    mutating func connect(_ client: Client) {
        var client = client
        client.hasConnected = true
        if let index = clients.firstIndex(where: { $0.process == client.process && $0.person == client.person }) {
            let known = clients.remove(at: index)
            client.made = known.made
            client.isFulfilled = known.isFulfilled
            if known.request.kind != .unknown { client.request = known.request }
        }
        append(client)
    }

    private mutating func append(_ client: Client) {
        if clients.count >= Self.limit { clients.removeFirst() }
        clients.append(client)
    }

    /// Those who may have had the engine do something at a time.
    func candidates(
        for act: ContainerAct,
        _ container: Container?,
        _ number: ContainerTable.Number?,
        at time: Int64
    ) -> [Client] {
        var candidates: [Client] = []
        var others: [Client] = []
        // By index: most are too old, and a copy of each would cost more than all else.
        for index in clients.indices {
            let age = time - clients[index].touched
            guard age >= 0, age <= Self.pendingWindow, clients[index].canCause(act, container, number) else { continue }
            switch clients[index].request.kind {
            case .run, .create: candidates.append(clients[index])
            case _ where age <= Self.connectWindow: candidates.append(clients[index])
            case .several: others.append(clients[index])
            default: continue
            }
        }
        return candidates.isEmpty ? others : candidates
    }

    /// Those who may have run a program in a container: a process with a number, first seen at a time.
    ///
    /// A program that is run in a container has a higher number than the client that asked for it, unless numbers began
    /// anew in between, and may be quiet for long.
    func candidates(toRun process: UInt32, in container: Container, since start: Int64, at time: Int64) -> [Client] {
        clients.filter { client in
            guard client.process < process, client.touched >= start, client.touched <= time else { return false }
            if client.request.kind == .exec { return client.canCause(.exec, container, nil) }
            return client.canCause(.exec, container, nil) && time - client.touched <= Self.connectWindow
        }
    }

    /// Whether somebody else may hold an open connection, of whom it is not known what for.
    func hasOthers(than client: Client, at time: Int64) -> Bool {
        clients.contains { other in
            other.process != client.process && other.request.kind == .unknown
                && (other.person != client.person || other.container != client.container)
                && other.touched <= time && time - other.touched <= Self.pendingWindow
        }
    }

    /// A client made the container that it was executed for.
    mutating func note(_ process: UInt32, made container: ContainerTable.Number) {
        guard let index = clients.firstIndex(where: { $0.process == process }) else { return }
        clients[index].made = container
    }

    /// A client did what it was executed for.
    mutating func fulfil(_ process: UInt32) {
        guard let index = clients.firstIndex(where: { $0.process == process }) else { return }
        clients[index].isFulfilled = true
    }

    /// Forgets all: the machine started anew.
    mutating func restart() { clients = [] }
}

extension ClientTable: SavedState {
    /// Whether the limit is kept.
    var isSound: Bool { clients.count <= Self.limit }
}
