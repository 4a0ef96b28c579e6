import AuditRecords
import DockerActivity

extension Activity {
    /// Whether it is one of the executions by which `docktrail rules probe` tests the rules.
    ///
    /// Every program of Docker's refuses the option, so that nothing can be hidden behind it.
    func isProbe(in bytes: Span<UInt8>) -> Bool {
        guard action == .execute, !subject.arguments.isEmpty else { return false }
        let arguments = bytes.extracting(subject.arguments.indices)
        guard arguments.hasSuffix("\0--docktrail-rules-probe\0") else { return false }
        var count = 0
        for index in arguments.indices where arguments[index] == 0 { count += 1 }
        return count == 2
    }
}
