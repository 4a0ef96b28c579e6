import AuditRecords

/// What an act means for the files that hold groups, /etc/group and /etc/gshadow.
enum GroupFileEffect {
    /// It changes them, or may.
    case changed
    /// It changes them, and the program says by account records what it changes, unless it is none of the host's.
    case changedByTool
    /// It opens or locks them only, as programs do that write another file and rename it over them.
    case opened

    /// nil if the act is not on these files.
    ///
    /// A file that is known only late counts by the last part of its name.
    init?(
        _ activity: Activity,
        _ file: FileFacts,
        _ process: ProcessTable.Process?,
        isLate: Bool,
        in bytes: Span<UInt8>
    ) {
        let path = bytes.extracting(file.path.indices)
        var isGroupFile = Self.isPath(path)
        if isLate {
            let recorded = bytes.extracting(file.recorded.indices)
            let name = recorded.extracting(PathText.lastPart(of: recorded))
            isGroupFile = name.equals("group") || name.equals("gshadow")
        }
        let from = bytes.extracting(file.from.indices)
        let isMovedAway = activity.action == .rename && Self.isPath(from)
        guard isGroupFile || isMovedAway else { return nil }
        let program = Self.program(activity.subject, process, in: bytes)
        switch activity.action {
        case .rename, .create, .link, .symlink, .delete, .mknod:
            self = program == .tool ? .opened : program == .toolElsewhere ? .changedByTool : .changed
        case .openWrite, .truncate, .mount: self = program == .other ? .changed : .opened
        default: return nil
        }
    }

    /// Whether a path is one of the files'.
    static func isPath(_ path: Span<UInt8>) -> Bool { path.equals("/etc/group") || path.equals("/etc/gshadow") }

    /// What kind of program acts.
    private enum Program {
        /// One of the host's that sends account records wherever it changes a group.
        case tool
        /// One that is called so, in a container or in what was one.
        case toolElsewhere
        /// One that opens the file for writing, and changes it only by renaming another over it.
        case renamer
        /// Any other.
        case other
    }

    private static func program(
        _ subject: SubjectFacts,
        _ process: ProcessTable.Process?,
        in bytes: Span<UInt8>
    ) -> Program {
        let path = bytes.extracting(subject.executable.indices)
        let isOfSystem =
            path.hasPrefix("/usr/sbin/") || path.hasPrefix("/usr/bin/") || path.hasPrefix("/sbin/")
            || path.hasPrefix("/bin/")
        let part = PathText.lastPart(of: path)
        guard isOfSystem, part.count <= Self.nameLimit else { return .other }
        var name: [UInt8] = []
        name.append(copying: path.extracting(part))
        let isTool = AccountTool(program: name)?.sendsRecords ?? false
        // A container can call its programs anything.
        if process?.lineage == .container { return isTool ? .toolElsewhere : .other }
        if isTool { return .tool }
        let text = String(decoding: name, as: UTF8.self)
        if text == "busybox" {
            var applet: [UInt8] = []
            applet.append(copying: bytes.extracting(subject.taskName.indices))
            return AccountTool(program: applet) == nil ? .other : .renamer
        }
        return renamers.contains(text) ? .renamer : .other
    }

    /// Bytes of the longest name that matters.
    private static let nameLimit = 10

    /// shadow's programs that send no records, or not of groups (shadow 4.17, lib/commonio.c: commonio_open, commonio_close);
    /// BusyBox' applets work alike (BusyBox 1.37, libbb/update_passwd.c).
    private static let renamers: Set<String> = [
        "groupmems", "vigr", "vipw", "grpck", "pwck", "grpconv", "grpunconv", "pwconv", "chgpasswd", "newusers",
        "busybox",
    ]
}
