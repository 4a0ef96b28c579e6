import DockerActivity

extension ActivityFilter {
    /// The same filter, its lists in one order and without repeats: filters that let the same through are equal.
    var normalised: ActivityFilter {
        func sorted<Value: Comparable & Hashable>(_ values: [Value]) -> [Value] { Set(values).sorted() }
        var filter = self
        filter.users = sorted(users)
        filter.paths = sorted(paths)
        filter.actions = Set(actions).sorted { $0.rawValue < $1.rawValue }
        filter.keys = sorted(keys)
        filter.serials = sorted(serials)
        filter.nodes = sorted(nodes)
        return filter
    }

    func write(to writer: inout PartialWriter) {
        writer.optional(since) { $0.signed($1) }
        writer.optional(until) { $0.signed($1) }
        writer.list(users) { $0.text($1) }
        writer.list(paths) { $0.text($1) }
        writer.list(actions) { $0.text($1.rawValue) }
        writer.list(keys) { $0.text($1) }
        writer.list(serials) { $0.number($1) }
        writer.list(nodes) { $0.text($1) }
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        since = try reader.optional { reader throws(PartialError.Kind) in try reader.signed() }
        until = try reader.optional { reader throws(PartialError.Kind) in try reader.signed() }
        users = try reader.list { reader throws(PartialError.Kind) in try reader.string() }
        paths = try reader.list { reader throws(PartialError.Kind) in try reader.string() }
        actions = try reader.list { reader throws(PartialError.Kind) in try reader.value(of: Action.self) }
        keys = try reader.list { reader throws(PartialError.Kind) in try reader.string() }
        serials = try reader.list { reader throws(PartialError.Kind) in try reader.number() }
        nodes = try reader.list { reader throws(PartialError.Kind) in try reader.string() }
    }
}
