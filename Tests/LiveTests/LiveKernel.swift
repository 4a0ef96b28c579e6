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

    /// What `auditctl -l` prints, a line for each rule.
    static func listing() throws -> [String] {
        let result = try ExternalTool.run("auditctl", ["-l"])
        return result.lines.filter { $0 != "No rules" }.map { String($0) }
    }
}
