/// What is usual on a site, and what was decided there: `docktrail.yml`.
///
/// ```yaml
/// office-hours: { days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00", zone: "+01:00" }
/// automation: [svc-deploy]          # login users that are trusted automation
/// agents: ["portainer/*"]           # images of containers that may use the socket and read the host
/// socket-users: [alice, "uid:1004"] # who may use the socket by whatever program
/// disable: [cli-secret-in-args]
/// levels: { sock-use-unusual-exe: low }
/// accepted:
///   - { detection: cfg-daemon-json-write, login: alice, file: /etc/docker/daemon.json, until: 2026-12-31, reason: "CHG-1042" }
/// ```
public struct SiteSettings: Sendable {
    /// Detections that are off.
    public internal(set) var disabled: Set<String> = []
    /// Levels that replace those of the cards.
    public internal(set) var levels: [String: Level] = [:]
    /// When people work; nil where nobody said so.
    var officeHours: OfficeHours?
    /// What was decided about.
    var acceptances: [Acceptance] = []

    /// Nothing is special.
    public init() {}

    /// Adds what another file says.
    public mutating func add(_ other: SiteSettings) {
        disabled.formUnion(other.disabled)
        levels.merge(other.levels) { $1 }
        officeHours = other.officeHours ?? officeHours
        acceptances += other.acceptances
    }

    /// The decision that covers a finding; nil where there is none.
    func acceptance(of finding: Finding) -> Acceptance? { acceptances.first { $0.covers(finding) } }

    /// Detections that trusted automation is expected to make: of settings, and of using the engine.
    ///
    /// What hides something, lets somebody in or leaves a container a site has to name itself.
    static let ofAutomation = ["cfg-*", "tls-*", "unit-*", "bin-*", "cli-*", "sock-use-*"]
    /// Detections that a known agent's container, or starting one, is expected to make.
    static let ofAgents = [
        "sock-use-from-container", "cli-socket-mount", "cli-host-mount", "cli-host-namespaces", "sock-use-unusual-exe",
    ]
    /// Detections that whoever may use the socket is expected to make.
    static let ofSocketUsers = ["sock-use-unusual-exe", "sock-use-first-user", "sock-use-denied"]
}
