import AuditRecords

/// How a login session began, by the service that opened it.
///
/// The raw values are the ones that are printed.
public enum LoginService: String, Sendable, CaseIterable, Codable {
    /// Over the network: sshd.
    case ssh
    /// At the machine: login(1), or a display manager.
    case console
    /// A job of cron's; nobody logged in.
    case cron
    /// A job of at's; nobody logged in.
    case at
    /// Some other service, or no record says which.
    case other

    /// The service that an executable is, by its name; nil for what opens no session of its own.
    ///
    /// Since OpenSSH 9.8 the part of sshd that serves one connection is called sshd-session.
    init?(executable: Span<UInt8>) {
        let name = executable.extracting(PathText.lastPart(of: executable))
        if name.equals("sshd") || name.equals("sshd-session") {
            self = .ssh
        } else if name.equals("login") || name.equals("gdm-session-worker") || name.equals("lightdm")
            || name.equals("sddm-helper")
        {
            self = .console
        } else if name.equals("cron") || name.equals("crond") {
            self = .cron
        } else if name.equals("atd") {
            self = .at
        } else {
            return nil
        }
    }

    /// Whether sessions of this kind are jobs, at whose beginning nobody logs in.
    var isJob: Bool { self == .cron || self == .at }
}
