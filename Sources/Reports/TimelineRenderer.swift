public import DockerActivity

/// Turns activities into lines of one format.
public protocol TimelineRenderer: Sendable {
    /// Appends what stands before all activities, if the format has such a thing.
    mutating func appendHeader(to output: inout OutputBuffer)

    /// Appends some of a batch's activities; positions that the batch does not have are passed over.
    mutating func append(_ positions: Range<Int>, of batch: ActivityBatch, to output: inout OutputBuffer)
}

extension TimelineRenderer {
    /// Appends all activities of a batch, and hands the bytes to `write` whenever enough of them wait.
    ///
    /// What is left is handed over with the next batch, or by whoever owns the buffer.
    public mutating func append<Failure: Error>(
        _ batch: ActivityBatch,
        to output: inout OutputBuffer,
        write: (inout OutputBuffer) throws(Failure) -> Void
    ) throws(Failure) {
        var start = 0
        while start < batch.activities.count {
            let end = min(start + activitiesPerStep, batch.activities.count)
            append(start..<end, of: batch, to: &output)
            if output.isFull { try write(&output) }
            start = end
        }
    }

    /// So few that the buffer stays near its size even where every text is long.
    private var activitiesPerStep: Int { 64 }
}
