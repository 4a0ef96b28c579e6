import AuditRecords

/// Finds the true paths of an event's files: what the event itself says, held against what is known of the files and of the
/// process.
struct TrueFiles: Sendable {
    /// Where a path comes from.
    struct Place: Sendable {
        /// The true path; empty where it is not known.
        var path: [UInt8] = []
        /// How it is known.
        var resolvedBy = PathResolution.unresolved
    }

    /// What is known of files and names besides the event.
    protocol Knowledge {
        /// Whether the engine gives the names, so that others than its own are those in a layer that it unpacks.
        var isEngines: Bool { get }
        /// The names by which the host knows an item of the event, by its place among the items.
        mutating func names(of index: Int, _ item: FileItem) -> [[UInt8]]
        /// Whether only a snapshot of the host's files tells those names.
        func areFromSnapshot(_ index: Int, _ item: FileItem) -> Bool
        /// What the host calls that which the process called by a name; nil where that is not known.
        mutating func hostPath(of name: [UInt8]) -> [UInt8]?
        /// The host's path of what a container calls by a name, by what is mounted there; nil where that is not known.
        mutating func mounted(_ name: [UInt8], _ item: FileItem) -> [UInt8]?
    }

    /// The true path of each item, by its place among the event's items.
    private(set) var places: [Place] = []

    /// Resolves the items of an event.
    init(_ range: ItemRange, of batch: borrowing ActivityBatch, knowing knowledge: inout some Knowledge) {
        let items = batch.items[range.indices]
        let first = range.indices.lowerBound
        let parents = items.indices.filter { items[$0].part == .parent }
        for index in items.indices {
            let isOld = range.from.map { Int($0) + first } == index
            let parent = items[index].part == .parent ? nil : isOld ? parents.last : parents.first
            let directory = parent.flatMap { knowledge.names(of: $0 - first, items[$0]).last }
            var place = Self.place(of: items[index], index - first, in: directory, batch.bytes.span, &knowledge)
            if place.resolvedBy == .identity,
                knowledge.areFromSnapshot(index - first, items[index])
                    || parent.map({ knowledge.areFromSnapshot($0 - first, items[$0]) }) == true
            {
                place.resolvedBy = .hostMap
            }
            places.append(place)
        }
    }

    private static func place(
        of item: FileItem,
        _ index: Int,
        in directory: [UInt8]?,
        _ bytes: Span<UInt8>,
        _ knowledge: inout some Knowledge
    ) -> Place {
        var named: [UInt8] = []
        named.append(copying: bytes.extracting(item.path.indices))
        // A file that the call made has an inode that stood for something else before, if for anything.
        let known = item.part == .create ? [] : knowledge.names(of: index, item)
        let inParent = directory.flatMap { path(of: item, in: $0, bytes) }
        let isNamed = !named.isEmpty
        if isNamed, DockerPlace(path: named.span) == .other {
            // A name of no Docker file led to one all the same: through a link, as a hard link, from a container.
            if let inParent, DockerPlace(path: inParent.span) != .other {
                return Place(path: inParent, resolvedBy: .identity)
            }
            if let docker = known.last(where: { DockerPlace(path: $0.span) != .other }) {
                return Place(path: docker, resolvedBy: .identity)
            }
        }
        if isNamed, inParent == named || known.contains(named) { return Place(path: named, resolvedBy: item.basis) }
        if isNamed, let path = knowledge.hostPath(of: named) {
            return Place(path: path, resolvedBy: path == named ? item.basis : .identity)
        }
        if let inParent {
            let isBelowLayer = isNamed && knowledge.isEngines
            return Place(path: inParent, resolvedBy: isBelowLayer ? .engineChroot : .identity)
        }
        if let name = known.last(where: { DockerPlace(path: $0.span) != .other }) ?? known.last {
            return Place(path: name, resolvedBy: .identity)
        }
        if isNamed, let path = knowledge.mounted(named, item) { return Place(path: path, resolvedBy: .containerMount) }
        return Place()
    }

    /// The path of an item in a directory.
    private static func path(of item: FileItem, in directory: [UInt8], _ bytes: Span<UInt8>) -> [UInt8]? {
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
