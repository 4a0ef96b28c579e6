import AuditRecords

/// Under which names each file of the host is known, by device and inode, as the events up to now tell.
///
/// A file's identity goes with it when it is renamed, and a name's identity changes when another file takes its place. An
/// inode that was removed is forgotten: its number can be given to another file.
struct FileIdentities: Sendable {
    /// What is known of one file.
    struct Known: Sendable {
        /// Its names, the one learned last at the end.
        var names: [[UInt8]]
        /// Whether it is a directory.
        var isDirectory: Bool
        /// Whether only a snapshot of the host's files tells it.
        var isFromSnapshot = false
    }

    /// Files of each of two generations.
    static let limit = 1 << 15
    /// Names of one file that are remembered: hard links.
    static let namesLimit = 8

    private var files = Generations<FileIdentity, Known>(limit: Self.limit)
    private var identities = Generations<FileName, FileIdentity>(limit: Self.limit)

    /// The names of a file; empty where none is known.
    mutating func names(of identity: FileIdentity?) -> [[UInt8]] {
        identity.flatMap { files[$0] }?.names ?? []
    }

    /// Whether only a snapshot of the host's files tells a file's names.
    func isFromSnapshot(_ identity: FileIdentity?) -> Bool {
        identity.flatMap { files.peek($0) }?.isFromSnapshot ?? false
    }

    /// The path of a directory; nil where it is not known.
    mutating func directory(of identity: FileIdentity?) -> [UInt8]? { names(of: identity).last }

    /// The file that has a name; nil where it is not known.
    mutating func identity(of name: [UInt8]) -> FileIdentity? { identities[FileName(name)] }

    /// A file was met under a name.
    mutating func see(
        _ identity: FileIdentity,
        _ name: [UInt8],
        isDirectory: Bool,
        fromSnapshot: Bool = false
    ) {
        if let known = files.latest(identity), known.isDirectory == isDirectory, known.names.last == name { return }
        guard take(name, for: identity, isDirectory: isDirectory) else { return }
        guard var known = files[identity], known.isDirectory == isDirectory else {
            files[identity] = Known(names: [name], isDirectory: isDirectory, isFromSnapshot: fromSnapshot)
            return
        }
        if known.names.last == name {
            files[identity] = known
            return
        }
        known.names.removeAll { $0 == name }
        if isDirectory { known.names.removeAll() }  // it has one name
        if known.names.count >= Self.namesLimit { known.names.removeFirst() }
        known.names.append(name)
        files[identity] = known
    }

    /// A file was made under a name: what the inode's number stood for before is gone.
    mutating func create(_ identity: FileIdentity, _ name: [UInt8], isDirectory: Bool) {
        if let former = files[identity] {
            for name in former.names where identities[FileName(name)] == identity { identities[FileName(name)] = nil }
            files[identity] = nil
        }
        guard take(name, for: identity, isDirectory: isDirectory) else { return }
        files[identity] = Known(names: [name], isDirectory: isDirectory)
    }

    /// Gives a name to a file, which takes it from another one that had it; false if it stays that one's.
    private mutating func take(_ name: [UInt8], for identity: FileIdentity, isDirectory: Bool) -> Bool {
        let key = FileName(name)
        let former = identities[key]
        if former == identity { return true }
        if let former {
            // A file made without a name (O_TMPFILE, open(2)) is recorded under its directory's.
            if !isDirectory, files[former]?.isDirectory == true { return false }
            forget(name, of: former)
        }
        identities[key] = identity
        return true
    }

    /// A name was removed from a file; with an empty name, one that is not known.
    mutating func remove(_ identity: FileIdentity, _ name: [UInt8]) {
        if name.isEmpty {
            // One of its names is gone, or it is: what is left of them is not known.
            for name in files[identity]?.names ?? [] where identities[FileName(name)] == identity {
                identities[FileName(name)] = nil
            }
            files[identity] = nil
            return
        }
        forget(name, of: identity)
        if identities[FileName(name)] == identity { identities[FileName(name)] = nil }
    }

    /// A directory was moved: what lies below it has other names from now on.
    mutating func moveTree(from old: [UInt8], to new: [UInt8]) {
        let prefix = old + [UInt8(ascii: "/")]
        let moved = files.all.filter { $0.value.names.contains { $0.starts(with: prefix) } }
            .sorted { ($0.key.device, $0.key.inode) < ($1.key.device, $1.key.inode) }
        for (identity, known) in moved {
            var known = known
            for index in known.names.indices where known.names[index].starts(with: prefix) {
                identities[FileName(known.names[index])] = nil
                known.names[index] = new + known.names[index].dropFirst(old.count)
                identities[FileName(known.names[index])] = identity
            }
            files[identity] = known
        }
    }

    private mutating func forget(_ name: [UInt8], of identity: FileIdentity) {
        guard var known = files[identity] else { return }
        known.names.removeAll { $0 == name }
        files[identity] = known.names.isEmpty ? nil : known
    }
}

extension FileIdentities.Known: SavedState {
    /// Whether the limit is kept, and each name is one.
    var isSound: Bool { names.count <= FileIdentities.namesLimit && names.allSatisfy { !$0.isEmpty } }
}

extension FileIdentities: SavedState {
    /// Whether the limits are kept.
    var isSound: Bool { files.keeps(to: Self.limit) && identities.keeps(to: Self.limit) }
}
