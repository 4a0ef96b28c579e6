import AuditRecords

/// The processes of a host, as far as the records name them: whose child each is, and so whether it is the host's, the
/// engine's or a container's.
///
/// Parents that no record names are unknown, and nothing is guessed of their children. Process numbers are given anew; a
/// number that comes with another login, session or parent is another process.
struct ProcessTable: Sendable {
    /// Where a process belongs.
    enum Lineage: String, Sendable, CaseIterable, Codable {
        /// No record tells.
        case unknown
        /// The host.
        case host
        /// The host, as a daemon of the engine or what such a daemon starts of itself.
        case engine
        /// The name of an engine's daemon and nothing that speaks against it, but no known parent either.
        case claimedEngine
        /// The host, as a container's shim.
        case shim
        /// The host, as the program that makes a container; what it becomes is the container.
        case runc
        /// A container.
        case container
    }

    /// One process.
    struct Process: Equatable, Sendable, Codable {
        /// Its parent's number.
        var parent: UInt32
        /// Where it belongs.
        var lineage: Lineage
        /// The container that it belongs to or serves; nil where that is not known.
        var container: ContainerTable.Number?
        /// Its login user's id.
        var loginID: UInt32?
        /// Its login session.
        var session: UInt32?
        /// What its executable's name says.
        var program: Program
        /// Whether it is runc with an order for which no program of the container is its child: what it starts are hooks.
        var startsHooks = false
        /// The number of its view of the file tree, which it has from its parent as far as that is known.
        var view: FileViews.Number = 0
        /// What it is there for, where it is the host's.
        var role = ProcessRole.none
        /// Whether it is one of the processes that were asked for, or a descendant of one.
        var isInTree = false
    }

    /// Processes of each of two generations: the numbers that a host gives out before it begins anew are 4,194,304 at most
    /// (pid_max, proc(5)), most of which do nothing that a rule watches.
    static let limit = 1 << 15

    private var processes = Generations<UInt32, Process>(limit: Self.limit)
    /// Sessions in which an engine or a container runs: what has their number need not be a person's doing.
    private(set) var engineSessions: Set<UInt32> = []
    /// The number of the next view.
    private var nextView: FileViews.Number = 1
    /// Sessions of engines that are remembered.
    private static let engineSessionsLimit = 1024
    /// The numbers of processes that were asked for with their descendants.
    var roots: Set<UInt32> = []

    /// Whether a process is one of those that were asked for, or a descendant of one, as far as records say so.
    func isInTree(_ number: UInt32?) -> Bool {
        guard !roots.isEmpty, let number else { return false }
        return roots.contains(number) || processes.peek(number)?.isInTree == true
    }

    /// The process with a number, if it is known.
    mutating func process(_ number: UInt32?) -> Process? { number.flatMap { processes[$0] } }

    /// Takes what a record says of the process that acts, and gives what is known of it then.
    mutating func note(_ subject: SubjectFacts, in bytes: Span<UInt8>) -> Process? {
        guard let number = subject.process, let parent = subject.parentProcess else { return nil }
        let program = Program(executable: bytes.extracting(subject.executable.indices))
        var process: Process
        let known = processes[number]
        if let known, isSame(known, subject, parent: parent) {
            process = known
            if known.program != program { change(&process, to: program) }
        } else {
            process = newProcess(subject, parent: parent, program)
        }
        if process.lineage == .engine || process.lineage == .claimedEngine { taint(process.session) }
        if process.lineage == .host { process.role.note(subject, in: bytes) }
        if process != known { processes[number] = process }
        return process
    }

    /// Takes that a process has a login user and session from now on (LOGIN).
    mutating func noteLogin(_ subject: SubjectFacts) {
        guard let number = subject.process else { return }
        var process =
            processes[number]
            ?? Process(parent: 0, lineage: .host, loginID: nil, session: nil, program: .other)
        process.loginID = subject.loginID
        process.session = subject.session
        process.isInTree = isInTree(number)
        processes[number] = process
    }

    /// Takes that a process made another.
    mutating func noteFork(_ subject: SubjectFacts, child: UInt32, in bytes: Span<UInt8>) {
        guard let parent = note(subject, in: bytes) else { return }
        var process = parent
        process.parent = subject.process ?? 0
        process.isInTree = isInTree(subject.process) || roots.contains(child)
        processes[child] = process
    }

    /// Says which container a process belongs to or serves.
    mutating func setContainer(_ container: ContainerTable.Number, of number: UInt32) {
        guard var process = processes[number] else { return }
        process.container = container
        processes[number] = process
    }

    /// Says that a process runs in a container.
    mutating func contain(_ container: ContainerTable.Number, _ number: UInt32) {
        guard var process = processes[number] else { return }
        process.lineage = .container
        process.container = container
        processes[number] = process
    }

    /// The farthest ancestor of a process that is known and in the same case as it: a container's, or unknown.
    ///
    /// - Returns: its number, and that of its parent, which is a shim, or of which nothing is known.
    mutating func top(of number: UInt32, _ process: Process) -> (number: UInt32, parent: UInt32) {
        var top = (number: number, parent: process.parent)
        for _ in 0..<Self.depthLimit {
            guard let parent = processes[top.parent], parent.lineage == .container || parent.lineage == .unknown,
                parent.parent != 0
            else { break }
            top = (top.parent, parent.parent)
        }
        return top
    }

    /// Ancestors of a process that are followed.
    private static let depthLimit = 64

    /// Whether a process was started by nobody who logged in, as far as its login tells.
    func isWithoutLogin(_ subject: SubjectFacts) -> Bool { !isLogin(subject) }

    /// Says that what a process of the runtime starts are hooks, which are the host's.
    mutating func setStartsHooks(_ number: UInt32) {
        guard var process = processes[number], process.lineage == .runc else { return }
        process.startsHooks = true
        processes[number] = process
    }

    /// Forgets all processes: the machine started anew.
    mutating func restart() {
        processes = Generations(limit: Self.limit)
        engineSessions = []
    }

    /// Whether a record is about the process that the number is known for.
    private mutating func isSame(_ known: Process, _ subject: SubjectFacts, parent: UInt32) -> Bool {
        guard known.loginID == subject.loginID, known.session == subject.session else { return false }
        if known.parent == parent || known.parent == 0 || parent == 1 { return true }
        // An orphan in a container becomes the shim's child, or that of the container's first process.
        guard let adopter = processes[parent] else { return false }
        return known.lineage == .container && (adopter.lineage == .shim || adopter.lineage == .container)
            || known.lineage == .runc && adopter.lineage == .shim
    }

    /// A process runs another program.
    private func change(_ process: inout Process, to program: Program) {
        switch process.lineage {
        case .runc where program != .runc: process.lineage = .container
        case .host where program.isEngine: process.lineage = .engine
        case .host where program == .shim: process.lineage = .shim
        case .host where program == .runc: process.lineage = .runc
        case .unknown where program.isEngine: process.lineage = .claimedEngine
        default: break
        }
        process.program = program
    }

    private mutating func newProcess(_ subject: SubjectFacts, parent: UInt32, _ program: Program) -> Process {
        var process = Process(
            parent: parent,
            lineage: .unknown,
            loginID: subject.loginID,
            session: subject.session,
            program: program,
            view: nextView
        )
        nextView += 1
        process.isInTree = isInTree(parent) || subject.process.map(roots.contains) == true
        if parent == 1 || subject.process == 1 {
            process.lineage = Self.ofHost(program)
        } else if let elder = processes[parent] {
            process.container = elder.container
            if elder.lineage == .container || elder.lineage == .unknown { process.view = elder.view }
            process.role = elder.lineage == .host ? elder.role : elder.lineage == .engine ? .engineHelper : .none
            switch elder.lineage {
            case .host: process.lineage = Self.ofHost(program)
            case .engine, .claimedEngine: process.lineage = program == .other ? .host : Self.ofHost(program)
            case .runc where elder.startsHooks && program != .runc:
                process.lineage = .runc
                process.startsHooks = true
            case .shim, .runc: process.lineage = program == .runc ? .runc : program == .shim ? .shim : .container
            case .container: process.lineage = .container
            case .unknown: process.lineage = isLogin(subject) ? .host : .unknown
            }
        } else if isLogin(subject) {
            process.lineage = Self.ofHost(program)
        } else {
            process.lineage =
                switch program {
                case .dockerd, .containerd: .claimedEngine
                case .shim: .shim
                case .runc: .runc
                case .other: .unknown
                }
        }
        return process
    }

    private static func ofHost(_ program: Program) -> Lineage {
        switch program {
        case .dockerd, .containerd: .engine
        case .shim: .shim
        case .runc: .runc
        case .other: .host
        }
    }

    /// Whether a process belongs to a login that no engine was started from.
    private func isLogin(_ subject: SubjectFacts) -> Bool {
        guard let login = subject.loginID, login != SubjectFacts.unset, let session = subject.session else {
            return false
        }
        return !engineSessions.contains(session)
    }

    /// Whether a session's number need not mean the person who logged in.
    func isTainted(_ session: UInt32?) -> Bool { session.map(engineSessions.contains) ?? false }

    /// Takes that what has a session's number need not be the doing of the person who logged in.
    mutating func taint(_ session: UInt32?) {
        guard let session, session != SubjectFacts.unset, engineSessions.count < Self.engineSessionsLimit else {
            return
        }
        engineSessions.insert(session)
    }
}

extension ProcessTable: SavedState {
    /// Whether the limits are kept, and views can still be numbered.
    var isSound: Bool {
        processes.keeps(to: Self.limit) && engineSessions.count <= Self.engineSessionsLimit && nextView < 1 << 56
    }
}
