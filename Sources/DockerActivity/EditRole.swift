import AuditRecords

/// What part an activity can have in an edit.
enum EditRole {
    /// It changes a file.
    case change
    /// It failed in a way that belongs to how programs work, such as removing what may not be there.
    case aside
    /// It is an edit of its own.
    case single
}

extension Activity {
    /// What part the activity can have in an edit.
    ///
    /// A refusal never is a mere step: an attempt stands for itself.
    var editRole: EditRole {
        guard let file, action.isStepOfEdit else { return .single }
        switch outcome {
        case .success:
            let isKnown = !file.path.isEmpty || !file.recorded.isEmpty || file.inode != nil
            return file.resolvedBy != .parentOnly && isKnown ? .change : .single
        case .failure: return FailureByTheWay(rawValue: errorNumber) != nil ? .aside : .single
        case .unknown, .claimed: return .single
        }
    }
}

/// Errors that programs meet, and expect, while they work (include/uapi/asm-generic/errno-base.h and errno.h).
private enum FailureByTheWay: Int32 {
    /// ENOENT: an old backup that is not there.
    case noEntry = 2
    /// EEXIST: mv and ln try first whether the name is free.
    case exists = 17
    /// EXDEV: mv copies where it cannot rename.
    case crossDevice = 18
    /// EISDIR, ENOTEMPTY: Go's RemoveAll tries unlink and rmdir before it looks what a name is.
    case isDirectory = 21
    /// EINVAL, ENOSYS, EOPNOTSUPP: a flag, call or attribute that the kernel or file system does not know.
    case invalid = 22
    case noCall = 38
    case notEmpty = 39
    /// ENODATA: an attribute that is not set.
    case noData = 61
    case notSupported = 95
}

extension Action {
    /// Whether it changes a file or its name, as the steps of an edit do.
    fileprivate var isStepOfEdit: Bool {
        switch self {
        case .openWrite, .create, .delete, .rename, .link, .symlink, .mkdir, .rmdir, .mknod, .chmod, .chown, .setxattr,
            .removexattr, .truncate, .bind:
            true
        default: false
        }
    }
}
