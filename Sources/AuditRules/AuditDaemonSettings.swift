public import SystemPackage

/// What auditd.conf(5) says of the log.
public struct AuditDaemonSettings: Sendable {
    /// Where the log is written.
    public private(set) var logFile: FilePath = "/var/log/audit/audit.log"

    /// Reads a host's settings; what is missing has auditd's own default.
    public init(files: HostFiles) {
        for line in (files.text(of: "/etc/audit/auditd.conf") ?? "").split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1).map { part in part.filter { $0 != " " && $0 != "\t" } }
            if parts.count == 2, parts[0] == "log_file", parts[1].hasPrefix("/") {
                logFile = FilePath(String(parts[1]))
            }
        }
    }
}
