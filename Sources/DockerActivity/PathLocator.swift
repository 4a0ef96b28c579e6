import AuditEvents
import AuditRecords

/// Finds the true path of an event's file from what the event itself tells: absolute names, and relative ones where the
/// working directory is known to be what they were looked up in.
struct PathLocator: Sendable {
    /// The decoded name and directory, reused from event to event.
    private var name: [UInt8] = []
    private var directory: [UInt8] = []

    /// What an event says of its files, besides the items themselves.
    struct Circumstances {
        /// The call.
        let call: FileCall
        /// The call's first four arguments, of which some are descriptors.
        let arguments: SystemCallRecord.Arguments
        /// The index of the CWD record; nil where there is none.
        let cwd: Int?
    }

    /// Which of a call's two names.
    fileprivate enum Role { case old, new }

    /// The path that an event's target leads to, and how; empty where it leads to none.
    mutating func path(
        of target: FileTarget,
        _ items: [PathRecord],
        _ event: borrowing Event,
        _ circumstances: Circumstances,
        into batch: inout ActivityBatch
    ) -> (path: ByteRange, resolvedBy: PathResolution) {
        guard let index = target.file ?? target.parent else { return (ByteRange(), .unresolved) }
        let located = locate(items[index], .new, of: event, circumstances, into: &batch)
        return target.file == nil && !located.path.isEmpty ? (located.path, .parentOnly) : located
    }

    /// The facts about the event's file, whose path has been found.
    func facts(
        of target: FileTarget,
        _ located: (path: ByteRange, resolvedBy: PathResolution),
        _ items: [PathRecord],
        into batch: inout ActivityBatch
    ) -> FileFacts {
        var file = FileFacts()
        guard let index = target.file ?? target.parent else { return file }
        let item = items[index]
        (file.path, file.resolvedBy) = located
        file.place = DockerPlace(path: batch.bytes.span.extracting(file.path.indices))
        if file.resolvedBy != .unresolved { file.route = .plain }
        file.isReplacement = target.isReplacement
        file.inode = item.inode
        file.mode = item.mode
        file.ownerID = item.ownerID
        file.groupID = item.groupID
        return file
    }

    /// Adds what takes text of its own: the name as recorded, the device, the owners' names.
    func addTexts(
        to file: inout FileFacts,
        of target: FileTarget,
        _ items: [PathRecord],
        _ event: borrowing Event,
        into batch: inout ActivityBatch
    ) {
        guard let index = target.file ?? target.parent else { return }
        let item = items[index]
        let bytes = event.bytes.span
        if target.file != nil { file.recorded = batch.storeText(item.name, of: event) }
        file.device = batch.store(bytes.extracting(item.device.indices))
        let names = EnrichedNames(fileIn: bytes, tail: item.tail(in: bytes))
        file.owner = batch.store(bytes.extracting(names.owner.indices))
        file.group = batch.store(bytes.extracting(names.group.indices))
    }

    /// The old path of a rename, or what a link points to.
    mutating func from(
        _ target: FileTarget,
        _ items: [PathRecord],
        link: ByteRange,
        _ event: borrowing Event,
        _ circumstances: Circumstances,
        into batch: inout ActivityBatch
    ) -> ByteRange {
        guard let from = target.from else { return ByteRange() }
        if circumstances.call.effect == .symlink {
            return linkTarget(items[from].name, link: link, of: event, into: &batch)
        }
        return locate(items[from].name, .old, of: event, circumstances, into: &batch).path
    }

    /// Adds an event's files to the batch, for the trail: all of them, or only the one acted on.
    ///
    /// `file` is that one's facts, where it has any: its texts stand in the batch already.
    mutating func addItems(
        _ target: FileTarget,
        _ items: [PathRecord],
        _ file: FileFacts?,
        onlyTarget: Bool = false,
        _ event: borrowing Event,
        _ circumstances: Circumstances,
        into batch: inout ActivityBatch
    ) -> ItemRange {
        var range = ItemRange()
        range.start = UInt32(batch.items.count)
        var parents = 0
        for (index, record) in items.enumerated() {
            // The destination's directory comes first (fs/namei.c, do_renameat2).
            let isOld = record.nameType == .parent ? parents > 0 : index == target.from
            if record.nameType == .parent { parents += 1 }
            if onlyTarget, index != target.file { continue }
            guard Int(range.count) < ItemRange.limit else { break }
            var item = FileItem(part: record.nameType)
            item.identity = FileIdentity(record, in: event.bytes.span)
            item.mode = record.mode
            item.groupID = record.groupID
            if index == target.file, let file {
                (item.recorded, item.path, item.basis) = (file.recorded, file.path, file.resolvedBy)
                range.target = range.count
            } else {
                item.recorded = batch.storeText(record.name, of: event)
                if index == target.from { range.from = range.count }
                if circumstances.call.effect != .symlink || !isOld {  // what a link points to was not looked up
                    (item.path, item.basis) = locate(
                        record,
                        isOld ? .old : .new,
                        of: event,
                        circumstances,
                        into: &batch
                    )
                }
            }
            range.count += 1
            batch.append(item)
        }
        return range
    }

    private mutating func locate(
        _ item: PathRecord,
        _ role: Role,
        of event: borrowing Event,
        _ circumstances: Circumstances,
        into batch: inout ActivityBatch
    ) -> (path: ByteRange, resolvedBy: PathResolution) {
        if item.nameType == .parent, circumstances.isNamedByDescriptor(role, event), !endsInSlash(item.name, event) {
            // The kernel prints the working directory for a parent that only a descriptor names.
            return (ByteRange(), .unresolved)
        }
        return locate(item.name, role, of: event, circumstances, into: &batch)
    }

    private mutating func locate(
        _ recorded: FieldValue,
        _ role: Role,
        of event: borrowing Event,
        _ circumstances: Circumstances,
        into batch: inout ActivityBatch
    ) -> (path: ByteRange, resolvedBy: PathResolution) {
        let bytes = event.bytes.span
        if recorded.isQuoted, PathText.isNormal(bytes.extracting(recorded.range.indices)) {
            let name = bytes.extracting(recorded.range.indices)  // nearly all names
            return PathText.isProcessView(name) ? (ByteRange(), .unresolved) : (batch.store(name), .name)
        }
        name.removeAll(keepingCapacity: true)
        recorded.appendText(from: bytes, to: &name)
        guard let first = name.first else { return (ByteRange(), .unresolved) }
        if first == UInt8(ascii: "/") {
            if PathText.isProcessView(name.span) { return (ByteRange(), .unresolved) }
            return (
                batch.storing { PathText.appendNormalised(name.span, in: name.span.extracting(0..<0), to: &$0) }, .name
            )
        }
        guard !circumstances.isNamedByDescriptor(role, event) else { return (ByteRange(), .unresolved) }
        directory.removeAll(keepingCapacity: true)
        if let cwd = circumstances.cwd {
            CwdRecord(bytes, body: event.records[cwd].body).directory.appendText(from: bytes, to: &directory)
        }
        guard directory.first == UInt8(ascii: "/") else { return (ByteRange(), .unresolved) }
        return (batch.storing { PathText.appendNormalised(name.span, in: directory.span, to: &$0) }, .cwd)
    }

    /// A symbolic link's target is looked up from the link's own directory.
    private mutating func linkTarget(
        _ recorded: FieldValue,
        link: ByteRange,
        of event: borrowing Event,
        into batch: inout ActivityBatch
    ) -> ByteRange {
        name.removeAll(keepingCapacity: true)
        recorded.appendText(from: event.bytes.span, to: &name)
        guard let first = name.first else { return ByteRange() }
        directory.removeAll(keepingCapacity: true)
        if first != UInt8(ascii: "/") {
            guard !link.isEmpty else { return ByteRange() }
            directory.append(copying: batch.bytes.span.extracting(link.indices))
            directory.append(contentsOf: "/..".utf8)
        }
        return batch.storing { PathText.appendNormalised(name.span, in: directory.span, to: &$0) }
    }

    private func endsInSlash(_ name: FieldValue, _ event: borrowing Event) -> Bool {
        name.range.count > 0 && event.bytes[Int(name.range.end) - 1] == UInt8(ascii: "/")
    }
}

extension PathLocator.Circumstances {
    /// Whether a relative name was looked up in a directory that only an open descriptor tells.
    fileprivate func isNamedByDescriptor(_ role: PathLocator.Role, _ event: borrowing Event) -> Bool {
        switch (call.directory, role) {
        case (.none, _): call.isOnDescriptor
        case (.unknown, _): true
        case (.argument(let index), _): !isWorkingDirectory(index, event)
        case (.arguments(let old, _), .old): !isWorkingDirectory(old, event)
        case (.arguments(_, let new), .new): !isWorkingDirectory(new, event)
        }
    }

    /// AT_FDCWD is -100, printed with 32 bits or 64 (include/uapi/linux/fcntl.h).
    private func isWorkingDirectory(_ index: Int, _ event: borrowing Event) -> Bool {
        guard let argument = arguments.value(index, in: event.bytes.span) else { return false }
        return UInt32(truncatingIfNeeded: argument) == 0xffff_ff9c
    }
}
