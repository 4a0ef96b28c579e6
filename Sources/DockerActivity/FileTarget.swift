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

    /// Chooses among items that are sorted by slot.
    ///
    /// `isCreation` is whether an open asked for O_CREAT.
    init(items: [PathRecord], effect: FileCall.Effect, isCreation: Bool?) {
        switch effect {
        case .rename: chooseRename(items)
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
    private mutating func chooseRename(_ items: [PathRecord]) {
        let old = items.first { $0.nameType == .delete }
        let created = items.filter { $0.nameType == .create }
        let new = created.first { $0.name.range != old?.name.range && $0.inode == old?.inode } ?? created.last
        file = new ?? old ?? items.last { $0.nameType != .parent }
        from = new == nil ? nil : old
    }
}
