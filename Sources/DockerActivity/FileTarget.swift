import AuditRecords

/// Which of an event's path items is the file that was acted on, and which one it came from.
///
/// The kernel writes one item for each name that it looked up, with its part in the call: the directory (PARENT), what was
/// removed (DELETE), made (CREATE), or merely found (NORMAL). A refused call keeps the part that was asked for.
struct FileTarget {
    /// The file acted on, as an index into the items; for a rename or link the new name.
    var file: Int?
    /// The old name of a rename, the file that a link points to, the source of a mount.
    var from: Int?
    /// The directory, where there is no item for the file itself.
    var parent: Int?
    /// Whether the call made the file.
    var isCreated = false
    /// Whether a rename took another file's name away from it.
    var isReplacement = false

    /// The target of a call that acts on no file.
    init() {}

    /// Chooses among items that are sorted by slot and whose names stand in `bytes`.
    ///
    /// `isCreation` is whether an open asked for O_CREAT.
    init(items: Span<PathRecord>, in bytes: Span<UInt8>, effect: FileCall.Effect, isCreation: Bool?) {
        switch effect {
        case .rename: chooseRename(items, in: bytes)
        case .link, .symlink:
            file = items.last { $0 == .create }
            from = items.first { $0 == .normal || $0 == .unknown }
        case .execute, .mount:
            file = items.first { $0 != .parent }
            if effect == .mount { from = items.first(from: 1) { $0 != .parent } }
        case .unlink, .rmdir:
            file = items.last { $0 == .delete } ?? items.last { $0 != .parent }
        default:
            let created = items.last { $0 == .create }
            file = created ?? items.last { $0 != .parent }
            isCreated = created != nil
        }
        if file == nil {
            parent = items.first { $0 == .parent }
            // Refused before the file was made: what was asked for is known all the same.
            if effect == .create || isCreation == true { isCreated = parent != nil }
        }
    }

    /// A rename has one CREATE; an exchange (RENAME_EXCHANGE) two, of which the second name is the one that is not the
    /// first item removed.
    ///
    /// A file below an overlay can have one more that has no name: the layer's.
    private mutating func chooseRename(_ items: Span<PathRecord>, in bytes: Span<UInt8>) {
        let old = items.first { $0 == .delete }
        let oldInode = old.flatMap { items[$0].inode }
        var lastCreated: Int?
        var sameFile: Int?
        var lastOther: Int?
        var sameOther: Int?
        for index in items.indices where items[index].nameType == .create {
            let name = items[index].name
            let isSameFile = items[index].inode == oldInode
            lastCreated = index
            if isSameFile, sameFile == nil { sameFile = index }
            if name.isNull(in: bytes) || Self.isSame(name, old.map { items[$0].name }, in: bytes) { continue }
            lastOther = index
            if isSameFile, sameOther == nil { sameOther = index }
        }
        let new = sameOther ?? lastOther ?? sameFile ?? lastCreated
        file = new ?? old ?? items.last { $0 != .parent }
        from = new == nil ? nil : old
        guard let new else { return }
        for index in items.indices where items[index].nameType == .delete && index != old {
            if Self.isSame(items[new].name, items[index].name, in: bytes) { isReplacement = true }
        }
    }

    private static func isSame(_ name: FieldValue, _ other: FieldValue?, in bytes: Span<UInt8>) -> Bool {
        guard let other, name.isQuoted == other.isQuoted else { return false }
        return bytes.extracting(name.range.indices).holdsSame(as: bytes.extracting(other.range.indices))
    }
}

extension Span<PathRecord> {
    /// The first item, from an index on, whose part in the call is one of those asked for.
    @inline(__always)
    fileprivate func first(from start: Int = 0, where isWanted: (PathRecord.NameType) -> Bool) -> Int? {
        var index = start
        while index < count {
            if isWanted(self[index].nameType) { return index }
            index += 1
        }
        return nil
    }

    /// The last such item.
    @inline(__always)
    fileprivate func last(where isWanted: (PathRecord.NameType) -> Bool) -> Int? {
        var index = count - 1
        while index >= 0 {
            if isWanted(self[index].nameType) { return index }
            index -= 1
        }
        return nil
    }
}
