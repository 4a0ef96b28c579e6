public import AuditEvents
import AuditLogs

/// The analysis of one or more hosts as a value, from which a report is made: saved with `--partial`, joined by `merge`.
///
/// Whatever depends on an order is put into one that depends on the hosts alone, so that values of any grouping of hosts,
/// joined in any order, give the same report, byte for byte, as reading all at once.
///
/// ## The file
/// Eight bytes of magic; the format's number (32 bits) and the length of the body in bytes (64 bits), lowest byte first; the
/// body; and the SHA-256 of all that stands before it. The body is the filter, the account of what was named, and the hosts in
/// order, each with its length before it. Numbers, texts and lists are written as `PartialWriter` says. A change of the body's
/// form, or of the keys by which tables choose what they keep, raises the format's number: a reader reads its own format and no other.
public struct PartialResult: Sendable {
    /// The format's number.
    public static let format: UInt32 = 12
    /// Bytes of the largest file that is read: 1 GiB, some forty hosts whose tables are all full, or many thousands as they are.
    public static let sizeLimit = 1 << 30

    /// Which activities were wanted.
    public internal(set) var filter = ActivityFilter()
    /// The hosts, in order.
    var hosts: [HostResult] = []
    /// What discovery found that is not about one host alone.
    var account = InputAccount()

    /// Nothing analysed.
    public init() {}

    /// Names of the hosts.
    public var hostNames: [String] { hosts.map(\.name) }

    /// Gives the host a name, if there is but one.
    public mutating func name(_ host: String) {
        if hosts.count == 1 { hosts[0].name = host }
    }

    /// Names the users of a host, where neither its logs do nor what was given with them.
    public mutating func name(usersOf host: String, by names: AccountNames) {
        let given = GivenNames(others: GivenNames.Machine(names))
        for index in hosts.indices where hosts[index].name == host { hosts[index].names.add(given) }
    }

    /// The report over all hosts.
    public consuming func report() -> Report { ReportBuilder.report(of: self) }

    /// Puts the hosts into the order in which a report tells of them.
    mutating func sort() {
        let keyed = hosts.map { (host: $0, key: ($0.name, $0.firstTime ?? .max, $0.files.first?.name ?? "")) }
        hosts = keyed.sorted { $0.key < $1.key }.map(\.host)
    }
}

extension PartialResult {
    /// What a file of partial results begins with: a byte that is no text, the name, and a line end that careless copying changes.
    private static let magic: [UInt8] = [0x8f] + Array("dtpart".utf8) + [0x0a]
    private static let headLength = 20

    /// The value as a file's bytes.
    public var bytes: [UInt8] {
        var writer = PartialWriter()
        filter.write(to: &writer)
        account.write(to: &writer)
        writer.list(hosts) { $0.text($1.encoded) }
        var bytes = Self.magic
        Self.append(UInt64(Self.format), 4, to: &bytes)
        Self.append(UInt64(writer.bytes.count), 8, to: &bytes)
        bytes += writer.bytes
        bytes += ContentDigest.of(bytes.span)
        return bytes
    }

    /// The value that a file holds.
    ///
    /// - Parameters:
    ///   - bytes: all of the file's.
    ///   - path: what an error calls the file.
    /// - Throws: if the bytes are no partial result, of another format, damaged or cut.
    public init(_ bytes: [UInt8], path: String) throws(PartialError) {
        do throws(PartialError.Kind) {
            try self.init(bytes)
        } catch {
            throw PartialError(error, path: path)
        }
    }

    private init(_ bytes: [UInt8]) throws(PartialError.Kind) {
        guard bytes.count >= Self.magic.count, Array(bytes[..<Self.magic.count]) == Self.magic else { throw .foreign }
        let frame = UInt64(Self.headLength + ContentDigest.count)
        guard UInt64(bytes.count) >= frame else { throw .truncated(bytes: UInt64(bytes.count), of: frame) }
        let format = UInt32(truncatingIfNeeded: Self.number(bytes[8..<12]))
        guard format == Self.format else { throw .otherFormat(format) }
        let length = Self.number(bytes[12..<20])
        guard length <= UInt64(Self.sizeLimit) else { throw .tooLarge(limit: UInt64(Self.sizeLimit)) }
        let whole = frame + length
        if UInt64(bytes.count) < whole { throw .truncated(bytes: UInt64(bytes.count), of: whole) }
        if UInt64(bytes.count) > whole { throw .overlong(bytes: UInt64(bytes.count), of: whole) }
        let end = Self.headLength + Int(length)
        guard ContentDigest.of(bytes.span.extracting(0..<end)) == Array(bytes[end...]) else { throw .damaged }
        var reader = PartialReader(bytes[Self.headLength..<end])
        filter = try ActivityFilter(from: &reader)
        account = try InputAccount(from: &reader)
        hosts = try reader.list { reader throws(PartialError.Kind) in
            var inner = PartialReader(try reader.slice())
            let host = try HostResult(from: &inner)
            guard inner.left == 0 else { throw inner.invalid("a host is longer than it should be") }
            return host
        }
        guard reader.left == 0 else { throw reader.invalid("something stands behind the last host") }
    }

    private static func append(_ number: UInt64, _ count: Int, to bytes: inout [UInt8]) {
        for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(index * 8))) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
