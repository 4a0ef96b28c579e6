import AuditRecords
import DockerActivity

/// Edits of Docker files that are not routine.
///
/// Where there are more than the limits allow, the latest are kept: they are what an administrator looks for. All edits
/// that begin with one event are kept, or none of them.
struct EditTable: Sendable {
    /// Bytes of a text that are kept, as of a path.
    static let textLimit = ActivityTables.pathLimit
    /// Names that an edit passed through, of which a report needs no more.
    static let passedLimit = 32

    /// The edits, whose `set` means nothing; `sorted` gives them in order.
    private(set) var edits: [Report.Edit] = []
    /// Edits that were not kept.
    private(set) var beyondLimit: UInt64 = 0

    private let limits: ActivityTables.Limits
    private var textBytes = 0
    private var bound = KeyBound<LatestFirst>()

    init(limits: ActivityTables.Limits) {
        self.limits = limits
    }

    /// Bytes of memory that the table holds, about.
    var heldBytes: Int {
        edits.reduce(edits.capacity * MemoryLayout<Report.Edit>.stride + textBytes) { $0 + $1.passed.count * 64 }
    }

    /// The edits by time and serial; those of one event by all that they say.
    var sorted: [Report.Edit] {
        var sorted = edits.sorted { $0.stamp < $1.stamp }
        var start = 0
        while start < sorted.count {
            let end = sorted[start...].firstIndex { $0.stamp != sorted[start].stamp } ?? sorted.count
            if end - start > 1 {
                let equals = sorted[start..<end].map { (edit: $0, bytes: Self.bytes(of: $0)) }
                    .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
                sorted.replaceSubrange(start..<end, with: equals.map(\.edit))
            }
            start = end
        }
        return sorted
    }

    /// Notes an edit, if it is one that is wanted.
    mutating func add(_ edit: DockerActivity.Edit) {
        if let row = Report.Edit(edit) { add(row) }
    }

    /// Adds the edits of another part of the log.
    mutating func add(_ other: EditTable) {
        if bound.fall(to: other.bound) { letGo() }
        for edit in other.edits { add(edit) }
        beyondLimit += other.beyondLimit
    }

    /// Cuts the table to its limits.
    mutating func prune() {
        guard edits.count > limits.edits || textBytes > limits.editBytes else { return }
        let entries = edits.map { (key: LatestFirst(stamp: $0.stamp), bytes: $0.textBytes) }
        bound.fall(for: entries, countLimit: limits.edits, byteLimit: limits.editBytes)
        letGo()
    }

    /// Forgets the edits that the bound no longer admits.
    private mutating func letGo() {
        let kept = edits.map { bound.admits(LatestFirst(stamp: $0.stamp)) }
        beyondLimit += UInt64(kept.count { !$0 })
        edits.keep(kept)
        textBytes = edits.reduce(0) { $0 + $1.textBytes }
    }

    private mutating func add(_ edit: Report.Edit) {
        let room = ActivityTables.Limits.room(limits.edits)
        let isFull =
            edits.count >= room || textBytes + edit.textBytes > ActivityTables.Limits.room(limits.editBytes)
        if isFull, bound.admits(LatestFirst(stamp: edit.stamp)) { prune() }
        guard bound.admits(LatestFirst(stamp: edit.stamp)) else {
            beyondLimit += 1
            return
        }
        textBytes += edit.textBytes
        edits.append(edit, upTo: room)
    }
}

/// The latest stamp first.
private struct LatestFirst: Comparable, Sendable {
    let stamp: Stamp

    static func < (left: Self, right: Self) -> Bool { left.stamp > right.stamp }
}

extension EditTable {
    func write(to writer: inout PartialWriter) {
        writer.number(beyondLimit)
        writer.optional(bound.smallestRefused) { writer, key in
            writer.signed(key.stamp.milliseconds)
            writer.number(key.stamp.serial)
        }
        writer.list(sorted) { Self.write($1, to: &$0) }
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        self.init(limits: .host)
        beyondLimit = try reader.count()
        let refused = try reader.optional { reader throws(PartialError.Kind) in try reader.stamp() }
        bound = KeyBound(smallestRefused: refused.map { LatestFirst(stamp: $0) })
        let count = try reader.index(below: limits.edits + 1)
        for expected in 0..<count {
            add(try Self.read(from: &reader))
            guard edits.count == expected + 1 else { throw reader.invalid("edits have more text than is kept") }
        }
    }

    private static func bytes(of edit: Report.Edit) -> [UInt8] {
        var writer = PartialWriter()
        write(edit, to: &writer)
        return writer.bytes
    }

    private static func write(_ edit: Report.Edit, to writer: inout PartialWriter) {
        writer.signed(edit.stamp.milliseconds)
        writer.number(edit.stamp.serial)
        writer.signed(edit.last)
        for word in [edit.change.rawValue, edit.action.rawValue, edit.outcome.rawValue, edit.disposition.rawValue] {
            writer.text(word)
        }
        writer.text(edit.place.rawValue)
        writer.number(UInt32(bitPattern: edit.errorNumber))
        writer.optional(edit.login.id) { $0.number($1) }
        for text in [edit.node, edit.login.name, edit.source, edit.path, edit.from, edit.program] { writer.text(text) }
        writer.flag(edit.isInDirectory)
        writer.flag(edit.isRepetition)
        writer.number(edit.steps)
        writer.number(edit.files)
        writer.list(edit.passed) { writer, name in
            writer.text(name.path)
            writer.number(name.steps)
        }
    }

    private static func read(from reader: inout PartialReader) throws(PartialError.Kind) -> Report.Edit {
        let stamp = try reader.stamp()
        let last = try reader.signed()
        let change = try reader.value(of: DockerActivity.Edit.Change.self)
        let action = try reader.value(of: Action.self)
        let outcome = try reader.value(of: Outcome.self)
        let disposition = try reader.value(of: Disposition.self)
        let place = try reader.value(of: DockerPlace.self)
        let error = Int32(bitPattern: try reader.number(as: UInt32.self))
        let id = try reader.optional { reader throws(PartialError.Kind) in try reader.number(as: UInt32.self) }
        let node = try text(from: &reader)
        let login = Report.LoginName(id: id, name: try text(from: &reader))
        return Report.Edit(
            set: 0,
            node: node,
            stamp: stamp,
            last: last,
            login: login,
            source: try text(from: &reader),
            change: change,
            action: action,
            outcome: outcome,
            errorNumber: error,
            disposition: disposition,
            path: try text(from: &reader),
            from: try text(from: &reader),
            place: place,
            program: try text(from: &reader),
            isInDirectory: try reader.flag(),
            isRepetition: try reader.flag(),
            steps: try reader.count(),
            files: try reader.count(),
            passed: try reader.list(limit: passedLimit) { reader throws(PartialError.Kind) in
                (try text(from: &reader), try reader.count())
            }
        )
    }

    private static func text(from reader: inout PartialReader) throws(PartialError.Kind) -> [UInt8] {
        Array(try reader.slice().prefix(textLimit))
    }
}

extension Report.Edit {
    /// Bytes of all texts.
    fileprivate var textBytes: Int {
        passed.reduce(node.count + login.name.count + source.count + path.count + from.count + program.count) {
            $0 + $1.path.count
        }
    }

    /// The row of an edit that changed a Docker file outside the data root, or tried to, and is not routine; nil for others.
    fileprivate init?(_ edit: DockerActivity.Edit) {
        let activity = edit.activity
        guard activity.disposition != .routine, activity.action.changesFiles, let file = activity.file else {
            return nil
        }
        let bytes = edit.text.span
        var place = file.place
        // What was moved away, or linked to, was touched as well.
        if place == .other, !file.from.isEmpty, activity.action != .symlink {
            place = DockerPlace(path: bytes.extracting(file.from.indices))
        }
        guard place != .other, !place.isBelowDataRoot else { return nil }
        func text(_ range: ByteRange) -> [UInt8] {
            let text = bytes.extracting(range.indices)
            return [UInt8](copying: text.extracting(0..<min(text.count, EditTable.textLimit)))
        }
        self.init(
            set: 0,
            node: text(activity.node),
            stamp: activity.stamp,
            last: edit.last.milliseconds,
            login: Report.LoginName(id: activity.subject.loginID, name: text(activity.subject.login)),
            source: text(activity.subject.source),
            change: edit.change,
            action: activity.action,
            outcome: activity.outcome,
            errorNumber: activity.errorNumber,
            disposition: activity.disposition,
            path: text(file.path),
            from: text(file.from),
            place: place,
            program: text(activity.subject.executable),
            isInDirectory: file.resolvedBy == .parentOnly,
            isRepetition: edit.isRepetition,
            steps: edit.steps,
            files: UInt64(edit.otherFiles + 1),
            passed: edit.passed.prefix(EditTable.passedLimit).map { (text($0.path), $0.steps) }
        )
    }
}
