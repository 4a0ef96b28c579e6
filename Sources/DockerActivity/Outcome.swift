/// Whether an action took effect.
///
/// The raw values are the ones that are printed.
public enum Outcome: String, Sendable, CaseIterable, Codable {
    /// The kernel says that it did, or the tool that did it.
    case success
    /// It was refused or went wrong.
    case failure
    /// The records do not say.
    case unknown
    /// Only a record from user space says so.
    case claimed
}

/// What an auditor should make of an activity.
///
/// The raw values are the ones that are printed.
public enum Disposition: String, Sendable, CaseIterable, Codable {
    /// What the engine, a package manager or the system does by itself.
    case routine
    /// Something legitimate that an auditor wants to see.
    case noteworthy
    /// Part of a finding of level medium or above.
    case suspicious
}
