/// How grave a finding is, in Sigma's words.
///
/// The raw values are the ones that are printed (Sigma specification 2.1.0, rules, `level`).
public enum Level: String, Sendable, CaseIterable, Codable {
    /// Worth having in a list; nobody needs to look.
    case informational
    /// Worth a look when there is time.
    case low
    /// Needs an explanation.
    case medium
    /// Needs to be looked at soon.
    case high
    /// Needs to be looked at now.
    case critical

    /// The next level up; `critical` stays.
    public var raised: Level { Level.allCases[min(rank + 1, Level.allCases.count - 1)] }
    /// The next level down; `informational` stays.
    public var lowered: Level { Level.allCases[max(rank - 1, 0)] }
    /// Whether activities behind such a finding are suspicious.
    public var isAlerting: Bool { self >= .medium }

    private var rank: Int { Level.allCases.firstIndex(of: self) ?? 0 }
}

extension Level: Comparable {
    /// Whether a level is less grave than another.
    public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
}
