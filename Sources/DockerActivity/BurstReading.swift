import AuditRecords

/// Decides which edits a burst's steps are, once it is complete.
///
/// The names that its steps renamed or linked to each other are one edit's, and what the steps did to them tells which of
/// them it is about: a file that was made and is gone again was a temporary one. Such files without any tie to another
/// one, as a swap file, and failures by the way belong to the edit that the same process made in the same directory.
struct BurstReading {
    let burst: Burst
    private(set) var names: BurstNames
    /// The edits' steps.
    private(set) var threads: [EditThread] = []
    /// Steps that are no part of a file's edit; those of one run tell the same.
    private(set) var runs: [[Int]] = []

    init(_ burst: Burst) {
        self.burst = burst
        names = BurstNames(in: burst.batch.bytes)
        if burst.steps.count == 1, activity(0).editRole != .change {  // most bursts: an execution, a connection
            runs = [[0]]
            return
        }
        var asides: [(step: Int, name: Int?)] = []
        var threadOfName: [Int: Int] = [:]
        var namesOfSteps: [(step: Int, name: Int)] = []
        for step in burst.steps.indices {
            let activity = activity(step)
            switch activity.editRole {
            case .single: appendSingle(step)
            case .aside: asides.append((step, activity.file.flatMap { names.find($0) }))
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

    // MARK: - Gathering

    func activity(_ step: Int) -> Activity { burst.batch.activities[burst.steps[step].position] }

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
    private mutating func attach(_ asides: [(step: Int, name: Int?)], _ threadOfName: [Int: Int]) {
        let isMain = threads.map { !$0.isAuxiliary(names) }
        var moved: [(steps: [Int], names: [Int], target: Int)] = []
        for index in threads.indices where !isMain[index] {
            let auxiliary = threads[index]
            guard let directory = directory(of: auxiliary.target),
                let target = main(
                    for: auxiliary.steps,
                    in: directory,
                    where: { isMain[$0] && auxiliary.belongs(to: threads[$0], names) }
                )
            else { continue }
            moved.append((threads[index].steps, threads[index].names, target))
            threads[index] = EditThread()
        }
        for (step, knownName) in asides {
            let file = activity(step).file ?? FileFacts()
            let isNamed = file.resolvedBy != .parentOnly
            let name = knownName ?? (file.path.isEmpty ? nil : names.find(file))
            if isNamed, let name, let thread = threadOfName[names.leader(of: name)] {
                // Where that thread has been joined to another one, so is what belongs to it.
                let joined = moved.first { $0.names.contains(name) }?.target ?? thread
                moved.append(([step], [], joined))
                continue
            }
            let path = file.path
            let end = isNamed ? directoryLength(of: path) : path.count
            let directory = ByteRange(start: Int(path.start), end: Int(path.start) + end)
            if !path.isEmpty, let target = main(for: [step], in: directory, where: { isMain[$0] }) {
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
    private func main(for steps: [Int], in directory: ByteRange, where isWanted: (Int) -> Bool) -> Int? {
        var before: Int?
        for index in threads.indices where isWanted(index) {
            guard let other = self.directory(of: threads[index].target), isSame(other, directory) else { continue }
            let processes = threads[index].steps.map { burst.steps[$0].process }
            guard steps.contains(where: { processes.contains(burst.steps[$0].process) }) else { continue }
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
                threads[main].alike.append(threads[main].target)
                threads[main].target = threads[index].target
                threads[main].change = threads[index].change
            } else {
                threads[main].alike.append(threads[index].target)
            }
            threads[main].steps += threads[index].steps
            threads[main].names += threads[index].names
            threads[index].steps = []
        }
        threads.removeAll { $0.steps.isEmpty }
    }

    // MARK: - Names

    func isSame(_ left: ByteRange, _ right: ByteRange) -> Bool {
        let text = burst.batch.bytes.span
        return text.extracting(left.indices).holdsSame(as: text.extracting(right.indices))
    }

    /// The length of a path's directory, without its last slash.
    private func directoryLength(of path: ByteRange) -> Int {
        max(0, EditName.directoryEnd(of: burst.batch.bytes.span.extracting(path.indices)) - 1)
    }

    func file(of name: Int) -> (path: ByteRange, place: DockerPlace)? {
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
