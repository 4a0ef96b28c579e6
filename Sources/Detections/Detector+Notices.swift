import AuditRecords
public import DockerActivity

extension Detector {
    /// Takes what is no activity; `isWanted` says of it as an edit whether findings on it are asked for.
    public mutating func take(
        _ notice: Notice,
        of batch: borrowing ActivityBatch,
        isWanted: (Edit) -> Bool,
        into verdicts: inout Verdicts
    ) {
        switch notice.kind {
        case .boot: state.daemon.restart([UInt8](copying: batch.bytes.span.extracting(notice.node.indices)))
        case .login where notice.formerLoginID != nil && notice.formerLoginID != notice.subject.loginID:
            find(library.card(CodeDetection.loginChanged), notice, batch, isWanted, &verdicts)
        case .fact: takeFact(notice, batch, isWanted, &verdicts)
        case .match: takeMatch(notice, batch, isWanted, &verdicts)
        default: break
        }
    }

    private mutating func takeFact(
        _ notice: Notice,
        _ batch: borrowing ActivityBatch,
        _ isWanted: (Edit) -> Bool,
        _ verdicts: inout Verdicts
    ) {
        switch notice.fact {
        // A time service has no login user.
        case .clockSet?, .clockAdjusted?:
            guard notice.subject.loginID.map({ $0 != SubjectFacts.unset }) == true else { return }
            find(library.card(CodeDetection.clockSet), notice, batch, isWanted, &verdicts)
        case .accountCreate?:
            let name = [UInt8](copying: batch.bytes.span.extracting(notice.object.indices))
            state.newAccounts.note(name, Edit(notice, of: batch))
        default: break
        }
    }

    private mutating func takeMatch(
        _ notice: Notice,
        _ batch: borrowing ActivityBatch,
        _ isWanted: (Edit) -> Bool,
        _ verdicts: inout Verdicts
    ) {
        var edit = Edit(notice, of: batch)
        let bytes = batch.bytes.span
        var found = EditFindings([])
        for id in [UInt8](copying: bytes.extracting(notice.object.indices)).split(separator: 1) {
            guard let card = library.card(Array(id)) else { continue }
            if !library.isSilent(card) { found.add(card) }
        }
        let inputs = CorrelationInput.inputs(in: [UInt8](copying: bytes.extracting(notice.matchInput.indices)))
        for number in state.counting.take(inputs, edit.events[0].place, library) {
            let card = library.cards[number]
            found.add(card)
            for earlier in state.counting.edits(behind: card.id, before: edit) { found.add(card, with: earlier) }
        }
        add(&edit, found, isWanted: isWanted(edit), &verdicts)
        state.counting.note(edit)
    }

    private mutating func find(
        _ card: DetectionCard?,
        _ notice: Notice,
        _ batch: borrowing ActivityBatch,
        _ isWanted: (Edit) -> Bool,
        _ verdicts: inout Verdicts
    ) {
        guard let card else { return }
        var edit = Edit(notice, of: batch)
        add(&edit, EditFindings([card]), isWanted: isWanted(edit), &verdicts)
    }
}
