import AuditRules
import Foundation
import TestSupport

/// Whether this machine's audit system may be used for tests, and the means to leave it as it was found.
enum LiveKernel {
    /// Why the live tests cannot run here; nil where they can.
    static let reasonAgainst: String? = {
        let reason = findReasonAgainst()
        if let reason { FileHandle.standardError.write(Data("LIVE TESTS SKIPPED: \(reason)\n".utf8)) }
        return reason
    }()

    static var isUsable: Bool { reasonAgainst == nil }

    private static func findReasonAgainst() -> String? {
        guard getuid() == 0 else { return "they load audit rules and need root" }
        do {
            let kernel = try KernelAudit()
            let status = try kernel.status()
            if status.isLocked { return "the audit rules are locked until the next boot" }
            if status.pid != 0 {
                return "an audit daemon (pid \(status.pid)) records here; its log is not ours to fill"
            }
            if try !kernel.rules().isEmpty { return "audit rules of somebody else are loaded" }
        } catch {
            return "\(error)"
        }
        if ExternalTool.path(of: "auditctl") == nil {
            return "auditctl is not installed (scripts/install-dependencies --tests)"
        }
        if (try? ExternalTool.run("unshare", ["--mount", "/bin/true"]).status) != 0 {
            return "a mount namespace, in which a folder stands for a host, cannot be made here"
        }
        return nil
    }

    /// Runs a test and removes every rule that is loaded afterwards: none was before.
    static func withRules<Result>(_ body: (KernelAudit) throws -> Result) throws -> Result {
        let kernel = try KernelAudit()
        defer {
            for rule in (try? kernel.rules()) ?? [] { try? kernel.delete(rule) }
        }
        return try body(kernel)
    }

    /// Runs a test with auditing on and room for its records; both are as before afterwards, and no rule is left.
    static func withAuditing<Result>(_ body: () throws -> Result) throws -> Result {
        try withRules { kernel in
            let before = try kernel.status()
            // No message for each lost record, and no panic.
            _ = try ExternalTool.run("auditctl", ["-f", "0"])
            _ = try ExternalTool.run("auditctl", ["-b", "8192"])
            _ = try ExternalTool.run("auditctl", ["-e", "1"])
            defer {
                _ = try? ExternalTool.run("auditctl", ["-e", "\(before.enabled)"])
                _ = try? ExternalTool.run("auditctl", ["-b", "\(before.backlogLimit)"])
                _ = try? ExternalTool.run("auditctl", ["-f", "\(before.failure)"])
            }
            return try body()
        }
    }

    /// Runs a test with an audit daemon that writes audit.log into a folder.
    static func withDaemon<Result>(logging folder: String, _ body: () throws -> Result) throws -> Result {
        let settings = try TemporaryFolder()
        let text = """
            local_events = yes
            write_logs = yes
            log_file = \(folder)/audit.log
            log_group = root
            log_format = ENRICHED
            flush = INCREMENTAL_ASYNC
            freq = 50
            max_log_file = 8
            num_logs = 5
            max_log_file_action = ROTATE
            space_left = 75
            space_left_action = IGNORE
            admin_space_left = 50
            admin_space_left_action = IGNORE
            disk_full_action = IGNORE
            disk_error_action = IGNORE

            """
        let file = try settings.write(text, to: "auditd.conf")
        // auditd takes no settings that others may write.
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        let path = ExternalTool.path(of: "auditd") ?? "/sbin/auditd"
        let daemon = Process()
        daemon.executableURL = URL(fileURLWithPath: path)
        daemon.arguments = ["-n", "-c", settings.path]
        daemon.standardOutput = FileHandle.nullDevice
        daemon.standardError = FileHandle.nullDevice
        try daemon.run()
        defer {
            // The test's thread has blocked the milder signals, and a program inherits that.
            kill(daemon.processIdentifier, SIGKILL)
            daemon.waitUntilExit()
        }
        let kernel = try KernelAudit()
        for _ in 0..<100 where try kernel.status().pid == 0 { usleep(50_000) }
        return try body()
    }

    /// What `auditctl -l` prints, a line for each rule.
    static func listing() throws -> [String] {
        let result = try ExternalTool.run("auditctl", ["-l"])
        return result.lines.filter { $0 != "No rules" }.map { String($0) }
    }
}
