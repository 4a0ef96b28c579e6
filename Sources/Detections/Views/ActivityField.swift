/// The fields that rules for `category: docker_host` may name.
///
/// The raw values are the names, which are those of the timeline's JSON; what is unknown there is absent here. Names of
/// users and groups are auditd's, and where it wrote none `uid:1001` and `gid:105`; of number 0 `root` as well.
enum ActivityField: String, Sendable, CaseIterable {
    /// What was done, or attempted: `create`, `execute`, `group-add-member`.
    case action
    /// Whether it was done: `success`, `failure`, `unknown`, `claimed`.
    case outcome
    /// The error of a failed call: `EACCES`.
    case errno
    /// The machine that the records name with `node=`.
    case node
    /// The true, absolute path on the host.
    case filePath = "file.path"
    /// The name as the record has it.
    case fileRecorded = "file.recorded"
    /// The old true path of a rename, or the target of a link.
    case fileFrom = "file.from"
    /// What kind of file it is: `daemon-config`, `socket`.
    case fileClass = "file.class"
    /// How the path is known: `name`, `cwd`, `identity`.
    case fileResolvedBy = "file.resolvedBy"
    /// By which way the file was reached: `plain`, `link`, `descriptor`, `foreign`, `unknown`.
    case fileRoute = "file.route"
    /// The device that the file lies on: `fe:00`.
    case fileDevice = "file.device"
    /// The inode's number.
    case fileInode = "file.inode"
    /// The permission bits before the call, four octal digits: `0644`.
    case fileMode = "file.mode"
    /// The permission bits that the call asks for, four octal digits: `0666`; of mknod with the type before: `60644`.
    case fileNewMode = "file.newMode"
    /// The number of the user whom a chown gives the file to.
    case fileNewOwner = "file.newOwner"
    /// The number of the group that a chown gives the file to.
    case fileNewGroup = "file.newGroup"
    /// Whether a chown gives the file to another owner or group than it had: `true`, `false`.
    case fileChangesOwner = "file.changesOwner"
    /// The file's owner before the call.
    case fileOwner = "file.owner"
    /// The file's group before the call.
    case fileGroup = "file.group"
    /// The group acted on.
    case groupName = "group.name"
    /// The member added or removed; where a list was set, each name of it.
    case groupMember = "group.member"
    /// What says so: `record`, `arguments`, `file-edit`.
    case groupResolvedBy = "group.resolvedBy"
    /// What changed of the group: `add`, `remove`, `password`.
    case groupChange = "group.change"
    /// What the account record calls what was done: `delete-group-password`.
    case groupOperation = "group.operation"
    /// Whether it is the docker group, by its name or its number: `true`, `false`.
    case groupIsDocker = "group.isDocker"
    /// The group's new name, or the member's other name.
    case groupNewName = "group.newName"
    /// How the docker group's rights were used: `newgrp`, `sg`, `password`, `enter`, `rights`.
    case groupUse = "group.use"
    /// The audit system's operation: `remove_rule`, `set`.
    case auditOperation = "audit.operation"
    /// A key of the audit rule that was changed.
    case auditKey = "audit.key"
    /// The path of the audit rule that was changed.
    case auditPath = "audit.path"
    /// The setting that was changed: `audit_enabled`.
    case auditSetting = "audit.setting"
    /// The setting's value before.
    case auditOld = "audit.old"
    /// The setting's value after.
    case auditNew = "audit.new"
    /// The login user's name; `unset` where nobody logged in.
    case subjectLogin = "subject.login"
    /// The login user's number.
    case subjectAuid = "subject.auid"
    /// The login session's number.
    case subjectSession = "subject.session"
    /// The source address of the session's login.
    case subjectSource = "subject.source"
    /// The real user's name.
    case subjectUser = "subject.user"
    /// The real user's number.
    case subjectUid = "subject.uid"
    /// The effective user's name.
    case subjectEffectiveUser = "subject.effectiveUser"
    /// The effective user's number.
    case subjectEuid = "subject.euid"
    /// The process's number.
    case subjectPid = "subject.pid"
    /// The parent process's number.
    case subjectPpid = "subject.ppid"
    /// The executable; inside a container it is the container's word.
    case subjectExe = "subject.exe"
    /// The task's name, up to 15 bytes.
    case subjectComm = "subject.comm"
    /// The command line.
    case subjectCommand = "subject.command"
    /// The terminal.
    case subjectTty = "subject.tty"
    /// What kind of subject it is: `person`, `automation`, `package-manager`, `runtime`, `container`, `system`.
    case subjectKind = "subject.kind"
    /// Each argument of an execution, where the records hold them all.
    case argument
    /// The id of the container that acted.
    case containerID = "container.id"
    /// The container's name.
    case containerName = "container.name"
    /// The container's image.
    case containerImage = "container.image"
    /// The login user who had it started.
    case containerStartedBy = "container.startedBy"
    /// How sure that is: `certain`, `likely`, `possible`.
    case containerConfidence = "container.confidence"
    /// The container one of whose processes had this one started.
    case containerStartedFrom = "container.startedFrom"
    /// Whether the process is one that was run in the container later, `exec`, or the container's own, `main`.
    case containerRole = "container.role"
    /// A key of the audit rule that fired.
    case key
    /// The system call's name.
    case syscall
    /// The architecture's name: `x86_64`.
    case arch
    /// What an auditor should make of it, before any rule: `routine`, `noteworthy`.
    case disposition
    /// The command of the engine's client: `run`, `exec`, `volume create`.
    case clientCommand = "client.command"
    /// Whether the client was given `--privileged`: `true`, `false`.
    case clientPrivileged = "client.privileged"
    /// A path of the host that the client mounts.
    case clientMountSource = "client.mount.source"
    /// Where a mount stands in the container.
    case clientMountTarget = "client.mount.target"
    /// A path of the host that the client mounts so that the container can write to it.
    case clientMountWritable = "client.mount.writable"
    /// A capability added, without `CAP_`: `SYS_ADMIN`, `ALL`.
    case clientCapability = "client.capability"
    /// A device of the host that the container gets.
    case clientDevice = "client.device"
    /// A namespace that is not the container's own: `pid=host`.
    case clientNamespace = "client.namespace"
    /// A security option: `seccomp=unconfined`.
    case clientSecurityOption = "client.securityOption"
    /// The directory that the container's program starts in.
    case clientWorkdir = "client.workdir"
    /// The name of a variable whose value stands among the arguments.
    case clientEnvironment = "client.environment"
    /// The name of an option of the client's command: `--password`.
    case clientOption = "client.option"
    /// The new container's name, or the containers that the command is for.
    case clientContainer = "client.container"
    /// The image that the new container is made from.
    case clientImage = "client.image"
    /// An engine that the client is to speak to: `tcp://10.0.0.5:2375`.
    case clientHost = "client.host"
    /// The program to be run in the container, with its arguments.
    case clientProgram = "client.program"
    /// Whether all of the client's arguments are known: `true`, `false`.
    case clientExact = "client.exact"

    /// The field's number among all.
    var number: Int { Self.numbers[self] ?? 0 }

    private static let numbers = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
    /// The fields by number.
    static let byNumber = allCases

    /// What tells its words apart, where it has one of a few; nil for a field of any text.
    var code: ActivityCode? { ActivityCode.allCases.first { $0.field == self } }

    /// The words that it has one of; nil for a field of any text.
    var words: [String]? { code?.words }
}
