import AuditRecords

/// The command lines that a host's processes were started with, and those that sudo was asked to run, as far as they may
/// tell what was done to a group.
struct CommandMemory: Sendable {
    /// What one process was started with.
    struct Execution: Sendable {
        var source: CommandSource
        var loginID: UInt32?
        var session: UInt32?
        /// When, in milliseconds since 1970.
        var milliseconds: Int64
    }

    /// What sudo was asked to run.
    struct Request: Sendable {
        /// When, in milliseconds since 1970.
        var milliseconds: Int64
        /// sudo's process.
        var process: UInt32?
        var text: [UInt8]
    }

    /// Processes, and sessions, of each of two generations.
    static let limit = 1024
    /// Bytes of a command line that is remembered; a longer one is none that names a member or two.
    static let bytesLimit = 4096
    /// Requests of one session that are remembered.
    static let requestsLimit = 8
    /// How long after sudo was asked a process of the session may be the one, in milliseconds, where no parent tells.
    static let requestTime: Int64 = 10_000
    /// How far up a process's ancestors are asked.
    static let depthLimit = 6
    /// Bytes of a process title from which on it may be cut (the kernel's MAX_PROCTITLE_AUDIT_LEN is 128).
    static let titleLimit = 127

    private var executions = Generations<UInt32, Execution>(limit: Self.limit)
    private var titles = Generations<UInt32, Execution>(limit: Self.limit)
    private var requests = Generations<UInt32, [Request]>(limit: Self.limit)

    /// Takes an execution, and gives what it orders, if it is one of a tool.
    mutating func noteExecution(
        _ subject: SubjectFacts,
        at milliseconds: Int64,
        in bytes: Span<UInt8>
    ) -> AccountCommand? {
        guard let process = subject.process else { return nil }
        let arguments = bytes.extracting(subject.arguments.indices)
        guard arguments.count > 0, arguments.count <= Self.bytesLimit, Self.isOfInterest(arguments) else {
            if executions.peek(process) != nil { executions[process] = nil }
            return nil
        }
        var list: [[UInt8]] = [[]]
        for index in 0..<arguments.count {
            if arguments[index] == 0 { list.append([]) } else { list[list.count - 1].append(arguments[index]) }
        }
        list.removeLast()
        executions[process] = Execution(
            source: .arguments(list),
            loginID: subject.loginID,
            session: subject.session,
            milliseconds: milliseconds
        )
        return AccountCommand(list)
    }

    /// Takes the title of a process that touches the group file.
    mutating func noteTitle(_ subject: SubjectFacts, at milliseconds: Int64, in bytes: Span<UInt8>) {
        guard let process = subject.process, subject.arguments.isEmpty, subject.command.count < Self.titleLimit,
            !subject.command.isEmpty
        else { return }
        var text: [UInt8] = []
        text.append(copying: bytes.extracting(subject.command.indices))
        titles[process] = Execution(
            source: .text(text),
            loginID: subject.loginID,
            session: subject.session,
            milliseconds: milliseconds
        )
    }

    /// Takes what sudo was asked to run.
    mutating func noteRequest(_ notice: Notice, in bytes: Span<UInt8>) {
        guard let session = notice.subject.session, notice.outcome != .failure,
            notice.subject.command.count <= Self.bytesLimit
        else { return }
        var text: [UInt8] = []
        text.append(copying: bytes.extracting(notice.subject.command.indices))
        var list = (requests[session] ?? []).suffix(Self.requestsLimit - 1)
        list.append(
            Request(milliseconds: notice.stamp.milliseconds, process: notice.subject.process, text: text)
        )
        requests[session] = Array(list)
    }

    /// What may tell a process's command, the surest first; each as the commands of one source.
    mutating func sources(
        of subject: SubjectFacts,
        at milliseconds: Int64,
        _ processes: inout ProcessTable
    ) -> [[ShellText.Command]] {
        guard let number = subject.process else { return [] }
        var sources: [[ShellText.Command]] = []
        var ancestors: [UInt32] = []
        var current: UInt32? = number
        var isKnownToTop = false
        while let process = current, ancestors.count < Self.depthLimit {
            ancestors.append(process)
            current = processes.process(process)?.parent
            if current.map({ $0 <= 1 }) ?? false { (current, isKnownToTop) = (nil, true) }
        }
        for ancestor in ancestors {
            guard let execution = executions[ancestor], execution.isOf(subject, at: milliseconds) else { continue }
            sources.append(execution.source.commands)
        }
        sources += requested(by: subject, at: milliseconds, ancestors, isKnownToTop: isKnownToTop)
        if let title = titles[number], title.isOf(subject, at: milliseconds) { sources.append(title.source.commands) }
        return sources
    }

    /// What sudo was asked in the session: by the ancestor that sudo is, else shortly before.
    private mutating func requested(
        by subject: SubjectFacts,
        at milliseconds: Int64,
        _ ancestors: [UInt32],
        isKnownToTop: Bool
    ) -> [[ShellText.Command]] {
        guard let session = subject.session, let list = requests[session] else { return [] }
        if let request = list.last(where: { $0.process.map(ancestors.contains) ?? false }) {
            return [CommandSource.text(request.text).commands]
        }
        // Where all ancestors are known and none of them is sudo, it is none of sudo's doing.
        guard !isKnownToTop else { return [] }
        let recent = list.filter { (0...Self.requestTime).contains(milliseconds - $0.milliseconds) }
        return recent.isEmpty ? [] : [recent.flatMap { CommandSource.text($0.text).commands }]
    }

    /// Whether a program's arguments may tell what is done to a group.
    private static func isOfInterest(_ arguments: Span<UInt8>) -> Bool {
        let end = arguments.firstIndex(of: 0, from: 0, to: arguments.count)
        let program = arguments.extracting(PathText.lastPart(of: arguments.extracting(0..<end)))
        guard program.count <= 10 else { return false }
        var name: [UInt8] = []
        name.append(copying: program)
        if AccountTool(program: name) != nil || CommandSource.isShell(name) { return true }
        let text = String(decoding: name, as: UTF8.self)
        return ["sed", "tee", "busybox"].contains(text) || text.hasPrefix("perl") || text.hasPrefix("python")
    }
}

extension CommandMemory.Execution {
    /// Whether it is of the process that acts, and not of one that had its number before.
    ///
    /// Within seconds a number is not given anew, whatever session the records name.
    fileprivate func isOf(_ subject: SubjectFacts, at moment: Int64) -> Bool {
        guard loginID == subject.loginID else { return false }
        return session == subject.session || abs(moment - milliseconds) <= GroupTrail.changeTime
    }
}

extension CommandMemory.Execution: SavedState {
    /// Whether its time can be one.
    var isSound: Bool { Stamp.isTime(milliseconds) }
}

extension CommandMemory.Request: SavedState {
    /// Whether its time can be one.
    var isSound: Bool { Stamp.isTime(milliseconds) }
}

extension CommandMemory: SavedState {
    /// Whether the limits are kept.
    var isSound: Bool {
        executions.keeps(to: Self.limit) && titles.keeps(to: Self.limit) && requests.keeps(to: Self.limit)
    }
}
