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
        let firstParent = items.firstIndex { $0.part == .parent }
        let lastParent = items.lastIndex { $0.part == .parent }
        places.reserveCapacity(items.count)
        for index in items.indices {
            let isOld = range.from.map { Int($0) + first } == index
            let parent = items[index].part == .parent ? nil : isOld ? lastParent : firstParent
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
        let named = bytes.extracting(item.path.indices)
        let isNamed = !named.isEmpty
        // A file that the call made has an inode that stood for something else before, if for anything.
        let known = item.part == .create ? [] : knowledge.names(of: index, item)
        let name = Self.name(of: item, bytes)
        let isInDirectory = directory.map { named.isPath(of: bytes.extracting(name), in: $0.span) } ?? false
        if isNamed, DockerPlace(path: named) == .other {
            // A name of no Docker file led to one all the same: through a link, as a hard link, from a container.
            if !isInDirectory, let inParent = directory.flatMap({ Self.path(of: bytes.extracting(name), in: $0) }),
                DockerPlace(path: inParent.span) != .other
            {
                return Place(path: inParent, resolvedBy: .identity)
            }
            if let docker = known.last(where: { DockerPlace(path: $0.span) != .other }) {
                return Place(path: docker, resolvedBy: .identity)
            }
        }
        if isNamed, let same = known.last(where: { $0.span.holdsSame(as: named) }) {
            return Place(path: same, resolvedBy: item.basis)
        }
        let given = [UInt8](copying: named)
        if isNamed, isInDirectory { return Place(path: given, resolvedBy: item.basis) }
        if isNamed, let path = knowledge.hostPath(of: given) {
            return Place(path: path, resolvedBy: path == given ? item.basis : .identity)
        }
        if let inParent = directory.flatMap({ Self.path(of: bytes.extracting(name), in: $0) }) {
            let isBelowLayer = isNamed && knowledge.isEngines
            return Place(path: inParent, resolvedBy: isBelowLayer ? .engineChroot : .identity)
        }
        if let name = known.last(where: { DockerPlace(path: $0.span) != .other }) ?? known.last {
            return Place(path: name, resolvedBy: .identity)
        }
        if isNamed, let path = knowledge.mounted(given, item) {
            return Place(path: path, resolvedBy: .containerMount)
        }
        return Place()
    }

    /// Where the name that an item has in its directory stands; empty where it has none of its own.
    private static func name(of item: FileItem, _ bytes: Span<UInt8>) -> Range<Int> {
        let recorded = bytes.extracting(item.recorded.indices)
        var end = recorded.count
        while end > 0, recorded[end - 1] == UInt8(ascii: "/") { end -= 1 }
        var start = end
        while start > 0, recorded[start - 1] != UInt8(ascii: "/") { start -= 1 }
        let name = recorded.extracting(start..<end)
        guard !name.equals("."), !name.equals("..") else { return 0..<0 }
        return Int(item.recorded.start) + start..<Int(item.recorded.start) + end
    }

    /// The path of a name in a directory; nil without a name.
    private static func path(of name: Span<UInt8>, in directory: [UInt8]) -> [UInt8]? {
        guard !name.isEmpty else { return nil }
        var path: [UInt8] = []
        path.reserveCapacity(directory.count + 1 + name.count)
        if !directory.span.isRoot { path += directory }
        path.append(UInt8(ascii: "/"))
        path.append(copying: name)
        return path
    }
}

extension Span<UInt8> {
    /// Whether it is the root directory.
    fileprivate var isRoot: Bool { count == 1 && self[0] == UInt8(ascii: "/") }

    /// Whether it is the path of a name in a directory; of no name none is.
    fileprivate func isPath(of name: Span<UInt8>, in directory: Span<UInt8>) -> Bool {
        let slash = directory.isRoot ? 0 : directory.count
        guard !name.isEmpty, count == slash + 1 + name.count, self[slash] == UInt8(ascii: "/") else { return false }
        return extracting(0..<slash).holdsSame(as: directory.extracting(0..<slash))
            && extracting(slash + 1..<count).holdsSame(as: name)
    }
}
