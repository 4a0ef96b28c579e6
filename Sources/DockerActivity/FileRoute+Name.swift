import AuditRecords

extension FileRoute {
    /// What a file's name as recorded, and the path that it leads to by itself, have to do with the true path.
    ///
    /// `named` is empty where the name leads to no path without knowing more.
    init(
        recorded: Span<UInt8>,
        named: Span<UInt8>,
        to path: Span<UInt8>,
        _ resolution: PathResolution,
        _ lineage: ProcessTable.Lineage
    ) {
        switch PathText.processView(recorded) {
        case .root: self = .foreign
        case .descriptor: self = .descriptor
        case .file: self = .link
        case nil: self.init(named: named, hasName: recorded.count > 0, to: path, resolution, lineage)
        }
    }

    private init(
        named: Span<UInt8>,
        hasName: Bool,
        to path: Span<UInt8>,
        _ resolution: PathResolution,
        _ lineage: ProcessTable.Lineage
    ) {
        if path.isEmpty {
            self = .unknown
        } else if resolution == .containerMount || resolution == .engineChroot {
            self = .foreign
        } else if named.isEmpty {
            // A call on a descriptor has no name at all: how the file was opened is another event.
            self = hasName ? .descriptor : .unknown
        } else if PathText.areAliases(named, path) {
            self = .plain
        } else if Self.isInOtherRoot(named, path) {
            self = .foreign
        } else {
            switch lineage {
            case .host, .unknown: self = Self.isInMovedDataRoot(named, path) ? .plain : .link
            case .container, .engine, .claimedEngine, .shim, .runc: self = .foreign
            }
        }
    }

    /// Whether a name is the true path below another directory: `/host/etc/docker/daemon.json`.
    private static func isInOtherRoot(_ name: Span<UInt8>, _ path: Span<UInt8>) -> Bool {
        name.count > path.count && name.ends(with: path)
    }

    /// Whether a name is that of a file in the engine's data root, which lies elsewhere behind a link.
    private static func isInMovedDataRoot(_ name: Span<UInt8>, _ path: Span<UInt8>) -> Bool {
        let root: StaticString = "/var/lib/docker"
        guard path.hasPrefix("/var/lib/docker/") else { return false }
        return name.ends(with: path.extracting(root.utf8CodeUnitCount..<path.count))
    }
}

extension Span<UInt8> {
    /// Whether other bytes stand at the end.
    fileprivate func ends(with other: Span<UInt8>) -> Bool {
        count >= other.count && extracting((count - other.count)..<count).holdsSame(as: other)
    }
}

extension Activity {
    /// Says by which way the file was reached, once its path and its process are known.
    mutating func setRoute(_ process: ProcessTable.Process?, of batch: borrowing ActivityBatch) {
        guard let file else { return }
        let named = batch.items[items.indices]
        let target = items.target.map { named.startIndex + Int($0) }
        guard let index = target ?? named.firstIndex(where: { $0.part == .parent }) else { return }
        let bytes = batch.bytes.span
        self.file?.route = FileRoute(
            recorded: bytes.extracting(named[index].recorded.indices),
            named: bytes.extracting(named[index].path.indices),
            to: bytes.extracting(file.path.indices),
            file.resolvedBy,
            process?.lineage ?? .unknown
        )
    }
}
