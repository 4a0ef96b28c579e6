import AuditRecords

/// Which processes that may be a container's see the host's files under the host's names, and where.
///
/// A process has a view of the file tree, which it shares with its children unless one of them leaves it. A view is the
/// host's at a directory as soon as it names something there by the very inode that it has on the host: after nsenter, or
/// where a directory is mounted at its own path.
struct FileViews: Sendable {
    /// A view's number.
    typealias Number = UInt64

    /// What is known of one view.
    private struct View: Sendable {
        /// Directories where its names are the host's.
        var shared: [[UInt8]] = []
        /// Whether it has another file than the host under a name that both have.
        var isForeign = false
    }

    /// Views of each of two generations.
    static let limit = 1 << 14
    /// Directories of one view that are remembered.
    static let directoriesLimit = 8

    private var views = Generations<Number, View>(limit: Self.limit)

    /// A view has something under a name by which the host knows the same.
    mutating func share(_ view: Number, at directory: ArraySlice<UInt8>) {
        var known = views[view] ?? View()
        let directory = Self.tree(of: directory)
        guard !known.isForeign, known.shared.count < Self.directoriesLimit, !known.shared.contains(directory) else {
            return
        }
        known.shared.append(directory)
        views[view] = known
    }

    /// A view has something else under a name than the host has.
    mutating func differ(_ view: Number) {
        views[view] = View(isForeign: true)
    }

    /// Whether a name means the same in a view as on the host.
    mutating func isShared(_ view: Number, _ name: [UInt8]) -> Bool {
        guard let known = views[view], !known.shared.isEmpty else { return false }
        let directory = Self.tree(of: name[...])
        return known.shared.contains { shared in
            directory == shared
                || name.starts(with: shared) && name.count > shared.count
                    && name[shared.count] == UInt8(ascii: "/")
        }
    }

    /// The directory, or all of the system's programs and libraries as one: they are one file tree, with /lib and /bin as links into
    /// it.
    private static func tree(of directory: ArraySlice<UInt8>) -> [UInt8] {
        for part in ["/usr/", "/lib/", "/lib64/", "/bin/", "/sbin/"] where directory.starts(with: part.utf8) {
            return Array("/usr".utf8)
        }
        for part in ["/usr", "/lib", "/lib64", "/bin", "/sbin"] where directory.elementsEqual(part.utf8) {
            return Array("/usr".utf8)
        }
        return Array(directory)
    }
}
