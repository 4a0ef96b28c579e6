import AuditRecords

extension Trail {
    /// The true files of an event, as far as they are known at its moment.
    mutating func trueFiles(
        _ range: ItemRange,
        _ process: ProcessTable.Process?,
        of batch: borrowing ActivityBatch
    ) -> TrueFiles {
        noteView(of: process, range, batch)
        var knowledge = PresentKnowledge(process: process, mounts: containers.mounts(of: process))
        swap(&files, &knowledge.files)
        swap(&views, &knowledge.views)
        defer {
            swap(&files, &knowledge.files)
            swap(&views, &knowledge.views)
        }
        return TrueFiles(range, of: batch, knowing: &knowledge)
    }

    /// Compares what a process that may be a container's has under a name with what the host has there.
    private mutating func noteView(
        of process: ProcessTable.Process?,
        _ range: ItemRange,
        _ batch: borrowing ActivityBatch
    ) {
        guard let process, process.lineage == .container || process.lineage == .unknown else { return }
        for item in batch.items[range.indices] where item.basis != .unresolved && item.part != .create {
            guard let identity = item.identity else { continue }
            let name = [UInt8](copying: batch.bytes.span.extracting(item.path.indices))
            let known = files.names(of: identity)
            if item.part == .parent || item.isDirectory, let directory = known.last {
                views.share(process.view, name, directory)
            } else if known.contains(name) {
                let directory = Array(name[..<max(PathText.lastPart(of: name).startIndex - 1, 1)])
                views.share(process.view, directory, directory)
            } else if let other = files.identity(of: name), other != identity {
                views.differ(process.view)
            }
        }
    }

    /// Learns from a snapshot, which is like an event that names all its files at once.
    mutating func learn(_ snapshot: KnownFiles) {
        self.snapshot = nil
        learnedSnapshot = snapshot.milliseconds
        for file in snapshot.files {
            if files.names(of: file.identity).isEmpty {
                files.see(file.identity, file.path, isDirectory: file.isDirectory, fromSnapshot: true)
            }
            late.tell(file.identity, file.path, fromSnapshot: true)
        }
    }

    /// Learns from an event that took place under which names its files are known, and which are known no more.
    mutating func learn(
        _ range: ItemRange,
        _ places: TrueFiles,
        action: Action?,
        of batch: borrowing ActivityBatch
    ) {
        var removed: [FileIdentity: [UInt8]] = [:]
        for (position, index) in range.indices.enumerated() {
            let (item, place) = (batch.items[index], places.places[position])
            // What a client's arguments say of mounts is good for this event, and not for conclusions.
            guard let identity = item.identity, place.resolvedBy != .containerMount else { continue }
            switch item.part {
            case .parent, .normal, .unknown:
                // A name below /proc, or a link's, is none that the file is known by.
                guard !place.path.isEmpty else { continue }
                files.see(identity, place.path, isDirectory: item.isDirectory || item.part == .parent)
                late.tell(identity, place.path)
            case .delete:
                removed[identity] = place.path
                files.remove(identity, place.path)
                if !place.path.isEmpty { late.tell(identity, place.path) }
                if action != .rename { late.close(identity) }
            case .create:
                if action != .rename, action != .link { late.close(identity) }
                if place.path.isEmpty {
                    if action != .rename, action != .link { files.remove(identity, []) }
                    continue
                }
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

extension Activity {
    /// Takes what was found of its files.
    mutating func set(_ files: TrueFiles, into batch: inout ActivityBatch) {
        if let target = items.target.map(Int.init) {
            file?.set(files.places[target], into: &batch)
        } else if let parent = batch.items[items.indices].firstIndex(where: { $0.part == .parent }) {
            file?.set(files.places[parent - items.indices.lowerBound], into: &batch)
            if file?.resolvedBy != .unresolved { file?.resolvedBy = .parentOnly }
        }
        if let from = items.from.map(Int.init), action != .symlink {
            let path = files.places[from].path
            file?.from = batch.store(path.span)
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
