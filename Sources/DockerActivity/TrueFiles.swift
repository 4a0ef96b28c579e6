import AuditRecords

/// Finds the true paths of an event's files: what the event itself says, held against what is known of the files and of the
/// process.
struct TrueFiles {
    /// Where a path comes from.
    struct Place {
        /// The true path; empty where it is not known.
        var path: [UInt8] = []
        /// How it is known.
        var resolvedBy = PathResolution.unresolved
    }

    /// The true path of each item, by its place among the event's items.
    private(set) var places: [Place] = []

    /// Resolves the items of an event.
    ///
    /// `trusts` tells whether the names that the process gave are the host's, for a kind of file.
    init(
        _ range: ItemRange,
        of batch: borrowing ActivityBatch,
        _ files: inout FileIdentities,
        trusts: (DockerPlace) -> Bool
    ) {
        let items = batch.items[range.indices]
        let parents = items.filter { $0.part == .parent }
        for (index, item) in items.enumerated() {
            let isOld = range.from.map(Int.init) == index
            let parent = item.part == .parent ? nil : isOld ? parents.last : parents.first
            places.append(Self.place(of: item, parent, in: batch.bytes.span, &files, trusts))
        }
    }

    private static func place(
        of item: FileItem,
        _ parent: FileItem?,
        in bytes: Span<UInt8>,
        _ files: inout FileIdentities,
        _ trusts: (DockerPlace) -> Bool
    ) -> Place {
        var named: [UInt8] = []
        named.append(copying: bytes.extracting(item.path.indices))
        // A file that the call made has an inode that stood for something else before, if for anything.
        let known = item.part == .create ? [] : files.names(of: item.identity)
        if !named.isEmpty, known.contains(named) { return Place(path: named, resolvedBy: item.basis) }
        let inParent = path(of: item, in: parent, bytes, &files)
        if !named.isEmpty, inParent == named { return Place(path: named, resolvedBy: item.basis) }

        let namedPlace = DockerPlace(path: named.span)
        if !named.isEmpty, trusts(namedPlace) {
            if let inParent, leadsElsewhere(inParent, than: namedPlace) {
                return Place(path: inParent, resolvedBy: .identity)
            }
            if let other = known.last(where: { leadsElsewhere($0, than: namedPlace) }) {
                return Place(path: other, resolvedBy: .identity)
            }
            return Place(path: named, resolvedBy: item.basis)
        }
        if let inParent { return Place(path: inParent, resolvedBy: .identity) }
        if let name = known.last(where: { DockerPlace(path: $0.span) != .other }) ?? known.last {
            return Place(path: name, resolvedBy: .identity)
        }
        return Place()
    }

    /// A name of the host that is no Docker file's led to one all the same: through a link, or as a hard link.
    private static func leadsElsewhere(_ path: [UInt8], than named: DockerPlace) -> Bool {
        named == .other && DockerPlace(path: path.span) != .other
    }

    /// The path of an item in a directory that is known by its inode.
    private static func path(
        of item: FileItem,
        in parent: FileItem?,
        _ bytes: Span<UInt8>,
        _ files: inout FileIdentities
    ) -> [UInt8]? {
        guard let directory = files.directory(of: parent?.identity) else { return nil }
        let recorded = bytes.extracting(item.recorded.indices)
        var end = recorded.count
        while end > 0, recorded[end - 1] == UInt8(ascii: "/") { end -= 1 }
        var start = end
        while start > 0, recorded[start - 1] != UInt8(ascii: "/") { start -= 1 }
        let name = recorded.extracting(start..<end)
        guard name.count > 0, !name.equals("."), !name.equals("..") else { return nil }
        var path = directory == [UInt8(ascii: "/")] ? [] : directory
        path.append(UInt8(ascii: "/"))
        path.append(copying: name)
        return path
    }
}
