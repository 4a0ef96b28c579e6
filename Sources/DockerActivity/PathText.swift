import AuditRecords

/// Paths as bytes: joined, and normalised by their text alone.
enum PathText {
    /// Appends `name` as an absolute path without `.`, `..`, doubled or trailing slashes, looked up in `directory` when it
    /// is relative.
    ///
    /// `..` is taken by text, as the kernel does unless a symbolic link lies on the way; the records do not tell links.
    static func appendNormalised(_ name: Span<UInt8>, in directory: Span<UInt8>, to output: inout [UInt8]) {
        let root = output.count
        if name.count == 0 || name[0] != slash { append(directory, root: root, to: &output) }
        append(name, root: root, to: &output)
        if output.count == root { output.append(slash) }
    }

    /// What stands behind the last slash.
    static func lastPart(of path: [UInt8]) -> ArraySlice<UInt8> {
        path[(path.lastIndex(of: slash).map { $0 + 1 } ?? 0)...]
    }

    /// The place of what stands behind the last slash.
    static func lastPart(of path: Span<UInt8>) -> Range<Int> {
        var start = path.count
        while start > 0, path[start - 1] != slash { start -= 1 }
        return start..<path.count
    }

    /// Whether a path needs no normalising: absolute, and without empty or dotted parts.
    ///
    /// A hidden file's name begins with a dot as well; for it the answer is no, and the full way decides.
    static func isNormal(_ path: Span<UInt8>) -> Bool {
        let count = path.count
        guard count > 1, path[0] == slash, path[count - 1] != slash else { return count == 1 && path[0] == slash }
        var index = 0
        while index + 9 <= count {
            // A byte of zero in one is a slash; in the other a slash or a dot behind it, which is a slash but for the
            // lowest bit. A byte of zero in both together is a slash with either behind it.
            let slashes = path.word(at: index) ^ 0x2f2f_2f2f_2f2f_2f2f
            let odd = (path.word(at: index + 1) | 0x0101_0101_0101_0101) ^ 0x2f2f_2f2f_2f2f_2f2f
            if Word.bytes(of: slashes | odd, equalTo: 0) != 0 { return false }
            index += 8
        }
        while index + 1 < count {
            if path[index] == slash, path[index + 1] == slash || path[index + 1] == dot { return false }
            index += 1
        }
        return true
    }

    /// What of a process's own view a path leads through.
    enum ProcessView {
        /// An open descriptor: `/proc/self/fd/5`, `/dev/fd/5`.
        case descriptor
        /// The root of its file tree: `/proc/PID/root`.
        case root
        /// A directory or file that it uses: `/proc/self/cwd`, `/proc/PID/exe`.
        case file
    }

    /// Whether a path leads through a process's own view.
    ///
    /// Where it ends only the kernel knew (proc(5)).
    static func isProcessView(_ path: Span<UInt8>) -> Bool { processView(path) != nil }

    /// Which view of a process's own a path leads through; nil for any other path.
    static func processView(_ path: Span<UInt8>) -> ProcessView? {
        if path.hasPrefix("/dev/fd/") { return .descriptor }
        guard path.hasPrefix("/proc/") else { return nil }
        var index = path.firstIndex(of: slash, from: 6, to: path.count)
        // A thread's view is one level deeper: /proc/PID/task/TID/root.
        if path.holds("/task/", at: index, end: path.count) {
            index = path.firstIndex(of: slash, from: index + 6, to: path.count)
        }
        for (name, view) in processViews {
            let end = index + name.utf8CodeUnitCount
            if path.holds(name, at: index, end: path.count), end == path.count || path[end] == slash { return view }
        }
        return nil
    }

    private static let processViews: [(name: StaticString, view: ProcessView)] = [
        ("/root", .root), ("/cwd", .file), ("/fd", .descriptor), ("/exe", .file), ("/map_files", .file),
    ]

    /// Whether two paths are the same but for links that every host has: /lib and /usr/lib, /var/run and /run, /sbin and
    /// /bin where they are one.
    static func areAliases(_ path: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        let path = path.extracting(aliasLength(of: path)..<path.count)
        let other = other.extracting(aliasLength(of: other)..<other.count)
        if path.holdsSame(as: other) { return true }
        guard path.hasPrefix("/sbin/"), other.hasPrefix("/bin/") else {
            return path.hasPrefix("/bin/") && other.hasPrefix("/sbin/")
                && path.extracting(5..<path.count).holdsSame(as: other.extracting(6..<other.count))
        }
        return path.extracting(6..<path.count).holdsSame(as: other.extracting(5..<other.count))
    }

    /// Bytes at a path's beginning that another name of the same place lacks: `/usr` of `/usr/lib`, `/var` of `/var/run`.
    ///
    /// Distributions link the shorter name of the first to the longer one, and of the second the other way round.
    static func aliasLength(of path: Span<UInt8>) -> Int {
        if path.hasPrefix("/var/run/") { return 4 }
        for directory in ["/usr/lib/", "/usr/lib64/", "/usr/bin/", "/usr/sbin/"] as [StaticString]
        where path.hasPrefix(directory) { return 4 }
        return 0
    }

    private static let slash = UInt8(ascii: "/")
    private static let dot = UInt8(ascii: ".")

    /// Appends each part of a path behind a slash; `..` takes the last part away again, never what stands before `root`.
    private static func append(_ path: Span<UInt8>, root: Int, to output: inout [UInt8]) {
        var index = 0
        let count = path.count
        while index < count {
            while index < count && path[index] == slash { index += 1 }
            let start = index
            while index < count && path[index] != slash { index += 1 }
            switch index - start {
            case 0: return
            case 1 where path[start] == dot: continue
            case 2 where path[start] == dot && path[start + 1] == dot: removeLast(root: root, from: &output)
            default:
                output.append(slash)
                output.append(copying: path.extracting(start..<index))
            }
        }
    }

    private static func removeLast(root: Int, from output: inout [UInt8]) {
        while output.count > root {
            if output.removeLast() == slash { return }
        }
    }
}
