/// What runs in a container beside the program that the container was started with.
struct ContainerRun: Sendable, Codable {
    /// Who had it run; nil where nobody is named.
    let starter: Starter?
    /// Whether it was surely run later (`docker exec`); else the container's own program may have made it.
    let isExecuted: Bool
}
