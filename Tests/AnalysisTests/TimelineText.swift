import Analysis
import AuditLogs
import AuditRecords
import DockerActivity

/// A timeline in words that tell all that can differ between ways of reading: order, texts, places.
enum TimelineText {
    static func whole(of analysis: LogAnalysis) -> String {
        let timeline = analysis.timeline()
        var lines: [String] = []
        while let piece = timeline.next() {
            for run in piece.runs {
                for position in run.positions { lines.append(line(run.batch.activities[position], run.batch)) }
            }
        }
        let outcome = timeline.outcome()
        lines.append(
            "\(outcome.activities) activities, \(outcome.outOfOrder) out of order, \(outcome.malformed) malformed"
        )
        lines.append("\(outcome.unjoined) unjoined; \(outcome.problems.map(\.description)); \(outcome.notes)")
        return lines.joined(separator: "\n")
    }

    /// The timeline's lines without the last word of each: where in which file an activity stands.
    static func withoutPlaces(_ text: String) -> [Substring] {
        text.split(separator: "\n").map { line in line[..<(line.lastIndex(of: " ") ?? line.endIndex)] }
    }

    private static func line(_ activity: Activity, _ batch: ActivityBatch) -> String {
        func text(_ range: ByteRange) -> String { String(decoding: batch.bytes[range.indices], as: UTF8.self) }
        let subject = activity.subject
        return [
            "\(activity.stamp.milliseconds):\(activity.stamp.serial)", text(activity.node), activity.action.rawValue,
            activity.outcome.rawValue, text(activity.file?.path ?? ByteRange()),
            text(activity.file?.recorded ?? ByteRange()), text(activity.group?.name ?? ByteRange()),
            text(activity.group?.member ?? ByteRange()), text(activity.audit?.operation ?? ByteRange()),
            text(activity.keys), text(subject.login), text(subject.command), text(subject.executable),
            "\(subject.process ?? 0)", "\(activity.evidence.source):\(activity.evidence.line)",
        ]
        .joined(separator: " ")
    }
}
