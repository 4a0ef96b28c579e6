public import AuditRecords

/// One action, by one subject, on one host file, docker group or audit setting.
///
/// A small plain value: all text lies in the bytes of the `ActivityBatch` that holds it, and is named here by ranges.
/// An empty range means that the records do not say it. Nothing here has been escaped: text from a log is hostile.
public struct Activity: Sendable {
    /// Time and serial of the event.
    public var stamp: Stamp
    /// The machine that the records name with `node=`; empty where they name none.
    public var node = ByteRange()
    /// What was done, or attempted.
    public var action: Action
    /// Whether it was done.
    public var outcome = Outcome.unknown
    /// The error of a failed call, as a positive number (`13` for EACCES); 0 where there is none.
    public var errorNumber: Int32 = 0
    /// The file acted on; nil where the action is on a group or an audit setting.
    public var file: FileFacts?
    /// The group acted on.
    public var group: GroupFacts?
    /// The audit setting acted on.
    public var audit: AuditFacts?
    /// Who acted.
    public var subject = SubjectFacts()
    /// The keys of the audit rule that fired, separated by the byte 0x01 as in the record.
    public var keys = ByteRange()
    /// The system call, with the architecture whose table numbers it; nil for records from user space.
    public var systemCall: SystemCall?
    /// What an auditor should make of it, as far as the event itself tells.
    public var disposition = Disposition.noteworthy
    /// Where the event's first record stands.
    public var evidence: Evidence

    /// An activity of which only stamp, action and place are known.
    public init(stamp: Stamp, action: Action, evidence: Evidence) {
        self.stamp = stamp
        self.action = action
        self.evidence = evidence
    }
}

extension Activity {
    /// Bytes of its texts.
    public var textBytes: Int {
        var count = 0
        var copy = self
        copy.mapText { range in
            count += range.count
            return range
        }
        return count
    }

    /// Replaces each range of text by what `place` gives for it.
    mutating func mapText(_ place: (ByteRange) -> ByteRange) {
        func move(_ range: inout ByteRange) {
            // An empty range has a place as well, which may lie behind the end of other bytes.
            range = range.isEmpty ? ByteRange() : place(range)
        }
        move(&node)
        move(&keys)
        file?.mapText(move)
        group?.mapText(move)
        audit?.mapText(move)
        subject.mapText(move)
    }
}

extension Activity {
    /// The line an activity rests on.
    public struct Evidence: Sendable {
        /// Which of the sources, as an index into the analysis's list.
        public var source: UInt32
        /// The line's number in the uncompressed source, from 1.
        public var line: UInt64
        /// How many equal routine activities this one stands for.
        public var count: UInt64 = 1

        /// The place of one line.
        public init(source: UInt32, line: UInt64) {
            self.source = source
            self.line = line
        }
    }

    /// A system call's number and the architecture that gives it meaning.
    public struct SystemCall: Hashable, Sendable {
        /// The number in that architecture's table.
        public var number: UInt32
        /// The AUDIT_ARCH value as recorded (`0xc000003e` is x86-64).
        public var architecture: UInt32

        /// A call by its two numbers.
        public init(number: UInt32, architecture: UInt32) {
            self.number = number
            self.architecture = architecture
        }
    }
}

/// What a PATH record and its event tell of a file.
public struct FileFacts: Sendable {
    /// The true, absolute path on the host; empty where it is not known.
    public var path = ByteRange()
    /// The name as the record has it, decoded.
    public var recorded = ByteRange()
    /// The old path of a rename, or the target of a link.
    public var from = ByteRange()
    /// What kind of file `path` is.
    public var place = DockerPlace.other
    /// How `path` is known.
    public var resolvedBy = PathResolution.unresolved
    /// The inode's device, as recorded (`fe:00`).
    public var device = ByteRange()
    /// The inode's number; nil where the item has none (a call refused before it got there).
    public var inode: UInt64?
    /// Type and permission bits *before* the call (`0o100644`); nil where not recorded.
    public var mode: UInt32?
    /// The owner's uid before the call.
    public var ownerID: UInt32?
    /// The owner's name as enriched by auditd.
    public var owner = ByteRange()
    /// The group's gid before the call.
    public var groupID: UInt32?
    /// The group's name as enriched by auditd.
    public var group = ByteRange()

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
public enum PathResolution: String, Sendable, CaseIterable {
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

/// What the records tell of a group's change.
public struct GroupFacts: Sendable {
    /// The group's name; empty where no record says it.
    public var name = ByteRange()
    /// The member added or removed; empty where no record says it.
    public var member = ByteRange()
    /// What says so.
    public var resolvedBy = Resolution.record

    /// What tells a group's or member's name.
    ///
    /// The raw values are the ones that are printed.
    public enum Resolution: String, Sendable {
        /// The account record itself.
        case record
        /// A command line.
        case arguments
        /// A change of the file /etc/group.
        case fileEdit = "file-edit"
    }

    /// Facts of which nothing is known yet.
    public init() {}

    mutating func mapText(_ move: (inout ByteRange) -> Void) {
        move(&name)
        move(&member)
    }
}

/// What a CONFIG_CHANGE or DAEMON_* record tells.
public struct AuditFacts: Sendable {
    /// The record's `op=` (`remove_rule`, `set`, `start`).
    public var operation = ByteRange()
    /// The key of the rule that was added or removed, decoded.
    public var key = ByteRange()
    /// The path of the rule, decoded.
    public var path = ByteRange()
    /// The setting that `op=set` changed (`audit_enabled`).
    public var setting = ByteRange()
    /// The setting's value before.
    public var old: Int64?
    /// The setting's value after.
    public var new: Int64?

    /// Facts of which nothing is known yet.
    public init() {}

    mutating func mapText(_ move: (inout ByteRange) -> Void) {
        move(&operation)
        move(&key)
        move(&path)
        move(&setting)
    }
}

/// Who acted: the subject as the kernel states it.
public struct SubjectFacts: Sendable {
    /// The value of an auid or session that was never set.
    public static let unset: UInt32 = 4_294_967_295

    /// The login user's id; nil where the record has none.
    public var loginID: UInt32?
    /// The login user's name as enriched by auditd.
    public var login = ByteRange()
    /// The login session.
    public var session: UInt32?
    /// The source address of the session's login.
    public var source = ByteRange()
    /// The real user id.
    public var userID: UInt32?
    /// The real user's name as enriched by auditd.
    public var user = ByteRange()
    /// The effective user id.
    public var effectiveUserID: UInt32?
    /// The effective user's name as enriched by auditd.
    public var effectiveUser = ByteRange()
    /// The process.
    public var process: UInt32?
    /// The parent process.
    public var parentProcess: UInt32?
    /// The executable, decoded.
    ///
    /// Inside a container it is the container's word.
    public var executable = ByteRange()
    /// The task's name, decoded; at most 15 bytes in the kernel.
    public var taskName = ByteRange()
    /// The command line: EXECVE's arguments, else the process title (cut at 128 bytes by the kernel), joined by blanks.
    public var command = ByteRange()
    /// The terminal; empty for `(none)`.
    public var terminal = ByteRange()
    /// What kind of subject acted; nil as long as nothing tells.
    public var kind: SubjectKind?

    /// Facts of which nothing is known yet.
    public init() {}

    mutating func mapText(_ move: (inout ByteRange) -> Void) {
        move(&login)
        move(&source)
        move(&user)
        move(&effectiveUser)
        move(&executable)
        move(&taskName)
        move(&command)
        move(&terminal)
    }
}

/// What kind of subject acted.
///
/// The raw values are the ones that are printed.
public enum SubjectKind: String, Sendable, CaseIterable {
    /// Somebody who logged in.
    case person
    /// A login user that is a service: deployment, configuration management.
    case automation
    /// dpkg, rpm and their front ends.
    case packageManager = "package-manager"
    /// The container engine and its runtime.
    case runtime
    /// A process inside a container.
    case container
    /// A service of the host.
    case system
}

/// What was done.
///
/// The raw values are the ones that are printed.
public enum Action: String, Sendable, CaseIterable {
    case openWrite = "open-write"
    case openRead = "open-read"
    case create, delete, rename, link, symlink, mkdir, rmdir, mknod
    case chmod, chown, setxattr, removexattr, truncate
    case mount, umount, bind, connect, execute
    case groupAddMember = "group-add-member"
    case groupRemoveMember = "group-remove-member"
    case groupCreate = "group-create"
    case groupDelete = "group-delete"
    case groupChange = "group-change"
    case groupEnter = "group-enter"
    case auditRuleAdd = "audit-rule-add"
    case auditRuleRemove = "audit-rule-remove"
    case auditRuleUpdate = "audit-rule-update"
    case auditEnable = "audit-enable"
    case auditDisable = "audit-disable"
    case auditDaemonStart = "audit-daemon-start"
    case auditDaemonStop = "audit-daemon-stop"
    case auditLogRotate = "audit-log-rotate"
    case auditSetting = "audit-setting"
}

/// Whether an action took effect.
///
/// The raw values are the ones that are printed.
public enum Outcome: String, Sendable, CaseIterable {
    /// The kernel says that it did, or the tool that did it.
    case success
    /// It was refused or went wrong.
    case failure
    /// The records do not say.
    case unknown
    /// Only a record from user space says so.
    case claimed
}

/// What an auditor should make of an activity.
///
/// The raw values are the ones that are printed.
public enum Disposition: String, Sendable, CaseIterable {
    /// What the engine, a package manager or the system does by itself.
    case routine
    /// Something legitimate that an auditor wants to see.
    case noteworthy
    /// Part of a finding of level medium or above.
    case suspicious
}
