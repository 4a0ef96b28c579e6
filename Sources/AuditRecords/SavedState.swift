/// What can be saved, and can tell whether that which was read back is something it could have become by itself.
///
/// Whoever reads saved values asks each one: what was saved may have been changed by somebody, and a value that is not
/// sound may trap. Values that cannot be unsound are merely `Codable`.
public protocol SavedState: Codable {
    /// Whether its parts fit each other, and stay below their limits.
    var isSound: Bool { get }
}
