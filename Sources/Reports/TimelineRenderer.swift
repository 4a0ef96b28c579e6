public import DockerActivity

/// Turns activities into lines of one format.
public protocol TimelineRenderer: Sendable {
    /// Whether each line says the same whatever stands before it, so that several renderers can share the work.
    static var linesAreIndependent: Bool { get }

    /// How many secrets were replaced so far; of formats that print no command lines, none.
    var redactions: UInt64 { get }

    /// Appends what stands before all activities, if the format has such a thing.
    mutating func appendHeader(to output: inout OutputBuffer)

    /// Appends some of a batch's activities; positions that the batch does not have are passed over.
    mutating func append(_ positions: Range<Int>, of batch: ActivityBatch, to output: inout OutputBuffer)

    /// Appends what was held back until all activities are known; of formats that hold nothing back, nothing.
    mutating func appendEnd(to output: inout OutputBuffer)
}

extension TimelineRenderer {
    /// None.
    public var redactions: UInt64 { 0 }

    /// Appends nothing.
    public mutating func appendEnd(to output: inout OutputBuffer) {}
}
