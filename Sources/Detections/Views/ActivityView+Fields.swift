import AuditRecords
import DockerActivity

/// The fields of an activity's parts.
extension ActivityView {
    func visitFile(_ field: ActivityField, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        guard let file = activity.file else { return .absent }
        switch field {
        case .filePath: return visit(file.path, body)
        case .fileRecorded: return visit(file.recorded, body)
        case .fileFrom: return visit(file.from, body)
        case .fileClass: return visit(file.place.rawValue, body)
        case .fileResolvedBy: return visit(file.resolvedBy.rawValue, body)
        case .fileRoute: return visit(file.route.rawValue, body)
        case .fileDevice: return visit(file.device, body)
        case .fileInode: return visit(file.inode, body)
        case .fileMode: return visitMode(file.mode.map { $0 & 0o7777 }, body)
        case .fileNewMode: return visitMode(file.newMode, body)
        case .fileNewOwner: return visit(file.newOwnerID, body)
        case .fileNewGroup: return visit(file.newGroupID, body)
        case .fileChangesOwner: return visit(file.changesOwner.map { $0 ? "true" : "false" }, body)
        case .fileOwner: return visitName(file.owner, number: file.ownerID, prefix: "uid:", body)
        case .fileGroup: return visitName(file.group, number: file.groupID, prefix: "gid:", body)
        default: return .absent
        }
    }

    func visitSubject(_ field: ActivityField, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        let subject = activity.subject
        switch field {
        case .subjectLogin:
            if subject.loginID == SubjectFacts.unset { return visit("unset", body) }
            return visitName(subject.login, number: subject.loginID, prefix: "uid:", body)
        case .subjectAuid: return visit(subject.loginID, body)
        case .subjectSession: return visit(subject.session, body)
        case .subjectSource: return visit(subject.source, body)
        case .subjectUser: return visitName(subject.user, number: subject.userID, prefix: "uid:", body)
        case .subjectUid: return visit(subject.userID, body)
        case .subjectEffectiveUser:
            return visitName(subject.effectiveUser, number: subject.effectiveUserID, prefix: "uid:", body)
        case .subjectEuid: return visit(subject.effectiveUserID, body)
        case .subjectPid: return visit(subject.process, body)
        case .subjectPpid: return visit(subject.parentProcess, body)
        case .subjectExe: return visit(subject.executable, body)
        case .subjectComm: return visit(subject.taskName, body)
        case .subjectCommand: return visit(subject.command, body)
        case .subjectTty: return visit(subject.terminal, body)
        case .subjectKind: return visit(subject.kind?.rawValue, body)
        default: return .absent
        }
    }

    /// The fields of a group, an audit setting or a container.
    func visitObject(_ field: ActivityField, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        let (group, audit, container) = (activity.group, activity.audit, activity.container)
        let bytes = bytes
        switch field {
        case .groupName: return visit(group?.name ?? ByteRange(), body)
        case .groupMember: return visitParts(group?.member ?? ByteRange(), endingIn: UInt8(ascii: ","), body)
        case .groupResolvedBy: return visit(group?.resolvedBy.rawValue, body)
        case .groupChange: return visit(group?.change?.rawValue, body)
        case .groupOperation: return visit(group?.operation ?? ByteRange(), body)
        case .groupIsDocker: return visit(group.map { $0.isDocker(in: bytes.span) ? "true" : "false" }, body)
        case .groupNewName: return visit(group?.newName ?? ByteRange(), body)
        case .groupUse: return visit(activity.groupUse?.rawValue, body)
        case .auditOperation: return visit(audit?.operation ?? ByteRange(), body)
        case .auditKey: return visitParts(audit?.key ?? ByteRange(), endingIn: 1, body)
        case .auditPath: return visit(audit?.path ?? ByteRange(), body)
        case .auditSetting: return visit(audit?.setting ?? ByteRange(), body)
        case .auditOld: return visit(audit?.old, body)
        case .auditNew: return visit(audit?.new, body)
        case .containerID: return visit(container?.id ?? ByteRange(), body)
        case .containerName: return visit(container?.name ?? ByteRange(), body)
        case .containerImage: return visit(container?.image ?? ByteRange(), body)
        case .containerStartedBy:
            guard let container else { return .absent }
            return visitName(container.startedBy, number: container.startedByID, prefix: "uid:", body)
        case .containerConfidence: return visit(container?.confidence?.rawValue, body)
        case .containerStartedFrom: return visit(container?.startedFrom ?? ByteRange(), body)
        case .containerRole: return visit(container.map { $0.isExecuted ? "exec" : "main" }, body)
        default: return .absent
        }
    }

    func visitClient(_ field: ActivityField, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        guard let client else { return .absent }
        switch field {
        case .clientCommand: return visit(client.command, body)
        case .clientPrivileged: return visit(client.isPrivileged ? "true" : "false", body)
        case .clientMountSource: return visit(client.mounts.map(\.source), body)
        case .clientMountTarget: return visit(client.mounts.map(\.target).filter { !$0.isEmpty }, body)
        case .clientMountWritable: return visit(client.mounts.filter(\.isWritable).map(\.source), body)
        case .clientCapability: return visit(client.capabilities, body)
        case .clientDevice: return visit(client.devices, body)
        case .clientNamespace: return visit(client.namespaces, body)
        case .clientSecurityOption: return visit(client.securityOptions, body)
        case .clientWorkdir: return visit(client.workingDirectory, body)
        case .clientEnvironment: return visit(client.environment, body)
        case .clientOption: return visit(client.options, body)
        case .clientContainer: return visit(client.containers, body)
        case .clientImage: return visit(client.image, body)
        case .clientHost: return visit(client.hosts, body)
        case .clientProgram: return visit(client.program, body)
        case .clientExact: return visit(client.isExact ? "true" : "false", body)
        default: return .absent
        }
    }

    /// The fields of the parent process: its executable, its command line.
    func visitParent(_ field: Int, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        guard let parent else { return .unknown }
        let value = field == ActivityRuleFields.parentExecutable ? parent.executable : parent.command
        return value.isEmpty ? .unknown : visit(value, body)
    }
}
