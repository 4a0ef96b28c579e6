import AuditEvents
import AuditRecords
import DockerActivity

/// An activity as rules see it: fields by number.
///
/// A class, because a value would be copied at every step of a condition.
final class ActivityView: FieldView, RuleView {
    /// The activity.
    let activity: Activity
    /// The text that it names.
    let bytes: [UInt8]
    /// What is known of its parent process; nil where nothing is.
    let parent: KnownProcess?
    /// What the client was asked for, read once.
    let client: ClientFacts?

    /// An activity of a batch; `readsClient` says whether a rule may ask for the client's arguments.
    init(
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        parents: KnownProcesses?,
        readsClient: Bool
    ) {
        self.activity = activity
        bytes = batch.bytes
        parent = parents?.parent(of: activity, in: batch.bytes.span)
        client = readsClient && !activity.arguments.isEmpty ? ClientFacts(activity, in: batch.bytes.span) : nil
    }

    func visit(_ field: Int, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        let fields = ActivityField.byNumber
        guard field < fields.count else { return visitParent(field - fields.count, body) }
        let name = fields[field]
        switch name {
        case .action: return visit(activity.action.rawValue, body)
        case .outcome: return visit(activity.outcome.rawValue, body)
        case .errno: return visit(error, body)
        case .node: return visit(activity.node, body)
        case .argument: return visitParts(activity.subject.arguments, endingIn: 0, body)
        case .key: return visitParts(activity.keys, endingIn: 1, body)
        case .syscall: return visit(systemCall, body)
        case .arch:
            return visit(activity.systemCall.map { Interpretation.architectureName($0.architecture) }, body)
        case .disposition: return visit(activity.disposition.rawValue, body)
        default: break
        }
        switch Self.parts[field] {
        case .file: return visitFile(name, body)
        case .subject: return visitSubject(name, body)
        case .client: return visitClient(name, body)
        case .object: return visitObject(name, body)
        }
    }

    /// Which part of an activity a field is of.
    private enum Part {
        case file, subject, client, object
    }

    private static let parts = ActivityField.allCases.map { field -> Part in
        switch field.rawValue.split(separator: ".")[0] {
        case "file": .file
        case "subject": .subject
        case "client": .client
        default: .object
        }
    }

    func code(_ node: RuleProgram.Node) -> Truth {
        guard let code = ActivityCode(rawValue: Int(node.number)) else { return .unknown }
        return node.allows(code.code(of: activity))
    }

    func test(_ test: FieldTest) -> Truth { test.evaluate(in: self) }

    private var error: String? {
        guard activity.errorNumber != 0 else { return nil }
        return Interpretation.errorName(activity.errorNumber) ?? String(activity.errorNumber)
    }

    private var systemCall: String? {
        guard let call = activity.systemCall else { return nil }
        return Interpretation.systemCallName(call.number, architecture: call.architecture) ?? String(call.number)
    }
}
