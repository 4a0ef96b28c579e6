import AuditRecords

/// What a path's last name alone suggests, for where the activities leave it open.
enum EditName {
    /// The length of a path's directory, with its slash.
    static func directoryEnd(of path: Span<UInt8>) -> Int {
        var end = path.count
        while end > 0, path[end - 1] != UInt8(ascii: "/") { end -= 1 }
        return end
    }

    /// Whether it looks like the file that an editor keeps while it has another one open: vi's `.x.swp`, `.x.swo`,
    /// emacs's `.#x`.
    static func isSwapFile(_ path: Span<UInt8>) -> Bool {
        let name = path.extracting(directoryEnd(of: path)..<path.count)
        guard name.count > 4, name[0] == UInt8(ascii: ".") else { return false }
        if name[1] == UInt8(ascii: "#") { return true }
        return name.extracting(0..<name.count - 1).hasSuffix(".sw")
    }

    /// Whether it looks like a file that stands beside another one: an editor's swap file or backup, a lock, what dpkg and
    /// the account tools prepare.
    static func isAuxiliary(_ path: Span<UInt8>) -> Bool {
        if isSwapFile(path) { return true }
        let suffixes: InlineArray<6, StaticString> = ["~", ".lock", ".dpkg-new", ".dpkg-tmp", "#", "+"]
        for index in suffixes.indices where path.hasSuffix(suffixes[index]) { return true }
        return false
    }

    /// Whether a path's last name holds that of another path, as `.x.swp` and `x~` hold `x`.
    static func isNamed(_ path: Span<UInt8>, after other: Span<UInt8>) -> Bool {
        let name = path.extracting(directoryEnd(of: path)..<path.count)
        let main = other.extracting(directoryEnd(of: other)..<other.count)
        guard main.count > 0, main.count <= name.count else { return false }
        for start in 0...name.count - main.count {
            if name.extracting(start..<start + main.count).holdsSame(as: main) { return true }
        }
        return false
    }
}
