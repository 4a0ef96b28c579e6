import AuditRecords

extension BurstReading {
    /// The edits, in the order of their first steps.
    func parts() -> [Burst.Part] {
        let files = threads.map { part($0.steps.sorted(), edit($0)) }
        let singles = runs.map { run in
            part(run, edit(of: run, activity(run[0]), .act, isRepetition: run.count > 1))
        }
        return (files + singles).sorted { $0.first < $1.first }
    }

    private func part(_ steps: [Int], _ edit: Edit) -> Burst.Part {
        Burst.Part(
            first: burst.steps[steps[0]].number,
            heldBytes: steps.reduce(0) { $0 + activity($1).heldBytes },
            edit: edit
        )
    }

    private func edit(_ thread: EditThread) -> Edit {
        let steps = thread.steps.sorted()
        let first = activity(steps[0])
        let isSameAction = steps.allSatisfy { activity($0).action == first.action }
        let isRepetition =
            isSameAction && steps.count > 1 && thread.names.count == 1
            && steps.allSatisfy { activity($0).outcome == first.outcome }
        var told = activity(thread.tellingStep(names))
        if let file = file(of: thread.target) {
            told.file?.path = file.path
            told.file?.place = file.place
        }
        if steps.count > 1 { setOrigin(of: &told, thread) }
        let change = Edit.Change(thread.change, told.action, isSameAction: isSameAction)
        var edit = edit(of: steps, told, change, isRepetition: isRepetition)
        edit.otherFiles = thread.alike.count
        edit.passed = passedNames(thread)
        return edit
    }

    private func edit(of steps: [Int], _ told: Activity, _ change: Edit.Change, isRepetition: Bool) -> Edit {
        let first = activity(steps[0])
        var told = told
        told.stamp = first.stamp
        told.evidence = first.evidence
        var last = first.stamp
        for step in steps.dropFirst() {
            let further = activity(step)
            told.disposition = max(told.disposition, further.disposition)
            if isRepetition { told.evidence.count &+= further.evidence.count }
            last = max(last, further.stamp)
        }
        told.disposition = max(told.disposition, first.disposition)
        var edit = Edit(
            activity: told,
            text: burst.batch.bytes,
            change: change,
            last: last,
            steps: UInt64(steps.count),
            isRepetition: isRepetition
        )
        edit.events = steps.map { Edit.Event(activity($0)) }
        edit.burst = burst.first
        return edit
    }

    /// Names the file that the edit's file was made from, instead of a temporary one in between.
    private func setOrigin(of told: inout Activity, _ thread: EditThread) {
        guard told.action == .rename, var making = names.fates[thread.target].making else { return }
        // Each name is made from one that was made before; the count only bounds what a forged log could do.
        for _ in names.fates.indices {
            guard making.how == .renamed, let origin = making.origin, names.fates[origin].isPassing,
                let earlier = names.fates[origin].making
            else { break }
            making = earlier
        }
        let source = activity(making.step)
        switch making.how {
        case .created where source.action != .symlink: told.file?.from = ByteRange()
        case .created, .linked:
            told.file?.from = source.file?.from ?? ByteRange()
            told.action = source.action
        case .renamed: told.file?.from = source.file?.from ?? ByteRange()
        }
    }

    private func passedNames(_ thread: EditThread) -> [Edit.PassedName] {
        var passed: [Edit.PassedName] = []
        for name in thread.names where name != thread.target {
            let fate = names.fates[name]
            let isAuxiliary = ([thread.target] + thread.alike).contains { names.isAuxiliary(name, beside: $0) }
            guard fate.isPath, !fate.isThere, fate.isPassing || isAuxiliary else { continue }
            let naming = thread.steps.filter { step in
                guard let file = activity(step).file, file.resolvedBy != .parentOnly else { return false }
                let isOrigin = activity(step).action != .symlink && isSame(file.from, fate.name)
                return isOrigin || isSame(file.path, fate.name)
            }
            passed.append(Edit.PassedName(path: fate.name, steps: UInt64(naming.count)))
        }
        for step in thread.steps {
            guard let file = activity(step).file, file.resolvedBy == .parentOnly else { continue }
            passed.append(Edit.PassedName(path: file.path, steps: 1))
        }
        return passed
    }
}

extension Edit.Change {
    /// What became of a file, in the action's own word where that says as much.
    fileprivate init(_ change: Self, _ action: Action, isSameAction: Bool) {
        switch (change, action) {
        case (.created, .create), (.created, .rename): self = .created
        case (.created, _), (.opened, .truncate), (.deleted, .rmdir): self = .act
        case (.attributes, _): self = isSameAction ? .act : .attributes
        default: self = change
        }
    }
}
