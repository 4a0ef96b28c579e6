public import AuditRecords
public import DockerActivity

/// What a process runs, as its last activity tells.
struct KnownProcess: Sendable, Hashable, Codable {
    /// The machine; empty where the records name none.
    var node: [UInt8] = []
    /// The executable; empty where it is not known.
    var executable: [UInt8] = []
    /// The command line; empty where it is not known.
    var command: [UInt8] = []
}

/// The processes of one host that were seen last, for rules that ask for a parent's program.
///
/// A parent that did nothing that was audited is not known. Then its fields are neither equal nor unequal to anything: a
/// rule that needs them does not match, also where it says `not`.
public struct KnownProcesses: Sendable {
    /// Processes that are kept; of more, those that were first seen longest ago are forgotten.
    public static let limit = 4_096
    /// Bytes of a command line that are kept.
    public static let commandLimit = 4_096

    private var processes: [UInt32: KnownProcess] = [:]
    private var order: [UInt32] = []
    private var oldest = 0

    /// Nothing was seen yet.
    public init() {}

    /// Takes what an activity tells of its own process.
    public mutating func note(_ activity: Activity, of batch: borrowing ActivityBatch) {
        guard let number = activity.subject.process, !activity.subject.executable.isEmpty else { return }
        guard activity.action != .execute || activity.outcome == .success else { return }
        let bytes = batch.bytes.span
        var process = KnownProcess()
        process.node.append(copying: bytes.extracting(activity.node.indices))
        process.executable.append(copying: bytes.extracting(activity.subject.executable.indices))
        let command = bytes.extracting(activity.subject.command.indices)
        process.command.append(copying: command.extracting(first: Self.commandLimit))
        if processes.updateValue(process, forKey: number) == nil { remember(number) }
    }

    private mutating func remember(_ number: UInt32) {
        if order.count < Self.limit {
            order.append(number)
        } else {
            processes[order[oldest]] = nil
            order[oldest] = number
            oldest = (oldest + 1) % Self.limit
        }
    }

    /// The parent of an activity's process; nil where nothing is known of it.
    func parent(of activity: Activity, in bytes: Span<UInt8>) -> KnownProcess? {
        guard let number = activity.subject.parentProcess, let process = processes[number] else { return nil }
        let node = bytes.extracting(activity.node.indices)
        return node.holdsSame(as: process.node.span) ? process : nil
    }
}

extension KnownProcesses: SavedState {
    /// Whether each process stands once in the order, and the oldest is one of them.
    public var isSound: Bool {
        order.count == processes.count && order.count <= Self.limit && order.allSatisfy { processes[$0] != nil }
            && (order.isEmpty ? oldest == 0 : order.indices.contains(oldest))
    }
}
