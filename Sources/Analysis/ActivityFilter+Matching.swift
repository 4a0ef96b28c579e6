import AuditRecords
public import DockerActivity

extension ActivityFilter {
    /// Whether an activity of a batch is wanted, as far as it tells by itself: of which findings it is part is not asked.
    ///
    /// `userName` names a login user's id where the log does not.
    public func admits(
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        userName: (UInt32) -> String?
    ) -> Bool {
        if let since, activity.stamp.milliseconds < since { return false }
        if let until, activity.stamp.milliseconds > until { return false }
        if !serials.isEmpty, !serials.contains(activity.stamp.serial) { return false }
        if !actions.isEmpty, !actions.contains(activity.action) { return false }
        if !trees.isEmpty, !activity.isInTree { return false }
        let bytes = batch.bytes.span
        if !admits(node: bytes.extracting(activity.node.indices)) { return false }
        if !keys.isEmpty, !holdsKey(bytes.extracting(activity.keys.indices)) { return false }
        return admits(activity.subject, in: bytes, userName: userName)
            && (containers.isEmpty || containers.contains { $0.matches(activity.container, in: bytes) })
            && (paths.isEmpty || isPath(activity.file, bytes))
            && (inodes.isEmpty || inodes.contains { $0.matches(activity.file, in: bytes) })
            && (files.isEmpty && places.isEmpty || isCounted(activity, bytes))
    }

    private func admits(_ subject: SubjectFacts, in bytes: Span<UInt8>, userName: (UInt32) -> String?) -> Bool {
        if !users.isEmpty {
            let name = bytes.extracting(subject.login.indices)
            guard users.contains(where: { $0.matches(subject.loginID, name, userName: userName) }) else { return false }
        }
        if !sessions.isEmpty {
            guard let session = subject.session, sessions.contains(session) else { return false }
        }
        return sources.isEmpty || sources.contains { $0.matches(bytes.extracting(subject.source.indices)) }
    }

    private func holdsKey(_ text: Span<UInt8>) -> Bool {
        var start = 0
        for index in 0...text.count where index == text.count || text[index] == FieldSeparator.key {
            let key = text.extracting(start..<index)
            if keys.contains(where: { $0.matches(key) }) { return true }
            start = index + 1
        }
        return false
    }

    private func isPath(_ file: FileFacts?, _ bytes: Span<UInt8>) -> Bool {
        guard let file else { return false }
        return paths.contains { pattern in
            [file.path, file.from, file.recorded]
                .contains { !$0.isEmpty && pattern.matches(path: bytes.extracting($0.indices)) }
        }
    }

    /// Whether a report counts an activity in one of the rows that are asked for.
    private func isCounted(_ activity: Activity, _ bytes: Span<UInt8>) -> Bool {
        guard let act = CountedFile(activity) else { return false }
        var isWanted = false
        act.each(in: bytes) { place, name in
            if !places.isEmpty, !places.contains(place) { return }
            if files.isEmpty || files.contains(where: { $0.matches(name) }) { isWanted = true }
        }
        return isWanted
    }
}
