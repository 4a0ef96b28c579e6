import AuditRecords

/// Which of an event's path items is the file that was acted on, and which one it came from.
///
/// The kernel writes one item for each name that it looked up, with its part in the call: the directory (PARENT), what was
/// removed (DELETE), made (CREATE), or merely found (NORMAL). A refused call keeps the part that was asked for.
struct FileTarget {
    /// The file acted on; for a rename or link the new name.
    var file: PathRecord?
    /// The old name of a rename, the file that a link points to, the source of a mount.
    var from: PathRecord?
    /// The directory, where there is no item for the file itself.
    var parent: PathRecord?
    /// Whether the call made the file.
    var isCreated = false

    /// Chooses among items that are sorted by slot and whose names stand in `bytes`.
    ///
    /// `isCreation` is whether an open asked for O_CREAT.
    init(items: [PathRecord], in bytes: Span<UInt8>, effect: FileCall.Effect, isCreation: Bool?) {
        switch effect {
        case .rename: chooseRename(items, in: bytes)
        case .link, .symlink:
            file = items.last { $0.nameType == .create }
            from = items.first { $0.nameType == .normal || $0.nameType == .unknown }
        case .execute, .mount:
            file = items.first { $0.nameType != .parent }
            if effect == .mount { from = items.dropFirst().first { $0.nameType != .parent } }
        case .unlink, .rmdir:
            file = items.last { $0.nameType == .delete } ?? items.last { $0.nameType != .parent }
        default:
            let created = items.last { $0.nameType == .create }
            file = created ?? items.last { $0.nameType != .parent }
            isCreated = created != nil
        }
        if file == nil {
            parent = items.first { $0.nameType == .parent }
            // Refused before the file was made: what was asked for is known all the same.
            if effect == .create || isCreation == true { isCreated = parent != nil }
        }
    }

    /// A rename has one CREATE; an exchange (RENAME_EXCHANGE) two, of which the second name is the one that is not the
    /// first item removed.
    ///
    /// A file below an overlay can have one more that has no name: the layer's.
    private mutating func chooseRename(_ items: [PathRecord], in bytes: Span<UInt8>) {
        let old = items.first { $0.nameType == .delete }
        let created = items.filter { $0.nameType == .create }
        let other = created.filter { !$0.name.isNull(in: bytes) && !Self.isSame($0.name, old?.name, in: bytes) }
        let new =
            other.first { $0.inode == old?.inode } ?? other.last ?? created.first { $0.inode == old?.inode }
            ?? created.last
        file = new ?? old ?? items.last { $0.nameType != .parent }
        from = new == nil ? nil : old
    }

    private static func isSame(_ name: FieldValue, _ other: FieldValue?, in bytes: Span<UInt8>) -> Bool {
        guard let other, name.isQuoted == other.isQuoted, name.range.count == other.range.count else { return false }
        return zip(name.range.indices, other.range.indices).allSatisfy { bytes[$0] == bytes[$1] }
    }
}
