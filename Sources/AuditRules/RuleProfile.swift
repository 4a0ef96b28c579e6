/// A set of rules that docktrail brings along: a file of rules/audit.
public enum RuleProfile: String, CaseIterable, Sendable {
    /// The nine watches that hardening guides list.
    case seed
    /// What an administrator wants recorded every day; the default.
    case standard
    /// The standard set and what is too loud for every day.
    case hunting

    /// The files that make the profile, in order.
    var texts: [String] {
        switch self {
        case .seed: [EmbeddedRules.seed]
        case .standard: [EmbeddedRules.standard]
        case .hunting: [EmbeddedRules.standard, EmbeddedRules.hunting]
        }
    }
}

/// Rules for engines beside Docker, added to a profile.
public enum RuleAddition: String, CaseIterable, Sendable {
    /// containerd by itself, and Kubernetes.
    case containerd
    /// Podman.
    case podman

    var text: String {
        switch self {
        case .containerd: EmbeddedRules.containerd
        case .podman: EmbeddedRules.podman
        }
    }
}

/// One rule of a profile, before it is adapted to a host.
struct ProfileRule {
    /// The rule as the file has it.
    var rule: AuditRule
    /// What the file says of it.
    var facts = Facts()

    /// What a profile's `#@` lines say of the rules below them.
    struct Facts {
        /// Why the rule is there.
        var why = ""
        /// Numbers of the CIS Docker benchmark, versions 1.3 to 1.7.
        var cis: [String] = []
        /// How much it records.
        var noise = ""
        /// Whether the path is a directory to be watched whole.
        var isDirectory = false
        /// Whether a path that is missing is not worth a rule.
        var onlyIfPresent = false
        /// Whether the rule takes in the whole data root.
        var isWholeTree = false
        /// Other places where the same may lie.
        var alternatives: [String] = []
    }
}

extension ProfileRule {
    /// The rules of a profile's file; a file of our own that could not be read would be a mistake that a test shows.
    static func rules(in text: String) -> [ProfileRule] {
        var rules: [ProfileRule] = []
        var facts = Facts()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                facts = Facts()
            } else if line.hasPrefix("#@ ") {
                facts.take(line.dropFirst(3))
            } else {
                let isDirectory = facts.isDirectory
                let parser = RuleParser(machine: .native, isDirectory: { _ in isDirectory })
                if let rule = try? parser.statement(line.utf8)?.added {
                    rules.append(ProfileRule(rule: rule, facts: facts))
                }
            }
        }
        return rules
    }
}

extension ProfileRule.Facts {
    fileprivate mutating func take(_ line: Substring) {
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = String(line[line.index(after: colon)...].drop { $0 == " " })
        let words = value.split(separator: " ").map { String($0) }
        switch line[..<colon] {
        case "why": why = value
        case "cis": cis = words
        case "noise": noise = value
        case "kind": isDirectory = value == "directory"
        case "when": onlyIfPresent = value == "exists"
        case "tree": isWholeTree = value == "whole"
        case "or": alternatives = words
        default: break
        }
    }
}
