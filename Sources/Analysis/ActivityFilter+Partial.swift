import Detections
import DockerActivity

extension ActivityFilter {
    /// The same filter, its lists in one order and without repeats: filters that let the same through are equal.
    var normalised: ActivityFilter {
        func sorted<Value: Comparable & Hashable>(_ values: [Value]) -> [Value] { Set(values).sorted() }
        var filter = self
        filter.users = sorted(users)
        filter.paths = sorted(paths)
        filter.files = sorted(files)
        filter.places = Set(places).sorted { $0.rawValue < $1.rawValue }
        filter.inodes = sorted(inodes)
        filter.containers = sorted(containers)
        filter.sources = sorted(sources)
        filter.sessions = sorted(sessions)
        filter.trees = sorted(trees)
        filter.actions = Set(actions).sorted { $0.rawValue < $1.rawValue }
        filter.keys = sorted(keys)
        filter.serials = sorted(serials)
        filter.nodes = sorted(nodes)
        filter.sets = sorted(sets)
        filter.findings = sorted(findings)
        filter.incidents = sorted(incidents)
        return filter
    }

    func write(to writer: inout PartialWriter) {
        writer.optional(since) { $0.signed($1) }
        writer.optional(until) { $0.signed($1) }
        writer.list(users) { $0.text($1.text) }
        writer.list(paths) { $0.text($1.text) }
        writer.list(files) { $0.text($1.text) }
        writer.list(places) { $0.text($1.rawValue) }
        writer.list(inodes) { $0.text($1.text) }
        writer.list(containers) { $0.text($1.text) }
        writer.list(sources) { $0.text($1.text) }
        writer.list(sessions) { $0.number($1) }
        writer.list(trees) { $0.number($1) }
        writer.list(actions) { $0.text($1.rawValue) }
        writer.list(keys) { $0.text($1.text) }
        writer.list(serials) { $0.number($1) }
        writer.list(nodes) { $0.text($1.text) }
        writer.list(sets) { $0.text($1.text) }
        writer.optional(level) { $0.text($1.rawValue) }
        writer.list(findings) { $0.text($1.text) }
        writer.list(incidents) { $0.text($1.text) }
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        since = try reader.optional { reader throws(PartialError.Kind) in try reader.signed() }
        until = try reader.optional { reader throws(PartialError.Kind) in try reader.signed() }
        users = try Self.texts(from: &reader).map { UserPattern($0) }
        paths = try Self.texts(from: &reader).map { FilterText($0) }
        files = try Self.texts(from: &reader).map { FilterText($0) }
        places = try reader.list { reader throws(PartialError.Kind) in try reader.value(of: DockerPlace.self) }
        inodes = try reader.list { reader throws(PartialError.Kind) in
            guard let inode = InodePattern(try reader.string()) else { throw reader.invalid("an inode is none") }
            return inode
        }
        containers = try Self.texts(from: &reader).map { ContainerPattern($0) }
        sources = try Self.texts(from: &reader).map { AddressPattern($0) }
        sessions = try reader.list { reader throws(PartialError.Kind) in try reader.number(as: UInt32.self) }
        trees = try reader.list { reader throws(PartialError.Kind) in try reader.number(as: UInt32.self) }
        actions = try reader.list { reader throws(PartialError.Kind) in try reader.value(of: Action.self) }
        keys = try Self.texts(from: &reader).map { FilterText($0) }
        serials = try reader.list { reader throws(PartialError.Kind) in try reader.number() }
        nodes = try Self.texts(from: &reader).map { FilterText($0) }
        sets = try Self.texts(from: &reader).map { FilterText($0) }
        level = try reader.optional { reader throws(PartialError.Kind) in try reader.value(of: Level.self) }
        findings = try Self.texts(from: &reader).map { FilterText($0) }
        incidents = try Self.texts(from: &reader).map { FilterText($0) }
    }

    private static func texts(from reader: inout PartialReader) throws(PartialError.Kind) -> [String] {
        try reader.list { reader throws(PartialError.Kind) in try reader.string() }
    }
}
