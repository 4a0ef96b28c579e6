public import AuditRecords

/// What a PATH record and its event tell of a file.
public struct FileFacts: Sendable, Codable {
    /// The true, absolute path on the host; empty where it is not known.
    public var path = ByteRange()
    /// The name as the record has it, decoded.
    public var recorded = ByteRange()
    /// The old path of a rename, or the target of a link.
    public var from = ByteRange()
    /// Whether a rename put the file in the place of another, which lost its name.
    public var isReplacement = false
    /// What kind of file `path` is.
    public var place = DockerPlace.other
    /// How `path` is known.
    public var resolvedBy = PathResolution.unresolved
    /// By which way the file was reached.
    public var route = FileRoute.unknown
    /// The inode's device, as recorded (`fe:00`).
    public var device = ByteRange()
    /// The inode's number; nil where the item has none (a call refused before it got there).
    public var inode: UInt64?
    /// Type and permission bits *before* the call (`0o100644`); nil where not recorded.
    public var mode: UInt32?
    /// Permission bits that the call asks for: a chmod's, and before the umask (umask(2)) those of a new file; of mknod with
    /// the file's type.
    ///
    /// Nil where it asks for none, or the records do not hold it.
    public var newMode: UInt32?
    /// The uid that a chown gives the file to; nil where it leaves the owner alone.
    public var newOwnerID: UInt32?
    /// The gid that a chown gives the file to; nil where it leaves the group alone.
    public var newGroupID: UInt32?
    /// The owner's uid before the call.
    public var ownerID: UInt32?
    /// The owner's name as enriched by auditd.
    public var owner = ByteRange()
    /// The group's gid before the call.
    public var groupID: UInt32?
    /// The group's name as enriched by auditd.
    public var group = ByteRange()

    /// Whether the call gives the file to another owner or group than it had; nil where it is no chown.
    public var changesOwner: Bool? {
        guard newOwnerID != nil || newGroupID != nil else { return nil }
        return newOwnerID.map { $0 != ownerID } ?? false || newGroupID.map { $0 != groupID } ?? false
    }

    /// Facts about a file of which nothing is known yet.
    public init() {}

    mutating func mapText(_ move: (inout ByteRange) -> Void) {
        move(&path)
        move(&recorded)
        move(&from)
        move(&device)
        move(&owner)
        move(&group)
    }
}

/// How a true path is known.
///
/// The raw values are the ones that are printed.
public enum PathResolution: String, Sendable, CaseIterable, Codable {
    /// The record has an absolute name.
    case name
    /// The record has a relative name, and it was looked up in the working directory.
    case cwd
    /// Device and inode were seen under another name.
    case identity
    /// An open descriptor of the process.
    case descriptor
    /// The container's mounts.
    case containerMount = "container-mount"
    /// Below a layer that the engine unpacks in a chroot.
    case engineChroot = "engine-chroot"
    /// Only a command line names it.
    case arguments
    /// A snapshot of the host's watched files.
    case hostMap = "host-map"
    /// The records hold no item for the file itself: the path is its directory's.
    case parentOnly = "parent-only"
    /// Not known; the recorded name stands.
    case unresolved
}
