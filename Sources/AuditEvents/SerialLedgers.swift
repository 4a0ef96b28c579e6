import AuditRecords

/// The serials of every node in a log, and the nodes' names.
public struct SerialLedgers: Sendable {
    /// Nodes that are told apart; records of further ones count as of one more node without a name.
    public static let nodesLimit = 4096
    /// Bytes of a node's name; no host name is longer (RFC 1035), and a longer one counts as of a further node.
    public static let nameLimit = 255

    /// The nodes' names in the order they were met; an empty one for records without `node=`.
    public private(set) var names: [[UInt8]] = []
    /// Their ledgers, by the same index.
    public private(set) var ledgers: [SerialLedger] = []
    /// Records of nodes beyond the limit.
    public private(set) var recordsOfFurtherNodes: UInt64 = 0
    private var latest = 0
    /// The node without a name, as most logs have it alone.
    private var unnamed: UInt16?
    /// The number that all nodes beyond the limit share; nil as long as there is none.
    public private(set) var furtherNodes: Int?

    /// No nodes.
    public init() {}

    /// Ledgers that were kept; nil if they cannot be: too many nodes, one of them twice, or one without a ledger.
    public init?(names: [[UInt8]], ledgers: [SerialLedger], recordsOfFurtherNodes: UInt64, furtherNodes: Int?) {
        let told = names.indices.filter { $0 != furtherNodes }
        guard names.count == ledgers.count, told.count <= Self.nodesLimit, names.count <= Self.nodesLimit + 1,
            furtherNodes.map(names.indices.contains) ?? true, Set(told.map { names[$0] }).count == told.count
        else { return nil }
        self.names = names
        self.ledgers = ledgers
        self.recordsOfFurtherNodes = recordsOfFurtherNodes
        self.furtherNodes = furtherNodes
    }

    /// The number of a node by its name, which is a range of `line`.
    @inline(__always)
    mutating func node(named line: Span<UInt8>, _ name: ByteRange) -> UInt16 {
        if name.isEmpty, let unnamed { return unnamed }
        let node = find(line, name)
        if name.isEmpty { unnamed = node }
        return node
    }

    private mutating func find(_ line: Span<UInt8>, _ name: ByteRange) -> UInt16 {
        if latest < names.count, isName(latest, line, name) { return UInt16(latest) }
        if let known = names.indices.first(where: { isName($0, line, name) }) {
            latest = known
        } else if names.count < Self.nodesLimit, name.count <= Self.nameLimit {
            var copy: [UInt8] = []
            copy.append(copying: line.extracting(name.indices))
            names.append(copy)
            ledgers.append(SerialLedger())
            latest = names.count - 1
        } else {
            recordsOfFurtherNodes += 1
            return furtherNode()
        }
        return UInt16(latest)
    }

    /// The number that all nodes beyond the limit share.
    private mutating func furtherNode() -> UInt16 {
        if let furtherNodes { return UInt16(furtherNodes) }
        furtherNodes = names.count
        names.append(Array("(further nodes)".utf8))
        ledgers.append(SerialLedger())
        return UInt16(names.count - 1)
    }

    /// Enters an event into a node's ledger.
    mutating func note(_ mark: RecordMark, node: UInt16) -> SerialLedger.Answer {
        ledgers[Int(node)].note(mark)
    }

    /// Whether the kernel's stamp of an event was entered.
    public func holds(_ event: borrowing Event) -> Bool {
        let name = event.bytes[event.node.indices]
        guard let node = names.firstIndex(where: { name.elementsEqual($0) }) else { return false }
        return ledgers[node].holds(event.stamp)
    }

    /// Enters what the nodes of a later part of the same log have; gives how many serials were there already.
    ///
    /// The part's lines are counted from so many further on.
    public mutating func note(_ later: SerialLedgers, movingLinesBy shift: UInt64 = 0) -> UInt64 {
        var known: UInt64 = 0
        for (name, ledger) in zip(later.names, later.ledgers) {
            var ledger = ledger
            if shift > 0 { ledger.moveLines(by: shift) }
            let whole = ByteRange(start: 0, end: name.count)
            known += ledgers[Int(node(named: name.span, whole))].note(ledger)
        }
        recordsOfFurtherNodes += later.recordsOfFurtherNodes
        return known
    }

    private func isName(_ index: Int, _ line: Span<UInt8>, _ name: ByteRange) -> Bool {
        guard names[index].count == name.count else { return false }
        for offset in 0..<name.count where names[index][offset] != line[Int(name.start) + offset] { return false }
        return true
    }
}
