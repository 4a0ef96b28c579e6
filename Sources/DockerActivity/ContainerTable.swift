/// The containers that the records tell of.
struct ContainerTable: Sendable {
    /// A container's number in the table.
    typealias Number = Int32
}
