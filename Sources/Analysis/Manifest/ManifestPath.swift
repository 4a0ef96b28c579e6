/// Paths as a manifest names them.
public enum ManifestPath {
    /// How a file is named from a directory; both are absolute paths without `.`, `..` or links on the way.
    ///
    /// A file that was given by a relative path, or that lies below the directory, is named from it, so that both can be moved
    /// together. Any other keeps its absolute path.
    public static func path(of file: [UInt8], from directory: [UInt8], wasRelative: Bool) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        let names = file.split(separator: slash)
        let places = directory.split(separator: slash)
        let isBelow = names.count > places.count && Array(names.prefix(places.count)) == Array(places)
        guard wasRelative || isBelow else { return file }
        var shared = 0
        while shared < places.count, shared < names.count - 1, names[shared] == places[shared] { shared += 1 }
        let up = Array(repeating: Array("..".utf8)[...], count: places.count - shared)
        return Array((up + names.dropFirst(shared)).joined(separator: [slash]))
    }
}
