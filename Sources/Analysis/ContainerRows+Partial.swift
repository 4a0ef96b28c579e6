import DockerActivity

extension ContainerRows {
    func write(to writer: inout PartialWriter) {
        writer.number(beyondLimit)
        writer.optional(bound.smallestRefused) { writer, key in
            writer.text(key.node)
            writer.text(key.id)
        }
        writer.list(sorted) { writer, entry in
            writer.text(entry.key.node)
            writer.text(entry.key.id)
            writer.text(entry.value.name)
            writer.text(entry.value.image)
            writer.text(entry.value.startedFrom)
            writer.optional(entry.value.starter) { writer, starter in
                writer.optional(starter.login.id) { $0.number($1) }
                writer.text(starter.login.name)
                writer.text(starter.confidence.rawValue)
            }
            writer.signed(entry.value.first)
            writer.signed(entry.value.last)
            writer.number(entry.value.activities)
            writer.number(entry.value.hostWrites)
        }
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        self.init(limits: .host)
        beyondLimit = try reader.count()
        bound = KeyBound(
            smallestRefused: try reader.optional { reader throws(PartialError.Kind) in try Self.key(from: &reader) }
        )
        let count = try reader.index(below: limits.containers + 1)
        for expected in 0..<count {
            let key = try Self.key(from: &reader)
            var row = Row()
            row.name = Array(try reader.slice().prefix(Self.textLimit))
            row.image = Array(try reader.slice().prefix(Self.textLimit))
            row.startedFrom = Array(try reader.slice().prefix(Self.textLimit))
            row.starter = try reader.optional { reader throws(PartialError.Kind) in
                let id = try reader.optional { reader throws(PartialError.Kind) in
                    try reader.number(as: UInt32.self)
                }
                let name = Array(try reader.slice().prefix(Self.textLimit))
                let confidence = try reader.value(of: Confidence.self)
                return Starter(login: Report.LoginName(id: id, name: name), confidence: confidence)
            }
            let times = try reader.times()
            row.first = times.lowerBound
            row.last = times.upperBound
            row.activities = try reader.count()
            row.hostWrites = try reader.count()
            add(row, key)
            guard rows.count == expected + 1 else {
                throw reader.invalid("a container stands there twice, or beyond the limit")
            }
        }
    }

    private static func key(from reader: inout PartialReader) throws(PartialError.Kind) -> Key {
        let node = Array(try reader.slice().prefix(textLimit))
        return Key(node: node, id: Array(try reader.slice().prefix(textLimit)))
    }
}
