public import DockerActivity

/// What the files of a container engine's data root say of its containers, and which of them could not be used.
public struct EngineState: Sendable {
    /// One data root, or a copy of one, that was given.
    public struct Source: Sendable, Equatable {
        /// Its path as given.
        public var path: String
        /// The host that it was said to be of; nil where no host was named.
        public var host: String?
        /// Containers that its files describe.
        public var containers: UInt64 = 0
        /// What could not be used: a sentence each.
        public var problems: [String] = []
    }

    /// Containers that are taken from all sources together.
    public static let containersLimit = 4096

    /// The containers.
    public private(set) var containers: [KnownContainer] = []
    /// What was given, in that order.
    public private(set) var sources: [Source] = []

    /// Nothing was given.
    public init() {}

    /// Begins with another data root.
    public mutating func begin(_ path: String) {
        sources.append(Source(path: path))
    }

    /// Adds the container that a `config.v2.json` and the `hostconfig.json` beside it describe.
    ///
    /// - Parameters:
    ///   - configuration: the bytes of `config.v2.json`.
    ///   - hostConfiguration: those of `hostconfig.json`; nil where there is none.
    ///   - id: the name of the directory that holds them.
    ///   - path: what a problem calls the first.
    public mutating func add(_ configuration: [UInt8], _ hostConfiguration: [UInt8]?, id: String, path: String) {
        guard containers.count < Self.containersLimit else {
            note(problem: "cannot use \(path): more than \(Self.containersLimit) containers were given")
            return
        }
        do throws(EngineStateError) {
            containers.append(try KnownContainer(configuration, hostConfiguration, id: id))
            if !sources.isEmpty { sources[sources.count - 1].containers += 1 }
        } catch {
            note(problem: "cannot use \(path): \(error)")
        }
    }

    /// Notes what could not be used, in a sentence.
    public mutating func note(problem: String) {
        if !sources.isEmpty { sources[sources.count - 1].problems.append(problem) }
    }
}

/// Why a container's files could not be used.
enum EngineStateError: Error, CustomStringConvertible {
    /// It is no JSON, or not of the form that the engine writes.
    case notReadable
    /// It describes another container than its directory is called.
    case otherContainer

    /// What follows the file's name in a sentence.
    var description: String {
        switch self {
        case .notReadable:
            "it is not what the engine writes, or was copied while it was written (copy it again)"
        case .otherContainer:
            "it describes another container than its directory is named for (copy the whole data root)"
        }
    }
}
