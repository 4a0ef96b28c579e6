import AuditRecords

/// What a site has decided about: findings that are expected, with the reason.
///
/// All that is named has to fit; what is not named fits everything. Texts may have `*` and `?`.
struct Acceptance: Sendable {
    /// The detections' ids; empty for all.
    var detections: [TextPattern] = []
    /// Login users, by name or `uid:1001`; of a container, who had it started.
    var logins: [TextPattern] = []
    /// True paths of files.
    var files: [TextPattern] = []
    /// Executables.
    var programs: [TextPattern] = []
    /// Images, of the container that acted or that was started.
    var images: [TextPattern] = []
    /// Members of groups.
    var members: [TextPattern] = []
    /// From when, in milliseconds since 1970.
    var from = Int64.min
    /// Until when.
    var to = Int64.max
    /// Why.
    var reason = ""

    /// Whether a finding is what was decided about.
    func covers(_ finding: Finding) -> Bool {
        guard from <= finding.stamp.milliseconds, finding.stamp.milliseconds <= to,
            Self.fits(detections, Array(finding.detection.utf8)), Self.fits(files, finding.file),
            Self.fits(programs, finding.process.executable), Self.fits(members, finding.member),
            Self.fits(images, finding.image)
        else { return false }
        return logins.isEmpty || finding.actor.names.contains { Self.fits(logins, $0) }
    }

    private static func fits(_ patterns: [TextPattern], _ text: [UInt8]) -> Bool {
        patterns.isEmpty || patterns.contains { $0.matches(text.span) }
    }
}

extension Finding.Actor {
    /// What the login user is called, or who had the container started.
    fileprivate var names: [[UInt8]] {
        if let container {
            return [container.startedBy] + (container.startedByID.map { [Array("uid:\($0)".utf8)] } ?? [])
        }
        return [login] + (loginID.map { [Array("uid:\($0)".utf8)] } ?? [])
    }
}
