internal import Analysis
public import DockerActivity

/// Writes each edit as one line for people, with its steps counted.
///
/// An edit's line stands where its first step does: lines wait until no further step can come.
public struct EditTimeline: TimelineRenderer {
    /// Which activities are steps of one edit depends on those before.
    public static var linesAreIndependent: Bool { false }

    private var lines: TextTimeline
    private var folder = EditFolder()
    /// Edits that can be written, reused from time to time.
    private var ready: [Edit] = []

    /// A renderer for a terminal of so many columns; nil, for a pipe, cuts nothing.
    public init(
        context: ActivityContext,
        zone: DisplayZone,
        width: Int?,
        style: TextStyle,
        showsNodes: Bool = false
    ) {
        let layout = TimelineLayout(width: width, actionWidth: 20)
        lines = TextTimeline(context: context, zone: zone, layout: layout, style: style, showsNodes: showsNodes)
    }

    /// Appends the line that names the zone, and the columns' titles.
    public mutating func appendHeader(to output: inout OutputBuffer) {
        lines.appendHeader(to: &output)
    }

    /// Takes some of a batch's activities, and appends a line for each edit that is complete.
    public mutating func append(_ positions: Range<Int>, of batch: ActivityBatch, to output: inout OutputBuffer) {
        for position in positions.clamped(to: batch.activities.indices) {
            folder.add(batch.activities[position], of: batch) { ready.append($0) }
        }
        write(to: &output)
    }

    /// Appends a line for each edit that is left.
    public mutating func appendEnd(to output: inout OutputBuffer) {
        folder.finish { ready.append($0) }
        write(to: &output)
    }

    private mutating func write(to output: inout OutputBuffer) {
        for edit in ready { lines.append(edit, to: &output) }
        ready.removeAll(keepingCapacity: true)
    }
}
