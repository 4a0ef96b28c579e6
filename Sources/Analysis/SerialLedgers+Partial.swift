import AuditEvents
import AuditRecords

extension SerialLedgers {
    func write(to writer: inout PartialWriter) {
        writer.number(recordsOfFurtherNodes)
        writer.optional(furtherNodes) { $0.number($1) }
        writer.number(names.count)
        for (name, ledger) in zip(names, ledgers) {
            writer.text(name)
            writer.number(ledger.forgottenGaps)
            writer.list(ledger.boots) { writer, runs in
                writer.list(runs) { writer, run in
                    run.first.write(to: &writer)
                    run.last.write(to: &writer)
                    writer.signed(run.times.lowerBound)
                    writer.signed(run.times.upperBound)
                }
            }
        }
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        let furtherRecords = try reader.number()
        let further = try reader.optional { reader throws(PartialError.Kind) in
            try reader.index(below: Self.nodesLimit + 1)
        }
        let nodes = try reader.list(limit: Self.nodesLimit + 1) { reader throws(PartialError.Kind) in
            let name = try reader.text()
            let forgotten = try reader.number()
            let boots = try reader.list(limit: SerialLedger.bootsLimit) { reader throws(PartialError.Kind) in
                try reader.list(limit: SerialLedger.runsLimit) { reader throws(PartialError.Kind) in
                    try Self.run(from: &reader)
                }
            }
            guard let ledger = SerialLedger(boots: boots, forgottenGaps: forgotten) else {
                throw reader.invalid("serials stand in no order")
            }
            return (name, ledger)
        }
        guard
            let ledgers = SerialLedgers(
                names: nodes.map(\.0),
                ledgers: nodes.map(\.1),
                recordsOfFurtherNodes: furtherRecords,
                furtherNodes: further
            )
        else { throw reader.invalid("a node stands there twice") }
        self = ledgers
    }

    private static func run(from reader: inout PartialReader) throws(PartialError.Kind) -> SerialLedger.Run {
        let first = try RecordMark(from: &reader)
        let last = try RecordMark(from: &reader)
        guard first.stamp.serial <= last.stamp.serial else { throw reader.invalid("serials stand in no order") }
        return SerialLedger.Run(times: try reader.times(), first: first, last: last)
    }
}
