import AuditLogs

/// What the indicators of a list ask of a value, each by its place in the list.
struct IndicatorTests: Sendable {
    private var paths: [(index: Int, text: FilterText)] = []
    private var programs: [(index: Int, text: FilterText)] = []
    private var addresses: [(index: Int, pattern: AddressPattern)] = []
    private var users: [(index: Int, pattern: UserPattern)] = []
    private var containers: [(index: Int, pattern: ContainerPattern)] = []
    private var images: [(index: Int, pattern: ContainerPattern)] = []
    private var digests: [NameDigest: [[UInt8]: [Int]]] = [:]

    init(_ indicators: [Indicator]) {
        for (index, indicator) in indicators.enumerated() {
            for kind in indicator.kinds { add(kind, indicator.text, index) }
        }
    }

    private mutating func add(_ kind: Indicator.Kind, _ text: String, _ index: Int) {
        switch kind {
        case .path: paths.append((index, FilterText(text)))
        case .program: programs.append((index, FilterText(text)))
        case .address: addresses.append((index, AddressPattern(text)))
        case .user: users.append((index, UserPattern(text)))
        case .container: containers.append((index, ContainerPattern(text)))
        case .image: images.append((index, ContainerPattern(text)))
        case .sha256, .sha1, .md5:
            guard let digest = kind.digest else { return }
            digests[digest, default: [:]][Self.bytes(ofDigits: text), default: []].append(index)
        }
    }

    private static func bytes(ofDigits text: String) -> [UInt8] {
        let digits = Array(text.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2)
            .compactMap { UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) }
    }

    /// The indicators that a file's name answers to.
    func matches(path: [UInt8]) -> [Int] {
        paths.filter { $0.text.matches(path: path.span) }.map(\.index) + matches(digestOf: path)
    }

    /// The indicators that a program's path answers to.
    func matches(program: [UInt8]) -> [Int] {
        programs.filter { $0.text.matches(path: program.span) }.map(\.index) + matches(path: program)
    }

    /// The indicators that a session's source answers to.
    func matches(source: [UInt8]) -> [Int] { addresses.filter { $0.pattern.matches(source.span) }.map(\.index) }

    /// The indicators that a user answers to; without a number only by name.
    func matches(user name: [UInt8], _ id: UInt32?, userName: (UInt32) -> String?) -> [Int] {
        users.filter { user in
            id == nil ? user.pattern.matches(name: name.span) : user.pattern.matches(id, name.span, userName: userName)
        }
        .map(\.index)
    }

    /// The indicators that a container's id answers to.
    func matches(containerID: [UInt8]) -> [Int] {
        containers.filter { $0.pattern.matches(id: containerID.span) }.map(\.index)
    }

    /// The indicators that a container's name answers to.
    func matches(containerName: [UInt8]) -> [Int] {
        containers.filter { $0.pattern.matches(name: containerName.span) }.map(\.index)
    }

    /// The indicators that an image answers to.
    func matches(image: [UInt8]) -> [Int] { images.filter { $0.pattern.matches(image: image.span) }.map(\.index) }

    private func matches(digestOf path: [UInt8]) -> [Int] {
        if digests.isEmpty { return [] }
        let name = Array(path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...])
        return digests.flatMap { digest, known in
            [path, name].flatMap { known[digest.digest(of: $0), default: []] }
        }
    }
}
