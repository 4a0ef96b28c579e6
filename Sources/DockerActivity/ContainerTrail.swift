import AuditRecords

/// Follows the engine, its runtime and its clients: which containers there are, whose processes run in them, and who had
/// them started.
struct ContainerTrail: Sendable {
    /// Milliseconds within which the marks of one start follow each other.
    static let startWindow: Int64 = 10_000
    /// Milliseconds after its own start within which the engine starts containers by itself, as their restart policy says.
    static let engineWindow: Int64 = 60_000

    var table = ContainerTable()
    var clients = ClientTable()
    var clock = NumberClock()
    /// What runs in containers and is not the program that they were started with, by its first process.
    var runs = Generations<UInt32, ContainerRun>(limit: ContainerTable.limit)
    /// Processes that were looked at in vain, and what was known then.
    var strangers = Generations<UInt32, UInt64>(limit: ContainerTable.limit)
    /// When the engine was seen to start.
    var engineStarted: Int64?

    /// Containers that the engine's files describe.
    init(knowing known: [KnownContainer] = []) { know(known) }

    /// Takes what the engine's files say of containers.
    mutating func know(_ known: [KnownContainer]) {
        for container in known.prefix(ContainerTable.limit) where Container.isID(container.id) {
            let number = table.number(of: container.id)
            table.change(number) { $0.describe(as: container) }
        }
    }

    /// Takes an activity whose file has been found: what clients ask for, and what the engine and its runtime do.
    mutating func note(
        _ activity: Activity,
        _ process: ProcessTable.Process?,
        _ processes: inout ProcessTable,
        in bytes: Span<UInt8>
    ) {
        let time = activity.stamp.milliseconds
        if let number = activity.subject.process { clock.note(number, at: time) }
        guard activity.outcome == .success, let process, let file = activity.file else { return }
        switch activity.action {
        case .connect:
            guard process.lineage != .engine, process.lineage != .claimedEngine, process.lineage != .shim else {
                return
            }
            let recorded = bytes.extracting(file.recorded.indices)
            guard file.place == .socket || recorded.hasSuffix("/docker.sock") else { return }
            var client = client(activity, process, processes, in: bytes)
            let words = bytes.extracting(activity.subject.command.indices).words
            // Without an execution's record the title still tells, cut short and without what parts the arguments.
            if let first = words.first, Self.isClient(first.span) {
                client.request = ClientRequest(arguments: words, isExact: false)
            }
            clients.connect(client)
        case .execute:
            switch process.program {
            case .shim, .runc: noteRuntime(activity, process, &processes, in: bytes)
            default: noteExecution(activity, process, processes, in: bytes)
            }
        case .mkdir, .create, .openWrite, .rename, .delete, .rmdir, .bind:
            guard process.lineage == .engine || process.lineage == .claimedEngine else { return }
            noteEngine(activity, file, in: bytes)
        default: return
        }
    }

    /// A process was named in a notice.
    mutating func note(_ notice: Notice) {
        if let number = notice.child ?? notice.subject.process { clock.note(number, at: notice.stamp.milliseconds) }
    }

    /// The machine started anew.
    mutating func restart(at time: Int64) {
        table.restart(at: time)
        clients.restart()
        clock = NumberClock()
        runs = Generations(limit: ContainerTable.limit)
        strangers = Generations(limit: ContainerTable.limit)
        engineStarted = nil
    }
}

// MARK: - Clients

extension ContainerTrail {
    /// The client that a process is, of whose request nothing is known.
    private func client(
        _ activity: Activity,
        _ process: ProcessTable.Process,
        _ processes: borrowing ProcessTable,
        in bytes: Span<UInt8>
    ) -> Client {
        Client(
            process: activity.subject.process ?? 0,
            person: Person(activity.subject, in: bytes),
            isTainted: processes.isWithoutLogin(activity.subject),
            container: process.container,
            touched: activity.stamp.milliseconds
        )
    }

    private mutating func noteExecution(
        _ activity: Activity,
        _ process: ProcessTable.Process,
        _ processes: borrowing ProcessTable,
        in bytes: Span<UInt8>
    ) {
        guard !activity.arguments.isEmpty, Self.isClient(bytes.extracting(activity.subject.executable.indices)) else {
            return
        }
        var client = client(activity, process, processes, in: bytes)
        let arguments = bytes.extracting(activity.arguments.indices).arguments
        client.request = ClientRequest(arguments: arguments, isExact: !activity.hasMissingArguments)
        clients.execute(client)
    }

    /// Whether a program is called as the engine's client is.
    static func isClient(_ path: Span<UInt8>) -> Bool { path.equals("docker") || path.hasSuffix("/docker") }
}

extension ContainerTrail: SavedState {
    /// Whether the limits are kept, and the time can be one.
    var isSound: Bool {
        runs.keeps(to: ContainerTable.limit) && strangers.keeps(to: ContainerTable.limit)
            && engineStarted.map(Stamp.isTime) ?? true
    }
}
