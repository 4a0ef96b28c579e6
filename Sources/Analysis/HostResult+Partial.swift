import AuditEvents
import AuditLogs
import AuditRecords
import DockerActivity

extension HostResult {
    /// The host's part of a partial result; its SHA-256 is how a later slice names what it continues.
    var encoded: [UInt8] {
        var writer = PartialWriter()
        writer.text(name)
        account.write(to: &writer)
        writer.list(continued) { $0.text($1) }
        writer.number(files.count)
        for (index, file) in files.enumerated() {
            writer.text(file.name)
            writer.optional(file.storedBytes) { $0.number($1) }
            writer.text(file.storage)
            writer.text(file.outermostName)
            writer.list(file.memberNames) { $0.text($1) }
            writer.optional(scan.digests[index]) { $0.text($1) }
            scan.sources[index].write(to: &writer)
            ending.sources[index].write(to: &writer)
        }
        scan.tally.write(to: &writer)
        writer.list(scan.problems) { $1.write(to: &$0) }
        writer.list(scan.notes) { $0.text($1) }
        tables.write(to: &writer)
        names.write(to: &writer)
        writer.list(waiting) { writer, event in
            writer.list(event.lines) { writer, line in
                writer.text(line.bytes)
                Self.write(line.position, to: &writer)
            }
            writer.number(event.duplicates)
            writer.optional(event.firstDuplicate) { Self.write($1, to: &$0) }
        }
        writer.text(trail.encoded)
        ending.tables.write(to: &writer)
        ending.tally.write(to: &writer)
        ending.coverage.write(to: &writer)
        writer.number(ending.untoldFiles)
        writer.number(ending.forgottenMatches)
        writer.number(ending.unfollowed)
        return writer.bytes
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        let name = try reader.string()
        let account = try InputAccount(from: &reader)
        let continued = try reader.list(limit: Self.continuedLimit) { reader throws(PartialError.Kind) in
            let digest = try reader.text()
            guard digest.count == ContentDigest.count else { throw reader.invalid("a digest has the wrong length") }
            return digest
        }
        var scan = ScanResult(tally: ScanTally(), sources: [], digests: [])
        var ending = HostEnding()
        let files = try reader.list { reader throws(PartialError.Kind) in
            let name = try reader.string()
            let bytes = try reader.optional { reader throws(PartialError.Kind) in try reader.count() }
            let storage = try reader.string()
            let outermostName = try reader.string()
            let memberNames = try reader.list(limit: File.archivesLimit) { reader throws(PartialError.Kind) in
                try reader.text()
            }
            scan.digests.append(try reader.optional { reader throws(PartialError.Kind) in try reader.string() })
            scan.sources.append(try SourceTally(from: &reader))
            ending.sources.append(try EventIntake.SourceEvents(from: &reader))
            return File(
                name: name,
                storedBytes: bytes,
                storage: storage,
                outermostName: outermostName,
                memberNames: memberNames
            )
        }
        scan.tally = try ScanTally(from: &reader)
        scan.problems = try reader.list { reader throws(PartialError.Kind) in try LogFileError(from: &reader) }
        scan.notes = try reader.list { reader throws(PartialError.Kind) in try reader.string() }
        let tables = try ActivityTables(from: &reader)
        let names = try GivenNames(from: &reader)
        let waiting = try reader.list(limit: EventAssembler.window) { reader throws(PartialError.Kind) in
            let lines = try reader.list(limit: EventAssembler.recordsLimit) { reader throws(PartialError.Kind) in
                try Self.line(from: &reader, sources: files.count)
            }
            var event = WaitingEvent(lines: lines)
            event.duplicates = try reader.number(as: UInt32.self)
            event.firstDuplicate = try reader.optional { reader throws(PartialError.Kind) in
                try Self.position(from: &reader, sources: files.count)
            }
            return event
        }
        let trail = try TrailState(from: PartialReader(try reader.slice()))
        ending.tables = try ActivityTables(from: &reader)
        ending.tally = try ScanTally(from: &reader)
        ending.coverage = try CoverageFindings(from: &reader)
        ending.untoldFiles = try reader.count()
        ending.forgottenMatches = try reader.count()
        ending.unfollowed = try reader.count()
        self.init(
            name: name,
            files: files,
            scan: scan,
            tables: tables,
            names: names,
            trail: trail,
            waiting: waiting,
            ending: ending,
            account: account,
            continued: continued
        )
    }

    private static func line(
        from reader: inout PartialReader,
        sources: Int
    ) throws(PartialError.Kind) -> WaitingEvent.Line {
        let bytes = try reader.text()
        return WaitingEvent.Line(bytes: bytes, position: try position(from: &reader, sources: sources))
    }

    private static func write(_ position: RecordPosition, to writer: inout PartialWriter) {
        writer.number(position.source)
        writer.number(position.line)
        writer.number(position.offset)
    }

    private static func position(
        from reader: inout PartialReader,
        sources: Int
    ) throws(PartialError.Kind) -> RecordPosition {
        let source = UInt32(try reader.index(below: sources))
        let line = try reader.count()
        return RecordPosition(source: source, line: line, offset: try reader.number())
    }
}

extension EventIntake.SourceEvents {
    fileprivate func write(to writer: inout PartialWriter) {
        writer.number(events)
        writer.number(enriched)
        writer.number(raw)
    }

    fileprivate init(from reader: inout PartialReader) throws(PartialError.Kind) {
        self.init(events: try reader.count(), enriched: try reader.count(), raw: try reader.count())
    }
}
