import AuditRecords

/// Where processes that may be a container's see the host's files, and under which names.
///
/// A process has a view of the file tree, which it shares with its children unless one of them leaves it. As soon as a view
/// names a directory whose inode the host knows, all names in it are known: after nsenter, or where a container has a
/// directory of the host mounted, under the same name or another.
struct FileViews: Sendable {
    /// A view's number.
    typealias Number = UInt64

    /// What is known of one view.
    private struct View: Sendable, Codable {
        /// A directory of the host that a view has.
        struct Directory: Sendable, Codable {
            /// What the view calls it, and what the host does.
            var inside, outside: [UInt8]
        }

        var directories: [Directory] = []
        /// Whether it has another file than the host under a name that both have.
        var isForeign = false
    }

    /// Views of each of two generations.
    static let limit = 1 << 14
    /// Directories of one view that are remembered.
    static let directoriesLimit = 8

    private var views = Generations<Number, View>(limit: Self.limit)

    /// A view has a directory of the host under a name.
    mutating func share(_ view: Number, _ inside: [UInt8], _ outside: [UInt8]) {
        var known = views[view] ?? View()
        let isSame = inside == outside
        let inside = isSame ? Self.tree(of: inside) : inside
        let outside = isSame ? inside : outside
        guard known.directories.count < Self.directoriesLimit, !(isSame && known.isForeign) else { return }
        if known.directories.contains(where: { $0.inside == inside && $0.outside == outside }) { return }
        known.directories.append(View.Directory(inside: inside, outside: outside))
        views[view] = known
    }

    /// A view has something else under a name than the host has.
    mutating func differ(_ view: Number) {
        var known = views[view] ?? View()
        known.isForeign = true
        known.directories.removeAll { $0.inside == $0.outside }
        views[view] = known
    }

    /// What the host calls that which a view has under a name; nil where that is not known.
    mutating func hostPath(_ view: Number, _ name: [UInt8]) -> [UInt8]? {
        guard let known = views[view], !known.directories.isEmpty else { return nil }
        let tree = Self.tree(of: name)
        var found: View.Directory?
        for directory in known.directories where name.lies(below: directory.inside) || tree == directory.inside {
            if directory.inside.count >= found?.inside.count ?? 0 { found = directory }
        }
        guard let found else { return nil }
        if found.inside == found.outside { return name }
        let rest = name[found.inside.count...]
        return found.outside == [UInt8(ascii: "/")] ? Array(rest) : found.outside + rest
    }

    /// The directory, or all of the system's programs and libraries as one: they are one file tree, with /lib and /bin as links into
    /// it.
    private static func tree(of directory: [UInt8]) -> [UInt8] {
        for part in ["/usr", "/lib", "/lib64", "/bin", "/sbin"] {
            let part = Array(part.utf8)
            if directory == part || directory.lies(below: part) { return Array("/usr".utf8) }
        }
        return directory
    }
}

extension [UInt8] {
    /// Whether a path lies below a directory.
    fileprivate func lies(below directory: [UInt8]) -> Bool {
        count > directory.count && self[directory.count] == UInt8(ascii: "/") && starts(with: directory)
            || directory == [UInt8(ascii: "/")]
    }
}

extension FileViews: SavedState {
    /// Whether the limit is kept.
    var isSound: Bool { views.keeps(to: Self.limit) }
}
