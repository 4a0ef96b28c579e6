public import AuditRecords

/// What was read of one source: counts, first and last stamp, and what was odd.
public struct SourceTally: Sendable {
    /// Bytes after decompression.
    public internal(set) var uncompressedBytes: UInt64 = 0
    /// Lines, the empty and the malformed ones included.
    public internal(set) var lines: UInt64 = 0
    /// Lines that hold a record.
    public internal(set) var records: UInt64 = 0
    /// Events whose first record stands here.
    public internal(set) var events: UInt64 = 0
    /// Lines in which no record can be recognised.
    public internal(set) var malformed: UInt64 = 0
    /// The first malformed line and why; nil where there is none.
    public internal(set) var firstMalformed: (line: UInt64, reason: MalformedLine)?
    /// The time of the record before the first malformed line, in milliseconds since 1970; nil where there is none.
    public internal(set) var timeBeforeMalformed: Int64?
    /// The time of the last record by line, in milliseconds since 1970; nil without a record.
    public internal(set) var lastTime: Int64?
    /// Empty lines.
    public internal(set) var blank: UInt64 = 0
    /// Lines beyond the limit for one line, of which only the beginning was read.
    public internal(set) var cutLines: UInt64 = 0
    /// Bytes that these lines had beyond the limit.
    public internal(set) var cutBytes: UInt64 = 0
    /// NUL bytes between lines.
    public internal(set) var nulBytes: UInt64 = 0
    /// Offset of the first of them.
    public internal(set) var firstNulOffset: UInt64?
    /// Lines that end with a carriage return.
    public internal(set) var carriageReturns: UInt64 = 0
    /// Lines that came by way of the kernel's log or a syslog.
    public internal(set) var relayed: UInt64 = 0
    /// Whether the last line has no newline and may be cut short.
    public internal(set) var endsInsideLine = false
    /// Records of system calls with and without auditd's names.
    public internal(set) var enriched: UInt64 = 0
    /// As `enriched`, without.
    public internal(set) var raw: UInt64 = 0
    /// Earliest and latest time, in milliseconds since 1970; nil without a record.
    public internal(set) var times: ClosedRange<Int64>?
    /// The serials of the earliest and the latest record of the kernel.
    public internal(set) var firstSerial: UInt64?
    /// As `firstSerial`, of the latest.
    public internal(set) var lastSerial: UInt64?
    private var firstSerialTime = Int64.max
    private var lastSerialTime = Int64.min

    /// Enters one record's stamp.
    @inline(__always)
    mutating func note(_ stamp: Stamp, isFromDaemon: Bool) {
        records += 1
        let time = stamp.milliseconds
        lastTime = time
        if let times {
            if time < times.lowerBound {
                self.times = time...times.upperBound
            } else if time > times.upperBound {
                self.times = times.lowerBound...time
            }
        } else {
            times = time...time
        }
        if isFromDaemon { return }
        if time < firstSerialTime {
            firstSerialTime = time
            firstSerial = stamp.serial
        }
        if time >= lastSerialTime {
            lastSerialTime = time
            lastSerial = stamp.serial
        }
    }

    /// Counts one more record of the kernel with the stamp entered last, which tells nothing new.
    @inline(__always)
    mutating func noteRepeatedStamp() { records += 1 }

    /// Takes a line in which no record can be recognised.
    mutating func note(_ line: MalformedLine, at number: UInt64) {
        malformed += 1
        guard firstMalformed == nil else { return }
        firstMalformed = (number, line)
        timeBeforeMalformed = lastTime
    }

    /// Adds what was read of a later part of the same source, which begins with the line that is `firstLine`, counted from
    /// the part's own first.
    mutating func add(_ later: SourceTally, firstLine: UInt64) {
        if firstMalformed == nil, let malformed = later.firstMalformed {
            firstMalformed = (lines + malformed.line - firstLine + 1, malformed.reason)
            timeBeforeMalformed = later.timeBeforeMalformed ?? lastTime
        }
        lastTime = later.lastTime ?? lastTime
        if firstNulOffset == nil { firstNulOffset = later.firstNulOffset }
        uncompressedBytes += later.uncompressedBytes
        lines += later.lines
        records += later.records
        events += later.events
        malformed += later.malformed
        blank += later.blank
        cutLines += later.cutLines
        cutBytes += later.cutBytes
        nulBytes += later.nulBytes
        carriageReturns += later.carriageReturns
        relayed += later.relayed
        endsInsideLine = later.endsInsideLine
        enriched += later.enriched
        raw += later.raw
        if let laterTimes = later.times {
            let known = times ?? laterTimes
            times = min(known.lowerBound, laterTimes.lowerBound)...max(known.upperBound, laterTimes.upperBound)
        }
        if let serial = later.firstSerial, later.firstSerialTime < firstSerialTime {
            firstSerial = serial
            firstSerialTime = later.firstSerialTime
        }
        if let serial = later.lastSerial, later.lastSerialTime >= lastSerialTime {
            lastSerial = serial
            lastSerialTime = later.lastSerialTime
        }
    }

    /// How the source was written: `enriched`, `raw`, `mixed`, or nil where nothing tells.
    public var format: String? {
        switch (enriched > 0, raw > 0) {
        case (true, false): "enriched"
        case (false, true): "raw"
        case (true, true): "mixed"
        case (false, false): nil
        }
    }
}

extension SourceTally {
    func write(to writer: inout PartialWriter) {
        let counts = [
            uncompressedBytes, lines, records, events, malformed, blank, cutLines, cutBytes, nulBytes, carriageReturns,
            relayed, enriched, raw,
        ]
        for count in counts { writer.number(count) }
        writer.optional(firstMalformed) { writer, first in
            writer.number(first.line)
            writer.text(first.reason.reason.rawValue)
            writer.number(first.reason.offset)
        }
        writer.optional(timeBeforeMalformed) { $0.signed($1) }
        writer.optional(lastTime) { $0.signed($1) }
        writer.optional(firstNulOffset) { $0.number($1) }
        writer.flag(endsInsideLine)
        writer.optional(times) { writer, times in
            writer.signed(times.lowerBound)
            writer.signed(times.upperBound)
        }
        writer.optional(firstSerial) { $0.number($1) }
        writer.signed(firstSerialTime)
        writer.optional(lastSerial) { $0.number($1) }
        writer.signed(lastSerialTime)
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        uncompressedBytes = try reader.count()
        lines = try reader.count()
        records = try reader.count()
        events = try reader.count()
        malformed = try reader.count()
        blank = try reader.count()
        cutLines = try reader.count()
        cutBytes = try reader.count()
        nulBytes = try reader.count()
        carriageReturns = try reader.count()
        relayed = try reader.count()
        enriched = try reader.count()
        raw = try reader.count()
        firstMalformed = try reader.optional { reader throws(PartialError.Kind) in
            let line = try reader.number()
            let reason = try reader.value(of: MalformedLine.Reason.self)
            return (line, MalformedLine(reason, at: try reader.number(as: Int.self)))
        }
        timeBeforeMalformed = try reader.optional { reader throws(PartialError.Kind) in try reader.time() }
        lastTime = try reader.optional { reader throws(PartialError.Kind) in try reader.time() }
        firstNulOffset = try reader.optional { reader throws(PartialError.Kind) in try reader.number() }
        endsInsideLine = try reader.flag()
        times = try reader.optional { reader throws(PartialError.Kind) in try reader.times() }
        firstSerial = try reader.optional { reader throws(PartialError.Kind) in try reader.number() }
        firstSerialTime = try reader.signed()
        lastSerial = try reader.optional { reader throws(PartialError.Kind) in try reader.number() }
        lastSerialTime = try reader.signed()
    }
}
