import SystemPackage

/// Collects rotation numbers, and tells which are missing.
struct RotationHoles {
    private struct Base: Hashable {
        let directory: String
        let name: String
    }

    /// For each set, the name of the file under each number; 0 also stands for the name without a number.
    private var sets: [Base: [UInt64: String]] = [:]
    private var order: [Base] = []
    private var logs: Set<Base> = []

    /// Counts a file in; a set of which no file is a log is none of ours.
    mutating func add(_ file: LogFile, isLog: Bool) {
        let location = file.location.lexicallyNormalized()
        guard let last = location.lastComponent else { return }
        let rotation = RotationName(FilePath(root: nil, CollectionOfOne(last)).shown)
        let base = Base(directory: location.removingLastComponent().shown, name: rotation.base)
        if sets[base] == nil { order.append(base) }
        if isLog { logs.insert(base) }
        let number = rotation.number ?? 0
        // Of audit.log.1 and audit.log.1.gz, the first one met gives the name.
        if sets[base]?[number] == nil { sets[base, default: [:]][number] = file.name }
    }

    /// The missing numbers between those that are there, in the order in which the sets were met.
    var holes: [LogInventory.Hole] {
        order.filter(logs.contains)
            .flatMap { base in
                let names = sets[base] ?? [:]
                let numbers = names.keys.sorted()
                return zip(numbers, numbers.dropFirst())
                    .compactMap { newer, older -> LogInventory.Hole? in
                        guard older - newer > 1 else { return nil }
                        return LogInventory.Hole(
                            directory: base.directory,
                            baseName: base.name,
                            numbers: newer + 1...older - 1,
                            older: names[older] ?? "",
                            newer: names[newer] ?? ""
                        )
                    }
            }
    }
}
