import AuditEvents
import AuditRecords

extension ActivityExtractor {
    /// Bytes of arguments that are kept: as much as a command line that a person types, and more.
    private static let argumentsLimit = 1 << 14

    /// Adds the arguments of an execution whose program works for the engine: its client, a shim, runc.
    func addArguments(
        to activity: inout Activity,
        _ event: borrowing Event,
        into batch: inout ActivityBatch
    ) {
        guard let execution,
            Self.isOfEngine(batch.bytes.span.extracting(activity.subject.executable.indices))
        else { return }
        var isComplete = execution.isComplete
        let bytes = event.bytes.span
        activity.arguments = batch.storing { output in
            let start = output.count
            for argument in execution.arguments {
                let end = output.count
                for piece in argument.pieces { piece.value.appendText(from: bytes, to: &output) }
                output.append(0)
                if output.count - start > Self.argumentsLimit {
                    output.removeLast(output.count - end)
                    isComplete = false
                    return
                }
            }
        }
        activity.hasMissingArguments = !isComplete
    }

    private static func isOfEngine(_ program: Span<UInt8>) -> Bool {
        ClientFacts.isClient(program) || Program(executable: program) != .other
    }
}
