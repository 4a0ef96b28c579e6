public import FoundationEssentials
public import SystemPackage

/// Which file was which when the rules were loaded: path, device and inode of what they watch.
///
/// A record in the log names a file by what the process said and by device and inode; after the host is gone this map
/// still says which path that was. `rules status` compares it with what is there now: a rule on a directory follows the
/// directory, so that one made anew under the old name is watched by nothing.
///
/// Stored as JSON: `{"schema":"docktrail.host-map/1","time":…,"boot":…,"isCut":false,"files":[{"path":…,"dev":"fe:00",
/// "inode":…,"kind":"file"}]}`; `dev` is written as in PATH records.
public struct HostMap: Codable, Hashable, Sendable {
    /// One file.
    public struct File: Codable, Hashable, Sendable {
        /// Its path on the host.
        public let path: String
        /// Its device as PATH records have it: major and minor number in hexadecimal, `fe:00`.
        public let dev: String
        /// Its inode's number.
        public let inode: UInt64
        /// `file`, `directory`, `socket`, `link` or `other`.
        public let kind: String
    }

    /// Where the map is kept.
    public static let defaultPath: FilePath = "/var/lib/docktrail/host-map.json"
    /// What this form is called.
    public static let schema = "docktrail.host-map/1"
    /// Most files of a map; what lies below a watched directory beyond it is left out, and `isCut` says so.
    public static let fileLimit = 20_000

    /// What the form is called.
    public var schema = HostMap.schema
    /// When it was taken, ISO 8601 in universal time.
    public let time: String
    /// The boot it was taken in: /proc/sys/kernel/random/boot_id.
    public let boot: String
    /// Whether files were left out.
    public private(set) var isCut = false
    /// The files, in the order of their paths.
    public private(set) var files: [File] = []

    /// Looks up all paths, what is on the way to them, and what lies below the directories among them.
    public init(of paths: [FilePath], on host: HostFiles, now: Date = Date()) {
        time = now.formatted(.iso8601)
        boot = host.boot
        var found: [FilePath: File] = [:]
        for path in paths {
            var way = path
            while !way.isEmpty, way != "/", found[way] == nil {
                if let entry = host.entry(way) { found[way] = File(way, entry) }
                way = way.removingLastComponent()
            }
        }
        for path in paths where host.entry(path)?.kind == .directory {
            descend(path, host, &found)
        }
        files = found.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// Reads a stored map; nil where the bytes are none.
    public init?(json: [UInt8]) {
        guard let map = try? JSONDecoder().decode(HostMap.self, from: Data(json)), map.schema == Self.schema else {
            return nil
        }
        self = map
    }

    /// When it was taken, in milliseconds since 1970; nil where `time` is none.
    public var milliseconds: Int64? {
        (try? Date(time, strategy: .iso8601)).map { Int64($0.timeIntervalSince1970 * 1000) }
    }

    /// The map as it is stored.
    public func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    /// Whether a path is another file now than when the map was taken, in the same boot.
    func isReplaced(_ path: FilePath, on host: HostFiles) -> Bool {
        guard boot == host.boot, !boot.isEmpty, let entry = host.entry(path),
            let old = files.first(where: { $0.path == path.string })
        else { return false }
        return old.inode != entry.inode || old.dev != File.name(ofDevice: entry.device)
    }

    /// Adds what lies below a directory on the same device; links are named and not followed.
    private mutating func descend(_ top: FilePath, _ host: HostFiles, _ found: inout [FilePath: File]) {
        var waiting = [top]
        let device = host.entry(top)?.device
        while let directory = waiting.popLast() {
            for name in host.names(in: directory) {
                let path = directory.appending(name)
                guard found[path] == nil, let entry = host.entry(path), entry.device == device else { continue }
                guard found.count < Self.fileLimit else {
                    isCut = true
                    return
                }
                found[path] = File(path, entry)
                if entry.kind == .directory { waiting.append(path) }
            }
        }
    }
}

extension HostMap.File {
    fileprivate init(_ path: FilePath, _ entry: HostFiles.Entry) {
        let kind =
            switch entry.kind {
            case .file: "file"
            case .directory: "directory"
            case .link: "link"
            case .socket: "socket"
            case .other: "other"
            }
        self.init(path: path.string, dev: Self.name(ofDevice: entry.device), inode: entry.inode, kind: kind)
    }

    /// A device's number as the kernel writes it in PATH records: `%02x:%02x` of major and minor (kernel/audit.c).
    ///
    /// glibc spreads both over 64 bits: sysmacros.h, `gnu_dev_major`.
    fileprivate static func name(ofDevice device: UInt64) -> String {
        let major = (device >> 8 & 0xfff) | (device >> 32 & 0xffff_f000)
        let minor = (device & 0xff) | (device >> 12 & 0xffff_ff00)
        return [major, minor]
            .map { number in
                let digits = String(number, radix: 16)
                return digits.count < 2 ? "0\(digits)" : digits
            }
            .joined(separator: ":")
    }
}
