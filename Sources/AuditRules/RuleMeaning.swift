/// What a rule means, whatever form it was written in.
///
/// Two rules mean the same when the kernel would record the same under the same keys: the order of conditions and of
/// keys, slashes at a path's end, and a list of calls that is nothing but the written-out permissions make no difference.
public struct RuleMeaning: Hashable, Sendable {
    /// Whether a path stands for itself or for all below it.
    public enum Kind: Hashable, Sendable {
        /// One file, or a directory without what lies in it.
        case file
        /// A directory and all below it.
        case directory
        /// `auditctl -l` does not say.
        case unknown
    }

    let action: AuditRule.Action
    let list: AuditRule.List
    let architecture: UInt32?
    let calls: SystemCallSet
    let path: [UInt8]?
    let kind: Kind
    let permissions: AuditRule.Permissions?
    let others: Set<AuditRule.Field>
    let keys: Set<[UInt8]>

    /// The meaning of a rule.
    ///
    /// `canonical` gives a path with the links on the way to it resolved; its last component is left, since a watch does
    /// not follow it.
    public init(
        _ rule: AuditRule,
        machine: AuditMachine = .native,
        canonical: ([UInt8]) -> [UInt8] = { $0 }
    ) {
        action = rule.action
        list = rule.list
        architecture = rule.architecture
        path = rule.path.map(canonical)
        kind = rule.path == nil ? .file : rule.hasUnknownKind ? .unknown : rule.isOnDirectory ? .directory : .file
        permissions = rule.permissions
        let special: Set<AuditRule.FieldCode> = [.path, .directory, .permissions, .key]
        others = Set(
            rule.fields.filter { field in
                !special.contains(field.code) && !(field.code == .architecture && field.comparison == .equal)
            }
        )
        keys = Set(rule.keys)
        let abis = rule.architecture.map { [$0] } ?? machine.architectures
        let isWrittenOut =
            rule.path != nil && rule.permissions.map { $0.isCovered(by: rule.calls, abis) } ?? false
        calls = isWrittenOut ? .all : rule.calls
    }

    /// Whether two rules mean the same; an unknown kind is equal to either.
    public func isSame(as other: RuleMeaning) -> Bool {
        action == other.action && list == other.list && architecture == other.architecture && calls == other.calls
            && path == other.path && (kind == other.kind || kind == .unknown || other.kind == .unknown)
            && permissions == other.permissions && others == other.others && keys == other.keys
    }
}

extension AuditRule.Permissions {
    /// Whether a set of calls is at least what the permissions stand for, by these ABIs.
    func isCovered(by calls: SystemCallSet, _ architectures: [UInt32]) -> Bool {
        if calls.isAll { return true }
        guard !isEmpty else { return false }
        return single.allSatisfy { permission in
            architectures.allSatisfy { calls.isSuperset(of: permission.calls(by: $0)) }
        }
    }

    /// The calls that one permission has stood for since Linux 2.6, by one ABI.
    ///
    /// auditctl 4 writes them out, and the lists grow with each version: a set that has these is taken for the whole.
    /// From the kernel's include/asm-generic/audit_*.h.
    private func calls(by architecture: UInt32) -> SystemCallSet {
        let names: [String] =
            switch self {
            case .execute: ["execve"]
            case .write:
                [
                    "rename", "mkdir", "rmdir", "creat", "link", "unlink", "symlink", "mknod", "mkdirat", "mknodat",
                    "unlinkat", "renameat", "linkat", "symlinkat", "truncate", "ftruncate", "open", "openat",
                ]
            case .read: ["readlink", "listxattr", "getxattr", "readlinkat", "open", "openat"]
            case .attributes:
                [
                    "chmod", "fchmod", "chown", "lchown", "fchown", "fchownat", "fchmodat", "setxattr", "lsetxattr",
                    "fsetxattr", "removexattr", "lremovexattr", "fremovexattr", "link", "linkat",
                ]
            default: []
            }
        return SystemCallSet(names.compactMap { AuditNames.call($0, architecture) })
    }
}
