public import DockerActivity

/// Some activities of a timeline, in order.
public struct TimelinePiece: Sendable {
    /// Runs of neighbours in one batch.
    private var stretches: [(batch: Int, positions: Range<Int>)] = []
    private var batches: [SharedActivities] = []
    /// How many activities there are.
    public private(set) var count = 0
    /// Bytes of their texts.
    private(set) var textBytes = 0

    /// Whether so much has been gathered that it is worth going on with.
    var isFull: Bool { count >= Self.activitiesLimit || textBytes >= Self.bytesLimit }

    /// Activities of a piece: their lines are some hundred kilobytes, which stay in the cache.
    private static let activitiesLimit = 256
    /// Bytes of texts of a piece, unless a single activity has more; only hostile logs come near it.
    private static let bytesLimit = 1 << 20

    /// The activities, in order: each time some neighbours in a batch.
    public var runs: some Sequence<(positions: Range<Int>, batch: ActivityBatch)> {
        stretches.lazy.map { ($0.positions, batches[$0.batch].batch) }
    }

    mutating func append(_ judged: JudgedActivity) {
        count += 1
        textBytes += judged.textBytes
        let (activities, position) = (judged.activities, judged.position)
        if let last = stretches.last, batches[last.batch] === activities, last.positions.upperBound == position {
            stretches[stretches.count - 1].positions = last.positions.lowerBound..<position + 1
            return
        }
        // The batches of one piece are few, and the one wanted is nearly always among the last.
        let known = batches.lastIndex { $0 === activities }
        if known == nil { batches.append(activities) }
        stretches.append((known ?? batches.count - 1, position..<position + 1))
    }
}
