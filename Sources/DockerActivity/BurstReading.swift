import AuditRecords

/// Decides which edits a burst's steps are, once it is complete.
///
/// The names that its steps renamed or linked to each other are one edit's, and what the steps did to them tells which of
/// them it is about: a file that was made and is gone again was a temporary one. Such files without any tie to another
/// one, as a swap file, and failures by the way belong to the edit that the same process made in the same directory.
struct BurstReading {
    private let burst: Burst
    private var names: BurstNames
    /// The edits' steps.
    private var threads: [EditThread] = []
    /// Steps that are no part of a file's edit; those of one run tell the same.
    private var runs: [[Int]] = []

    init(_ burst: Burst) {
        self.burst = burst
        names = BurstNames(in: burst.batch.bytes)
        var asides: [Int] = []
        var threadOfName: [Int: Int] = [:]
        var namesOfSteps: [(step: Int, name: Int)] = []
        for step in burst.steps.indices {
            let activity = activity(step)
            switch activity.editRole {
            case .single: appendSingle(step)
            case .aside: asides.append(step)
            case .change:
                if let name = names.note(activity, step: step) { namesOfSteps.append((step, name)) }
            }
        }
        for (step, name) in namesOfSteps {
            let leader = names.leader(of: name)
            let thread = threadOfName[leader] ?? threads.count
            if thread == threads.count {
                threadOfName[leader] = thread
                threads.append(EditThread())
            }
            threads[thread].steps.append(step)
        }
        for name in names.fates.indices {
            if let thread = threadOfName[names.leader(of: name)] { threads[thread].names.append(name) }
        }
        for thread in threads.indices { threads[thread].chooseTarget(names) }
        attach(asides, threadOfName)
        joinAccountFiles()
    }

    /// The edits, in the order of their first steps.
    func parts() -> [Burst.Part] {
        let files = threads.map { part($0.steps.sorted(), edit($0)) }
        let singles = runs.map { run in
            part(run, edit(of: run, activity(run[0]), .act, isRepetition: run.count > 1))
        }
        return (files + singles).sorted { $0.first < $1.first }
    }

    // MARK: - Gathering

    private func activity(_ step: Int) -> Activity { burst.batch.activities[burst.steps[step].position] }

    /// Adds a step to the process's latest run, if it tells the same.
    private mutating func appendSingle(_ step: Int) {
        let process = burst.steps[step].process
        if let latest = runs.lastIndex(where: { burst.steps[$0[0]].process == process }),
            tellSame(runs[latest][0], step)
        {
            runs[latest].append(step)
        } else {
            runs.append([step])
        }
    }

    private func tellSame(_ step: Int, _ other: Int) -> Bool {
        let text = burst.batch.bytes.span
        return activity(step).tellsSame(as: activity(other), text, text)
    }

    /// Joins failures by the way, and the files that only passed, to the edits that they belong to.
    private mutating func attach(_ asides: [Int], _ threadOfName: [Int: Int]) {
        let isMain = threads.map { !$0.isAuxiliary(names) }
        var moved: [(steps: [Int], names: [Int], target: Int)] = []
        for index in threads.indices where !isMain[index] {
            guard let directory = directory(of: threads[index].target),
                let target = main(for: threads[index].steps, in: directory, isMain)
            else { continue }
            moved.append((threads[index].steps, threads[index].names, target))
            threads[index] = EditThread()
        }
        for step in asides {
            let file = activity(step).file ?? FileFacts()
            let isNamed = file.resolvedBy != .parentOnly
            if isNamed, let name = names.find(file), let thread = threadOfName[names.leader(of: name)] {
                // Where that thread has been joined to another one, so is what belongs to it.
                let joined = moved.first { $0.names.contains(name) }?.target ?? thread
                moved.append(([step], [], joined))
                continue
            }
            let path = file.path
            let end = isNamed ? directoryLength(of: path) : path.count
            let directory = ByteRange(start: Int(path.start), end: Int(path.start) + end)
            if !path.isEmpty, let target = main(for: [step], in: directory, isMain) {
                moved.append(([step], [], target))
            } else {
                appendSingle(step)
            }
        }
        for part in moved {
            threads[part.target].steps += part.steps
            threads[part.target].names += part.names
        }
        threads.removeAll { $0.steps.isEmpty }
    }

    /// The edit of a directory's file that the same process made: the next one, or else the one before.
    private func main(for steps: [Int], in directory: ByteRange, _ isMain: [Bool]) -> Int? {
        var before: Int?
        for index in threads.indices where isMain[index] {
            guard let other = self.directory(of: threads[index].target), isSame(other, directory),
                threads[index].steps
                    .contains(where: { step in
                        steps.contains { burst.steps[$0].process == burst.steps[step].process }
                    })
            else { continue }
            if let last = threads[index].steps.last, last >= steps[0] { return index }
            before = index
        }
        return before
    }

    /// Joins what one command did to the account files: to people it is one change.
    private mutating func joinAccountFiles() {
        var first: [Int: Int] = [:]
        for index in threads.indices {
            guard let file = self.file(of: threads[index].target), file.place == .accountFile,
                let process = threads[index].steps.first.map({ burst.steps[$0].process })
            else { continue }
            guard let main = first[process] else {
                first[process] = index
                continue
            }
            // The groups are what docker's rights hang on.
            if burst.batch.bytes.span.extracting(file.path.indices).equals("/etc/group") {
                threads[main].target = threads[index].target
                threads[main].change = threads[index].change
            }
            threads[main].otherFiles += 1
            threads[main].steps += threads[index].steps
            threads[main].names += threads[index].names
            threads[index].steps = []
        }
        threads.removeAll { $0.steps.isEmpty }
    }

    // MARK: - Telling

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
        let target = names.fates[thread.target]
        let isSameAction = steps.allSatisfy { activity($0).action == first.action }
        let isRepetition =
            isSameAction && steps.count > 1 && target.isPath
            && steps.allSatisfy { step in
                let other = activity(step)
                return other.outcome == first.outcome && isSame(other.file?.path ?? ByteRange(), target.name)
            }
        var told = activity(thread.tellingStep(names))
        if let file = file(of: thread.target) {
            told.file?.path = file.path
            told.file?.place = file.place
        }
        if steps.count > 1 { setOrigin(of: &told, thread) }
        let change = Edit.Change(thread.change, told.action, isSameAction: isSameAction)
        var edit = edit(of: steps, told, change, isRepetition: isRepetition)
        edit.otherFiles = thread.otherFiles
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
        return Edit(
            activity: told,
            text: burst.batch.bytes,
            change: change,
            last: last,
            steps: UInt64(steps.count),
            isRepetition: isRepetition
        )
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
            guard fate.isPath, !fate.isThere, fate.isPassing || names.isAuxiliary(name) else { continue }
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

    // MARK: - Names

    private func isSame(_ left: ByteRange, _ right: ByteRange) -> Bool {
        let text = burst.batch.bytes.span
        return text.extracting(left.indices).holdsSame(as: text.extracting(right.indices))
    }

    /// The length of a path's directory, without its last slash.
    private func directoryLength(of path: ByteRange) -> Int {
        max(0, EditName.directoryEnd(of: burst.batch.bytes.span.extracting(path.indices)) - 1)
    }

    private func file(of name: Int) -> (path: ByteRange, place: DockerPlace)? {
        let fate = names.fates[name]
        return fate.isPath ? (fate.name, DockerPlace(path: burst.batch.bytes.span.extracting(fate.name.indices))) : nil
    }

    /// A name's directory, without its last slash.
    private func directory(of name: Int) -> ByteRange? {
        let fate = names.fates[name]
        guard fate.isPath else { return nil }
        let start = Int(fate.name.start)
        return ByteRange(start: start, end: start + directoryLength(of: fate.name))
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
