import DockerActivity

/// A file's mode, or its owner and group; what is not known is nil.
struct FileRights: Codable, Sendable, Equatable {
    /// Permission bits.
    var mode: UInt32?
    /// The owner's uid.
    var owner: UInt32?
    /// The group's gid.
    var group: UInt32?
}

extension FileRights {
    /// Permission bits of a mode, without the file's type.
    private static let permissions: UInt32 = 0o7777

    /// What a file had before an action set it; nil where that sets none of it, or nothing tells.
    init?(before action: Action, of file: FileFacts) {
        switch action {
        case .chmod:
            guard let mode = file.mode else { return nil }
            self.init(mode: mode & Self.permissions)
        case .chown:
            guard file.ownerID != nil || file.groupID != nil else { return nil }
            self.init(owner: file.ownerID, group: file.groupID)
        default: return nil
        }
    }

    /// What a file has after an action set it; nil where that sets none of it, or nothing tells.
    init?(after action: Action, of file: FileFacts) {
        switch action {
        case .chmod:
            guard let mode = file.newMode else { return nil }
            self.init(mode: mode & Self.permissions)
        case .chown:
            // A chown names what it changes; the rest stays.
            guard file.newOwnerID != nil || file.newGroupID != nil else { return nil }
            self.init(owner: file.newOwnerID ?? file.ownerID, group: file.newGroupID ?? file.groupID)
        default: return nil
        }
    }
}
