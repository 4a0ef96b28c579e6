import AuditRecords

/// One directory or file that stands in a container in place of what its image has there.
struct ContainerMount: Sendable, Equatable, Codable {
    /// What is mounted.
    enum Source: Sendable, Equatable {
        /// A file or directory of the host, by its absolute, normalised path.
        case host([UInt8])
        /// A volume that has a name.
        case volume([UInt8])
        /// Something else: a temporary file system, a volume without a name, a path that is not known.
        case hidden
    }

    /// Where it stands in the container: absolute and normalised.
    var destination: [UInt8]
    /// What it is.
    var source: Source

    /// A mount of a source at a path; nil where that is not absolute.
    init?(_ source: Source, at destination: Span<UInt8>) {
        guard let path = Self.normalised(destination) else { return nil }
        self.destination = path
        self.source = source
    }

    /// What `--volume` asks for: `[SOURCE:]DESTINATION[:OPTIONS]`; nil where it cannot be understood.
    init?(volume: Span<UInt8>) {
        let colon = volume.firstIndex(of: UInt8(ascii: ":"), from: 0, to: volume.count)
        guard colon < volume.count else {
            self.init(.hidden, at: volume)
            return
        }
        let end = volume.firstIndex(of: UInt8(ascii: ":"), from: colon + 1, to: volume.count)
        self.init(Self.source(volume.extracting(0..<colon)), at: volume.extracting(colon + 1..<end))
    }

    /// What `--tmpfs` asks for: `DESTINATION[:OPTIONS]`.
    init?(temporary: Span<UInt8>) {
        let end = temporary.firstIndex(of: UInt8(ascii: ":"), from: 0, to: temporary.count)
        self.init(.hidden, at: temporary.extracting(0..<end))
    }

    /// What `--mount` asks for: `type=bind,source=/a,target=/b,readonly`; nil where it cannot be understood.
    ///
    /// A value in quotes, which may hold a comma, is not understood.
    init?(mount: Span<UInt8>) {
        var source = Source.hidden
        var isBind = false
        var isHidden = false
        var destination: [UInt8] = []
        var start = 0
        while start <= mount.count {
            let end = mount.firstIndex(of: UInt8(ascii: ","), from: start, to: mount.count)
            let field = mount.extracting(start..<end)
            start = end + 1
            if field.firstIndex(of: UInt8(ascii: "\""), from: 0, to: field.count) < field.count { return nil }
            let equals = field.firstIndex(of: UInt8(ascii: "="), from: 0, to: field.count)
            let key = field.extracting(0..<equals)
            let value = field.extracting(min(equals + 1, field.count)..<field.count)
            if key.equals("type") {
                isBind = value.equals("bind")
                if !isBind, !value.equals("volume") { isHidden = true }
            } else if key.equals("source") || key.equals("src") {
                source = Self.source(value)
            } else if key.equals("target") || key.equals("dst") || key.equals("destination") {
                destination = []
                destination.append(copying: value)
            } else if key.equals("volume-subpath") || key.equals("image-subpath") {
                isHidden = true
            }
        }
        if isBind, case .volume = source { isHidden = true }
        self.init(isHidden ? .hidden : source, at: destination.span)
    }

    /// A path of the host, or a volume's name.
    private static func source(_ text: Span<UInt8>) -> Source {
        guard text.count > 0 else { return .hidden }
        if text[0] == UInt8(ascii: "/") { return normalised(text).map { .host($0) } ?? .hidden }
        for index in 0..<text.count where !isOfName(text[index]) { return .hidden }
        // ./config and ~/config are looked up by the client, where nobody knows.
        if text[0] == UInt8(ascii: ".") { return .hidden }
        var name: [UInt8] = []
        name.append(copying: text)
        return .volume(name)
    }

    /// Whether a volume's name can have a byte (moby, volume/names).
    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func normalised(_ path: Span<UInt8>) -> [UInt8]? {
        guard path.count > 0, path[0] == UInt8(ascii: "/") else { return nil }
        var normal: [UInt8] = []
        PathText.appendNormalised(path, in: path.extracting(0..<0), to: &normal)
        return normal
    }
}

extension ContainerMount.Source: Codable {
    private enum Kind: String, Codable {
        case host, volume, hidden
    }

    private enum CodingKeys: CodingKey {
        case kind, name
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .host(let path):
            try container.encode(Kind.host, forKey: .kind)
            try container.encode(path, forKey: .name)
        case .volume(let name):
            try container.encode(Kind.volume, forKey: .kind)
            try container.encode(name, forKey: .name)
        case .hidden: try container.encode(Kind.hidden, forKey: .kind)
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self =
            switch try container.decode(Kind.self, forKey: .kind) {
            case .host: .host(try container.decode([UInt8].self, forKey: .name))
            case .volume: .volume(try container.decode([UInt8].self, forKey: .name))
            case .hidden: .hidden
            }
    }
}
