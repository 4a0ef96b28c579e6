/// A container as the engine's own files describe it: `config.v2.json` and `hostconfig.json` below its data root.
///
/// Text is as in the files.
public struct KnownContainer: Sendable {
    /// Its id: 64 hexadecimal digits.
    public var id: [UInt8]
    /// Its name, without the slash that the engine keeps before it; empty where it has none.
    public var name: [UInt8] = []
    /// Its image, as it was asked for.
    public var image: [UInt8] = []
    /// The program that it runs, with its arguments, with blanks between them.
    public var command: [UInt8] = []
    /// Where something stands in it, and the absolute path of that on the host; the path is empty where it is not the host's.
    public var mounts: [(destination: [UInt8], source: [UInt8])] = []

    /// A container of which only the id is known.
    public init(id: [UInt8]) { self.id = id }
}

extension Container {
    /// Takes what the engine's files say.
    mutating func describe(as known: KnownContainer) {
        name = known.name
        image = known.image
        command = known.command
        let mounts = known.mounts
            .compactMap { mount in
                ContainerMount(mount.source.isEmpty ? .hidden : .host(mount.source), at: mount.destination.span)
            }
        self.mounts = ContainerMounts(mounts, dataRoot: [])
        isFromEngine = true
    }
}
