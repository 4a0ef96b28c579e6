import AuditRecords

extension ContainerTrail {
    /// Says which container a process belongs to, where its parents do not tell or do not tell which.
    ///
    /// `isForeign` says that the process is surely in some container.
    ///
    /// Without the execution of a shim in the log, a shim's number is in no record but as the parent of what runs in its
    /// container. It is taken for a container's shim if it is higher than all that were given out before the container was
    /// started, no other container can have it, and the process showed up soon, or runs what the container was to run.
    mutating func place(
        _ activity: Activity,
        _ process: ProcessTable.Process?,
        _ processes: inout ProcessTable,
        isForeign: Bool = false,
        in bytes: Span<UInt8>
    ) -> ProcessTable.Process? {
        guard let process, let number = activity.subject.process else { return process }
        switch process.lineage {
        case .container where process.container != nil:
            classify(number, process, &processes, activity, in: bytes)
            return process
        case .container: break
        case .unknown: guard processes.isWithoutLogin(activity.subject) else { return process }
        default: return process
        }
        let top = processes.top(of: number, process)
        let found =
            table.container(ofShim: top.parent)
            ?? shimOwner(top.parent, of: top.number, activity, isForeign: isForeign, in: bytes)
        guard let found else { return process }
        processes.contain(found, top.number)
        if top.number != number { processes.contain(found, number) }
        let placed = processes.process(number)
        if let placed { classify(number, placed, &processes, activity, in: bytes) }
        return placed
    }

    /// Says which container a process belongs to that showed itself to be in one: it called a file of the host by the host's
    /// own path below another directory, `/host/etc/docker/daemon.json`.
    mutating func placeForeign(
        _ activity: Activity,
        _ process: ProcessTable.Process?,
        _ processes: inout ProcessTable,
        in bytes: Span<UInt8>
    ) -> ProcessTable.Process? {
        guard process?.lineage == .unknown, !table.open.isEmpty, let file = activity.file,
            file.resolvedBy == .identity, file.path.count > 1, file.recorded.count > file.path.count
        else { return process }
        let path = bytes.extracting(file.path.indices)
        let recorded = bytes.extracting(file.recorded.indices)
        let start = recorded.count - path.count
        for index in 0..<path.count where recorded[start + index] != path[index] { return process }
        return place(activity, process, &processes, isForeign: true, in: bytes)
    }

    /// The container that an unknown process must be the shim of, which it is from then on.
    private mutating func shimOwner(
        _ shim: UInt32,
        of process: UInt32,
        _ activity: Activity,
        isForeign: Bool,
        in bytes: Span<UInt8>
    ) -> ContainerTable.Number? {
        if !isForeign {
            guard strangers[process] != table.revision else { return nil }
            strangers[process] = table.revision
        }
        guard !table.open.isEmpty, shim < process else { return nil }
        let time = activity.stamp.milliseconds
        let title = ProcessTitle(activity.subject, in: bytes)
        var possible: [(number: ContainerTable.Number, container: Container)] = []
        for number in table.open {
            guard let container = table[number], let floor = container.floor, shim > floor,
                shim <= container.ceiling ?? .max
            else { continue }
            possible.append((number, container))
        }
        let fitting = possible.filter { title.matches($0.container.command) }
        if fitting.count == 1 {
            table.setShim(shim, of: fitting[0].number, .likely, commandWasSeen: true)
            return fitting[0].number
        }
        guard possible.count == 1, let only = possible.first, let started = only.container.started else { return nil }
        let isPrompt = time - started <= Self.startWindow
        guard isPrompt || isForeign else { return nil }
        table.setShim(shim, of: only.number, isPrompt ? .likely : .possible, commandWasSeen: false)
        return only.number
    }

    /// Finds out whether a process was run in its container later than the program that the container was started with.
    private mutating func classify(
        _ number: UInt32,
        _ process: ProcessTable.Process,
        _ processes: inout ProcessTable,
        _ activity: Activity,
        in bytes: Span<UInt8>
    ) {
        guard let index = process.container, let container = table[index] else { return }
        let top = processes.top(of: number, process).number
        if container.firstProcess == top || runs[top] != nil { return }
        let time = activity.stamp.milliseconds
        let isEarly = container.started.map { time - $0 <= Self.startWindow } ?? false
        let candidates = clients.candidates(
            toRun: top,
            in: container,
            since: container.started ?? .min,
            at: time
        )
        if container.firstProcess == nil, isEarly || candidates.isEmpty {
            let title = ProcessTitle(activity.subject, in: bytes)
            table.change(index) { container in
                container.firstProcess = top
                container.starter = container.starter?.refined(by: title)
            }
            return
        }
        let isExecuted = container.placement == .certain || candidates.contains { $0.request.kind == .exec }
        var starter = isExecuted ? starter(among: candidates, at: time) : container.starter
        if !isExecuted { starter?.confidence = .possible }
        runs[top] = ContainerRun(starter: starter, isExecuted: isExecuted)
        if candidates.count == 1, isExecuted { clients.fulfil(candidates[0].process) }
    }

    /// What is known of the container that a process belongs to, its text stored in a batch; nil where it is in none.
    mutating func facts(
        of process: ProcessTable.Process?,
        _ number: UInt32?,
        _ processes: inout ProcessTable,
        into batch: inout ActivityBatch
    ) -> ContainerFacts? {
        guard let process, process.lineage == .container else { return nil }
        var facts = ContainerFacts()
        guard let container = table[process.container] else { return facts }
        facts.id = batch.store(container.id.span)
        facts.name = batch.store(container.name.span)
        facts.image = batch.store(container.image.span)
        var starter = container.starter
        if let number, let run = runs[processes.top(of: number, process).number] {
            facts.isExecuted = run.isExecuted
            starter = run.starter
        }
        guard let starter else { return facts }
        if let through = table[starter.through] { facts.startedFrom = batch.store(through.id.span) }
        guard let person = starter.person else { return facts }
        facts.startedBy = batch.store(person.name.span)
        facts.startedByID = person.id
        facts.confidence = .lower(starter.confidence, container.placement)
        facts.candidates = batch.storing { starter.appendCandidates(to: &$0) }
        return facts
    }

    /// What is mounted where a process runs; nil where that is not sure.
    mutating func mounts(of process: ProcessTable.Process?) -> ContainerMounts? {
        guard let process, process.lineage == .container, let container = table[process.container] else { return nil }
        return container.placement == .certain || container.commandWasSeen ? container.mounts : nil
    }
}

extension Starter {
    /// Appends the names of all who may have been it, where there are several, with the byte 0x01 between them.
    fileprivate func appendCandidates(to output: inout [UInt8]) {
        var told: [UInt32?] = []
        for candidate in candidates where !told.contains(candidate.person?.id) {
            if !told.isEmpty { output.append(0x01) }
            told.append(candidate.person?.id)
            guard let person = candidate.person else {
                output += "unset".utf8
                continue
            }
            output += person.name.isEmpty ? Array("uid:\(person.id)".utf8) : person.name
        }
    }
}
