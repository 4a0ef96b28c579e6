import AuditRecords

/// Follows one host's events in order of time, and finds what each activity was: on which file of the host, by which
/// person, process and container, and whether it is routine.
///
/// Takes activities and notices as they were extracted, one by one, and gives them out judged. What it says depends on
/// nothing but their sequence. Memory is bounded: each part forgets by limits of its own.
public struct Trail: Sendable {
    var processes = ProcessTable()
    var files = FileIdentities()

    /// A trail that has seen nothing yet.
    public init() {}

    /// What became of an activity.
    public enum Verdict: Sendable {
        /// It is what it was: nothing has to be changed.
        case unchanged
        /// It is the last one of the judged batch.
        case judged
        /// Later events may tell more of it; it is given out at the end.
        case held
    }

    /// Takes the next activity, and appends it with what is known of it.
    public mutating func take(
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        into judged: inout ActivityBatch
    ) -> Verdict {
        let process = processes.note(activity.subject, in: batch.bytes.span)
        if activity.looksLikeUpkeep, process?.lineage == .engine { return .unchanged }
        judged.append(activity, from: batch)
        judge(process, of: batch, &judged)
        return .judged
    }

    /// Takes what has to be known besides.
    public mutating func take(_ notice: Notice, of batch: borrowing ActivityBatch, into judged: inout ActivityBatch) {
        let bytes = batch.bytes.span
        switch notice.kind {
        case .login: processes.noteLogin(notice.subject)
        case .fork:
            if let child = notice.child { processes.noteFork(notice.subject, child: child, in: bytes) }
        case .sighting:
            let process = processes.note(notice.subject, in: bytes)
            guard notice.outcome == .success else { return }
            let places = TrueFiles(notice.items, of: batch, &files) { Self.trusts(process, $0) }
            learn(notice.items, places, action: nil, of: batch)
        case .boot: processes.restart()
        case .sessionOpened, .sessionClosed, .command: break
        }
    }

    /// Gives out what was held back: no more events come.
    public mutating func finish(into judged: inout ActivityBatch) {}

    /// Judges the last activity of `judged`, which is one of `batch`.
    private mutating func judge(
        _ process: ProcessTable.Process?,
        of batch: borrowing ActivityBatch,
        _ judged: inout ActivityBatch
    ) {
        guard var activity = judged.activities.last else { return }
        activity.subject.kind = SubjectKind(activity.subject, process)
        if activity.file != nil { resolveFile(of: &activity, process, &judged) }
        activity.disposition = Disposition(activity, process)
        judged.changeLast { $0 = activity }
    }

    private mutating func resolveFile(
        of activity: inout Activity,
        _ process: ProcessTable.Process?,
        _ judged: inout ActivityBatch
    ) {
        let range = activity.items
        let places = TrueFiles(range, of: judged, &files) { Self.trusts(process, $0) }
        if activity.outcome != .failure { learn(range, places, action: activity.action, of: judged) }
        guard var file = activity.file else { return }
        if let target = range.target.map(Int.init) {
            file.set(places.places[target], into: &judged)
        } else if let parent = judged.items[range.indices].firstIndex(where: { $0.part == .parent }) {
            file.set(places.places[parent - range.indices.lowerBound], into: &judged)
            if file.resolvedBy != .unresolved { file.resolvedBy = .parentOnly }
        }
        if let from = range.from.map(Int.init), activity.action != .symlink {
            let path = places.places[from].path
            file.from = judged.store(path.span)
        }
        activity.file = file
    }

    /// Whether the names that a process gives are the host's.
    private static func trusts(_ process: ProcessTable.Process?, _ place: DockerPlace) -> Bool {
        switch process?.lineage {
        case .host, .engine, .shim: true
        case .claimedEngine, .runc: place.isBelowDataRoot
        case .container, .unknown, nil: false
        }
    }

    /// Learns from an event that took place under which names its files are known, and which are known no more.
    private mutating func learn(
        _ range: ItemRange,
        _ places: TrueFiles,
        action: Action?,
        of batch: borrowing ActivityBatch
    ) {
        var removed: [FileIdentity: [UInt8]] = [:]
        for (item, place) in zip(batch.items[range.indices], places.places) {
            guard let identity = item.identity else { continue }
            switch item.part {
            case .parent, .normal, .unknown:
                // A name below /proc, or a link's, is none that the file is known by.
                if !place.path.isEmpty {
                    files.see(identity, place.path, isDirectory: item.isDirectory || item.part == .parent)
                }
            case .delete:
                removed[identity] = place.path
                files.remove(identity, place.path)
            case .create:
                guard !place.path.isEmpty else { continue }
                switch action {
                case .rename:
                    files.see(identity, place.path, isDirectory: item.isDirectory)
                    if item.isDirectory, let old = removed[identity], !old.isEmpty {
                        files.moveTree(from: old, to: place.path)
                    }
                case .link: files.see(identity, place.path, isDirectory: false)
                default: files.create(identity, place.path, isDirectory: action == .mkdir)
                }
            }
        }
    }
}

extension FileFacts {
    /// Takes a path as the file's true one.
    fileprivate mutating func set(_ place: TrueFiles.Place, into batch: inout ActivityBatch) {
        path = batch.store(place.path.span)
        resolvedBy = place.resolvedBy
        self.place = DockerPlace(path: place.path.span)
    }
}
