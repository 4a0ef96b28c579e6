import AuditRecords

extension Edit {
    /// This edit and the next one as one, where that repeats it: no change of a file's content, and by the same user's
    /// same program, within seconds.
    func joined(with next: Edit, _ limits: EditFolder.Limits) -> Edit? {
        guard change == .act, next.change == .act,
            next.activity.stamp.milliseconds - last.milliseconds <= limits.patience,
            steps == 1 || isRepetition, next.steps == 1 || next.isRepetition,
            activity.tellsSame(as: next.activity, text.span, next.text.span)
        else { return nil }
        var joined = self
        joined.last = max(last, next.last)
        joined.steps &+= next.steps
        joined.isRepetition = true
        joined.activity.evidence.count &+= next.activity.evidence.count
        return joined
    }
}

extension Activity {
    /// Whether another activity tells the same of the same session's same program, but for the time.
    func tellsSame(as other: Activity, _ text: Span<UInt8>, _ otherText: Span<UInt8>) -> Bool {
        guard action == other.action, outcome == other.outcome, errorNumber == other.errorNumber,
            disposition == other.disposition, subject.loginID == other.subject.loginID,
            subject.session == other.subject.session, subject.effectiveUserID == other.subject.effectiveUserID,
            file?.inode == other.file?.inode || file?.path.isEmpty == false,
            audit?.old == other.audit?.old, audit?.new == other.audit?.new
        else { return false }
        let pairs: InlineArray<12, (ByteRange?, ByteRange?)> = [
            (node, other.node), (subject.executable, other.subject.executable), (file?.path, other.file?.path),
            (file?.recorded, other.file?.recorded), (file?.from, other.file?.from), (group?.name, other.group?.name),
            (group?.member, other.group?.member), (audit?.operation, other.audit?.operation),
            (audit?.key, other.audit?.key), (audit?.path, other.audit?.path), (audit?.setting, other.audit?.setting),
            (container?.id, other.container?.id),
        ]
        for index in pairs.indices {
            guard let left = pairs[index].0, let right = pairs[index].1 else {
                if pairs[index].0 == nil, pairs[index].1 == nil { continue }
                return false
            }
            if !text.extracting(left.indices).holdsSame(as: otherText.extracting(right.indices)) { return false }
        }
        return true
    }
}

extension Disposition: Comparable {
    /// The graver one is greater.
    public static func < (left: Self, right: Self) -> Bool { left.gravity < right.gravity }

    private var gravity: Int {
        switch self {
        case .routine: 0
        case .noteworthy: 1
        case .suspicious: 2
        }
    }
}
