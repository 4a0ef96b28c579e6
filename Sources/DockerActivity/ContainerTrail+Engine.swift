import AuditRecords

extension ContainerTrail {
    /// Takes what an engine did to a file: `ROOT/containers/ID` is made with a container, its `hostname` written with each start, and
    /// containerd's directory of the task is there as long as the container runs.
    mutating func noteEngine(_ activity: Activity, _ file: FileFacts, in bytes: Span<UInt8>) {
        let path = bytes.extracting(file.path.indices)
        let time = activity.stamp.milliseconds
        switch activity.action {
        case .bind:
            // dockerd binds its socket when it starts, unless systemd hands it over.
            if file.place == .socket, !path.hasSuffix("/containerd.sock") { engineStarted = time }
        case .mkdir:
            if let id = Self.id(in: path, behind: "/containers/", at: path.count) {
                create(id, root: path.extracting(0..<path.count - Container.idLength - 12), at: time)
            } else if let id = Self.id(in: path, behind: Self.tasks, at: path.count) {
                start(table.number(of: id), at: time)
            }
        case .create, .openWrite:
            guard path.hasSuffix("/hostname"),
                let id = Self.id(in: path, behind: "/containers/", at: path.count - 9)
            else { return }
            start(table.number(of: id), at: time)
        case .rename:
            // containerd takes the directory aside before it removes it: ID becomes .ID.
            guard let id = Self.id(in: path, behind: Self.endedTasks, at: path.count) else { return }
            table.close(table.number(of: id), at: time)
        case .delete, .rmdir:
            guard let id = Self.id(in: path, behind: "/containers/", at: path.count) else { return }
            table.close(table.number(of: id), at: time)
        default: return
        }
    }

    /// Where containerd keeps its tasks of the engine's (containerd, runtime/v2; the namespace is moby's).
    static let tasks: StaticString = "/io.containerd.runtime.v2.task/moby/"
    private static let endedTasks: StaticString = "/io.containerd.runtime.v2.task/moby/."

    /// The id that ends at an offset and has a text before it; nil if there is none.
    private static func id(in path: Span<UInt8>, behind text: StaticString, at end: Int) -> [UInt8]? {
        let start = end - Container.idLength
        guard start > 0, path.holds(text, at: start - text.utf8CodeUnitCount, end: start) else { return nil }
        var id: [UInt8] = []
        id.append(copying: path.extracting(start..<end))
        return Container.isID(id) ? id : nil
    }

    /// Takes the execution of a shim or of runc, whose arguments name the container.
    mutating func noteRuntime(
        _ activity: Activity,
        _ process: ProcessTable.Process,
        _ processes: inout ProcessTable,
        in bytes: Span<UInt8>
    ) {
        guard let process = activity.subject.process,
            [.shim, .runc].contains(processes.process(process)?.lineage)
        else { return }
        let arguments = bytes.extracting(activity.arguments.indices).arguments
        guard let id = arguments.last(where: { Container.isID($0) }) else { return }
        let time = activity.stamp.milliseconds
        let number = table.number(of: id)
        processes.setContainer(number, of: process)
        let word = arguments.dropFirst().last { !Container.isID($0) && $0.first != UInt8(ascii: "-") }
        if processes.process(process)?.lineage == .shim {
            // `start` and `delete` are short-lived helpers; the one without an order stays.
            if word?.span.equals("delete") == true { return }
            start(number, at: time)
            if word?.span.equals("start") != true {
                table.setShim(process, of: number, .certain, commandWasSeen: false)
            }
            return
        }
        func has(_ order: StaticString) -> Bool { arguments.contains { $0.span.equals(order) } }
        if has("create") || has("run") { start(number, at: time) }
        if !has("run"), !has("exec"), !has("restore") { processes.setStartsHooks(process) }
    }

    /// A container is made.
    private mutating func create(_ id: [UInt8], root: Span<UInt8>, at time: Int64) {
        let number = table.number(of: id)
        guard let container = table[number] else { return }
        let candidates = clients.candidates(for: .create, container, number, at: time)
        let creator = starter(among: candidates, at: time)
        if candidates.count == 1 { clients.note(candidates[0].process, made: number) }
        table.change(number) { container in
            container.created = time
            container.creator = creator
            container.isStartedByCreator = candidates.allSatisfy { $0.request.kind != .create }
        }
        guard candidates.count == 1, let creator, creator.confidence != .possible else { return }
        var dataRoot: [UInt8] = []
        dataRoot.append(copying: root)
        describe(number, by: candidates[0].request, creator.confidence, root: dataRoot)
    }

    /// Takes from a client's arguments what its container is called and made of.
    private mutating func describe(
        _ number: ContainerTable.Number,
        by request: ClientRequest,
        _ confidence: Confidence,
        root: [UInt8]
    ) {
        guard request.isExact, request.kind == .run || request.kind == .create else { return }
        table.change(number) { container in
            guard !container.isFromEngine else { return }
            container.name = request.name
            container.image = request.image
            container.command = request.command
            if confidence == .certain, !request.hasFurtherMounts {
                container.mounts = ContainerMounts(request.mounts, dataRoot: root)
            }
        }
    }

    /// A container is started, or one of several marks of it is met.
    private mutating func start(_ number: ContainerTable.Number, at time: Int64) {
        guard let container = table[number] else { return }
        if let started = container.started, container.ended == nil, time - started < Self.startWindow { return }
        let isFirst = container.started == nil
        let isNew = container.created.map { time - $0 < ClientTable.pendingWindow } ?? false
        let starter: Starter?
        if isFirst, isNew, container.creator != nil, container.isStartedByCreator {
            starter = container.creator
        } else {
            let candidates = clients.candidates(for: .start, container, number, at: time)
            let isNamed = candidates.contains { $0.request.kind == .start && $0.request.targets.count == 1 }
            starter = isOfEngine(at: time) && !isNamed ? nil : self.starter(among: candidates, at: time)
        }
        let floor = clock.highest(at: time)
        table.open(number, at: time, floor)
        table.change(number) { container in
            container.started = time
            container.ended = nil
            container.starter = starter
            container.floor = floor
            container.ceiling = nil
        }
    }

    /// Whether the engine may do what it does since it was started itself.
    private func isOfEngine(at time: Int64) -> Bool {
        engineStarted.map { time - $0 < Self.engineWindow } ?? false
    }

    /// Who stands behind what the engine did, of those who may.
    mutating func starter(among candidates: [Client], at time: Int64) -> Starter? {
        guard let last = candidates.last else { return nil }
        let persons = candidates.map { client in
            client.container == nil ? client.person : table[client.container]?.starter?.person
        }
        if Set(persons.map { $0?.id }).count == 1 {
            var confidence = Confidence.likely
            if candidates.count == 1, last.isCertain(at: time), !clients.hasOthers(than: last, at: time) {
                confidence = .certain
            }
            guard let container = last.container else {
                return persons[0].map { Starter(person: $0, confidence: confidence, through: nil) }
            }
            let chain = table[container]?.starter?.confidence ?? .possible
            return Starter(person: persons[0], confidence: .lower(confidence, chain).lowered, through: container)
        }
        let specific = candidates.indices.filter { candidates[$0].isSpecific }
        // A service that asks the engine something every few seconds is no other reading of what somebody ordered.
        if specific.count == 1, let person = persons[specific[0]],
            candidates.indices.allSatisfy({ $0 == specific[0] || persons[$0] == nil && candidates[$0].container == nil }
            )
        {
            return Starter(person: person, confidence: .likely, through: candidates[specific[0]].container)
        }
        let choice = specific.last ?? persons.lastIndex { $0 != nil } ?? candidates.count - 1
        return Starter(
            person: persons[choice],
            confidence: .possible,
            through: candidates[choice].container,
            candidates: candidates.indices.suffix(Starter.candidatesLimit)
                .map { Starter.Candidate(person: persons[$0], command: candidates[$0].request.command) }
        )
    }
}

extension Client {
    /// Whether it was asked for just one thing, and that is known.
    fileprivate var isSpecific: Bool {
        switch request.kind {
        case .run, .create, .start, .exec: true
        case .several, .none, .unknown: false
        }
    }

    /// Whether the records leave no other reading than that it was this client, if there is no other client.
    fileprivate func isCertain(at time: Int64) -> Bool {
        isSpecific && request.isExact && hasConnected && container == nil && !isTainted
            && time - touched <= ClientTable.connectWindow
    }
}
