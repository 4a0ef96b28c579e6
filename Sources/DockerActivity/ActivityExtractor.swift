public import AuditEvents
public import AuditRecords

/// Turns an event into activities: what was done, by whom, to which file, group or audit setting.
///
/// Nothing that it says depends on events before, so that any segment of a log can be read on its own. What takes more
/// than one event to know (an inode's other names, sessions, containers) is left to the trail.
public struct ActivityExtractor: Sendable {
    /// What becomes of the engine's own upkeep, which is most of many a log.
    public enum Upkeep: Sendable {
        /// It is kept apart from the activities, with no more than counting takes.
        case apart
        /// It is among the activities.
        case listed
    }

    private let upkeep: Upkeep
    private var engine = EngineProcesses()
    var callReader = SystemCallReader()
    private var pathReader = PathReader()
    private var calls = FileCallTable()
    private var forks = ForkCalls()
    /// The event's path items, reused from event to event.
    private var items: [PathRecord] = []
    private var locator = PathLocator()
    /// The arguments of the event's EXECVE records; nil where it has none.
    private(set) var execution: Execution?

    /// An extractor that has seen nothing yet.
    public init(upkeep: Upkeep) {
        self.upkeep = upkeep
    }

    /// What counting wants to know of an event besides its activities.
    public struct EventFacts: Sendable {
        /// The keys of its system call's record, as recorded, in the event's bytes.
        public var keys = FieldValue()
        /// Whether auditd added names; nil where no record tells.
        public var isEnriched: Bool?
        /// What of it the log does not hold.
        public var lack: EventLack = []
        /// Whether it is a system call's, and whether that named files.
        public var isCall = false
        /// As `isCall`.
        public var hasItems = false
        /// Whether a sender put a tail separator into his text, which deceives tools that cut at the first one.
        public var hasForgedSeparator = false
    }

    /// Appends the event's activities to a batch: none for most kinds of event, several where several records each tell one.
    ///
    /// An event that announces more than it holds, and `mayGrow`, is left alone: the answer is nil.
    public mutating func extract(
        _ event: borrowing Event,
        mayGrow: Bool = false,
        into batch: inout ActivityBatch
    ) -> EventFacts? {
        var facts = EventFacts()
        var parts = EventParts()
        var hasExecution = false
        if execution != nil { execution = nil }
        items.removeAll(keepingCapacity: true)
        let bytes = event.bytes.span
        let records = event.records.span
        for index in records.indices {
            let type = records[index].type
            switch type {
            case .syscall, .uringop: if parts.call == nil { parts.call = index }
            case .path: items.append(pathReader.read(bytes, body: records[index].body))
            case .cwd: parts.cwd = parts.cwd ?? index
            case .proctitle: parts.title = parts.title ?? index
            case .execve: hasExecution = true
            case .openat2: parts.openHow = index
            case .configChange:
                parts.hasAccountOrAudit = true
                parts.hasRuleChange = true
            default:
                if records[index].isAboutAccountsOrAudit { parts.hasAccountOrAudit = true }
                if type.isFromUserSpace { facts.note(SenderSeparators(bytes, body: records[index].body)) }
                if Notice.Kind(type) != nil { parts.notice = parts.notice ?? index }
                if HostFact(type) != nil { parts.fact = parts.fact ?? index }
            }
        }
        if hasExecution { execution = event.execution }
        guard let index = parts.call else {
            if let notice = parts.notice { extractNotice(event, records[notice], into: &batch) }
            if let fact = parts.fact { extractFact(event, records[fact], nil, parts, into: &batch) }
            if !items.isEmpty || parts.title != nil || parts.cwd != nil, EventLack.lacksCall(event) {
                facts.lack.insert(.call)
            }
            return finish(&facts, event, parts, mayGrow: mayGrow, into: &batch) ? facts : nil
        }
        let call = callReader.read(bytes, body: records[index].body)
        facts.keys = call.key
        facts.isEnriched = !call.tail.isEmpty
        facts.note(call, records[index].type, items.count, parts)
        guard finish(&facts, event, parts, mayGrow: mayGrow, into: &batch) else { return nil }
        extractCall(event, call, isRing: records[index].type == .uringop, parts, into: &batch)
        if let fact = parts.fact { extractFact(event, records[fact], call, parts, into: &batch) }
        return facts
    }

    /// Sees whether the event is whole, and appends what it tells of accounts and of the audit system; false if it is not
    /// and `mayGrow`.
    @inline(__always)
    private mutating func finish(
        _ facts: inout EventFacts,
        _ event: borrowing Event,
        _ parts: EventParts,
        mayGrow: Bool,
        into batch: inout ActivityBatch
    ) -> Bool {
        if let execution, !execution.isComplete { facts.lack.insert(.parts) }
        if mayGrow, facts.lack.contains(.parts) { return false }
        if parts.hasAccountOrAudit { extractAccountAndAudit(event, parts, into: &batch) }
        return true
    }

    private mutating func extractCall(
        _ event: borrowing Event,
        _ call: SystemCallRecord,
        isRing: Bool,
        _ parts: EventParts,
        into batch: inout ActivityBatch
    ) {
        guard let number = call.number, let fileCall = fileCall(number, of: call, isRing: isRing) else {
            extractNotice(event, call, parts, into: &batch)
            return
        }
        if items.isEmpty && (call.items ?? 0) == 0 { return }  // a socket without a path, a name that could not be read
        sortItems()
        let flags = openFlags(of: call, fileCall, event, parts)
        let target = FileTarget(
            items: items.span,
            in: event.bytes.span,
            effect: fileCall.effect,
            isCreation: flags.map { $0 & OpenFlags.create != 0 }
        )
        let action = Action(fileCall, target: target, flags: flags)
        let circumstances = PathLocator.Circumstances(call: fileCall, arguments: call.arguments, cwd: parts.cwd)

        let process = engine.note(call, in: event.bytes.span)
        // What the engine does is upkeep nearly always, so its text is stored with that at once.
        let mayBeApart = process == .known && upkeep == .apart
        if mayBeApart { batch.exchangeTexts() }
        let start = batch.bytes.count
        var node = batch.store(event.bytes.span.extracting(event.node.indices))
        let located = locator.path(of: target, items, event, circumstances, into: &batch)
        var file = locator.facts(of: target, located, items, into: &batch)
        file.from = locator.from(target, items, link: file.path, event, circumstances, into: &batch)
        let looksLikeUpkeep = process != .other && EngineUpkeep.isLikely(file, action, in: batch.bytes.span)
        if mayBeApart {
            if looksLikeUpkeep {
                let login = EnrichedNames.login(in: event.bytes.span, tail: call.tail)
                let act = UpkeepAct(
                    stamp: event.stamp,
                    action: action,
                    outcome: Outcome(call.success),
                    path: file.path,
                    from: file.from,
                    place: file.place,
                    loginID: call.loginID,
                    login: batch.store(event.bytes.span.extracting(login.indices)),
                    session: call.session,
                    node: node
                )
                batch.exchangeTexts()
                batch.append(act)
                return
            }
            batch.exchangeTexts()
            let distance = batch.moveUpkeepText(from: start)
            node = node.moved(by: distance)
            file.mapText { $0 = $0.moved(by: distance) }
        }

        var activity = Activity(stamp: event.stamp, action: action, evidence: Activity.Evidence(event.records[0]))
        activity.node = node
        if !isRing, let architecture = call.architecture {
            activity.systemCall = Activity.SystemCall(number: number, architecture: architecture)
        }
        activity.outcome = Outcome(call.success)
        if call.success == false, let exit = call.exit, exit < 0, exit > -4096 { activity.errorNumber = Int32(-exit) }
        activity.looksLikeUpkeep = looksLikeUpkeep
        if looksLikeUpkeep { activity.disposition = .routine }
        activity.keys = batch.storeText(call.key, of: event)
        activity.subject = subject(of: call, event, parts, into: &batch)
        if activity.looksLikeUpkeep { activity.subject.kind = .runtime }
        if fileCall.effect == .execute { addArguments(to: &activity, event, into: &batch) }
        locator.addTexts(to: &file, of: target, items, event, into: &batch)
        file.newMode = newMode(of: call, fileCall, action, event, parts)
        (file.newOwnerID, file.newGroupID) = newOwner(of: call, fileCall, event)
        activity.file = file
        activity.items = locator.addItems(
            target,
            items,
            file,
            onlyTarget: activity.looksLikeUpkeep,
            event,
            circumstances,
            into: &batch
        )
        batch.append(activity)
    }

    /// Appends what a call tells that does nothing to a file: which files it named, which process it made.
    private mutating func extractNotice(
        _ event: borrowing Event,
        _ call: SystemCallRecord,
        _ parts: EventParts,
        into batch: inout ActivityBatch
    ) {
        let isFork = call.architecture.map { forks.holds(call.number, architecture: $0) } ?? false
        guard isFork || !items.isEmpty else { return }
        var notice = Notice(
            isFork ? .fork : .sighting,
            stamp: event.stamp,
            evidence: Activity.Evidence(event.records[0])
        )
        notice.node = batch.store(event.bytes.span.extracting(event.node.indices))
        notice.subject = subject(of: call, event, parts, into: &batch)
        notice.outcome = Outcome(call.success)
        notice.keys = batch.storeText(call.key, of: event)
        notice.loadsRule = parts.hasRuleChange && call.success == true
        if isFork, let exit = call.exit, exit > 0 { notice.child = UInt32(exactly: exit) }
        sortItems()
        let circumstances = PathLocator.Circumstances(
            call: FileCall(effect: .open),
            arguments: call.arguments,
            cwd: parts.cwd
        )
        notice.items = locator.addItems(FileTarget(), items, nil, event, circumstances, into: &batch)
        batch.append(notice)
    }

    private mutating func fileCall(_ number: UInt32, of call: SystemCallRecord, isRing: Bool) -> FileCall? {
        if isRing { return FileCall.ofRingOperation(number) }
        guard let architecture = call.architecture else { return nil }
        return calls.call(number, architecture: architecture)
    }

    /// By the kernel's slot; records can stand in any order.
    private mutating func sortItems() {
        guard items.count > 1 else { return }
        for index in 1..<items.count where (items[index].item ?? .max) < (items[index - 1].item ?? .max) {
            items.sort { ($0.item ?? .max) < ($1.item ?? .max) }
            return
        }
    }

    private func openFlags(
        of call: SystemCallRecord,
        _ fileCall: FileCall,
        _ event: borrowing Event,
        _ parts: EventParts
    ) -> UInt64? {
        guard fileCall.effect == .open || fileCall.effect == .unlink else { return nil }
        switch fileCall.flags {
        case let index?: return call.argument(index, in: event.bytes.span)
        case nil:
            guard let openHow = parts.openHow else { return nil }
            return OpenHowRecord(event.bytes.span, body: event.records[openHow].body).flags
        }
    }
}

extension ActivityExtractor.EventFacts {
    /// Takes what a call's record says should be there; operations of io_uring have no PROCTITLE.
    @inline(__always)
    fileprivate mutating func note(_ call: SystemCallRecord, _ type: RecordType, _ items: Int, _ parts: EventParts) {
        isCall = type == .syscall
        hasItems = items > 0
        if let expected = call.items, items < Int(expected) { lack.insert(.parts) }
        if isCall, parts.title == nil { lack.insert(.title) }
        if hasItems, parts.cwd == nil { lack.insert(.directory) }
    }

    fileprivate mutating func note(_ separators: SenderSeparators) {
        if separators.isForged { hasForgedSeparator = true }
        if isEnriched == nil { isEnriched = separators.hasTail }
    }
}

/// Which of an event's records matter, by index.
struct EventParts {
    var call: Int?
    var cwd: Int?
    var title: Int?
    var openHow: Int?
    var notice: Int?
    var fact: Int?
    var hasRuleChange = false
    var hasAccountOrAudit = false
}

extension Activity.Evidence {
    init(_ record: EventRecord) {
        self.init(source: record.position.source, line: record.position.line)
    }
}

extension Outcome {
    /// The outcome of a call or of a user-space record's `res=`.
    init(_ success: Bool?) {
        switch success {
        case true?: self = .success
        case false?: self = .failure
        case nil: self = .unknown
        }
    }
}

extension ByteRange {
    /// The same text at another place, which for no text means nothing.
    fileprivate func moved(by distance: Int) -> ByteRange { isEmpty ? ByteRange() : shifted(by: distance) }
}

extension ActivityBatch {
    /// Stores the text that a field stands for.
    mutating func storeText(_ value: FieldValue, of event: borrowing Event) -> ByteRange {
        storing { value.appendText(from: event.bytes.span, to: &$0) }
    }
}
