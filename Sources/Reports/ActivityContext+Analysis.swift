public import Analysis
import AuditEvents
import DockerActivity

extension ActivityContext {
    /// What an analysis knows: its sources' names, the accounts it was given, and libaudit's tables.
    public init(_ analysis: LogAnalysis) {
        let names = analysis.names
        self.init(
            sources: analysis.sourceNames,
            userName: { names.userName($0) },
            groupName: { names.groupName($0) },
            systemCallName: { Interpretation.systemCallName($0.number, architecture: $0.architecture) },
            architectureName: { Interpretation.architectureName($0) },
            errorName: { Interpretation.errorName($0) }
        )
    }
}
