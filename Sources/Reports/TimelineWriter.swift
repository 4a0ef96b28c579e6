public import Analysis
internal import DockerActivity

/// Turns a timeline into bytes, on several cores where the format's lines do not depend on each other.
public struct TimelineWriter<Renderer: TimelineRenderer>: Sendable {
    private let renderer: Renderer
    private let cores: Int

    /// A writer of one format that uses so many cores.
    public init(_ renderer: Renderer, cores: Int) {
        self.renderer = renderer
        self.cores = cores
    }

    /// Writes a whole timeline, in order: `write` gets bytes whenever enough of them wait.
    ///
    /// - Returns: how many secrets were replaced.
    /// - Throws: what `write` throws, which ends the writing.
    public func write<Failure: Error>(
        _ timeline: TimelineReader,
        write: (inout OutputBuffer) throws(Failure) -> Void
    ) throws(Failure) -> UInt64 {
        var buffer = OutputBuffer()
        var first = renderer
        first.appendHeader(to: &buffer)
        guard Renderer.linesAreIndependent else {
            while let piece = timeline.next() {
                Self.append(piece, &first, to: &buffer)
                if buffer.isFull { try write(&buffer) }
            }
            first.appendEnd(to: &buffer)
            try write(&buffer)
            return first.redactions
        }
        try write(&buffer)
        let begun = first
        let work = OrderedWork(cores: cores, next: timeline.next) { piece in
            var renderer = begun
            var buffer = OutputBuffer()
            Self.append(piece, &renderer, to: &buffer)
            return (buffer, renderer.redactions)
        }
        defer { work.stop() }
        var redactions: UInt64 = 0
        while let result = work.take() {
            var written = result.0
            redactions += result.1
            try write(&written)
        }
        return redactions
    }

    private static func append(_ piece: TimelinePiece, _ renderer: inout Renderer, to buffer: inout OutputBuffer) {
        for run in piece.runs { renderer.append(run.positions, of: run.batch, to: &buffer) }
    }
}
