import AuditRecords
import DockerActivity

/// An act that may follow from what a finding is about.
struct LaterAct: Codable, Sendable {
    /// What was done.
    enum Kind: String, Codable, Sendable {
        /// A Docker program was executed.
        case run
        /// A Docker socket was connected to.
        case connect
        /// A file's content may be another, or there is a file where none was.
        case change
        /// A file is gone from its name.
        case remove
        /// A file's mode was set.
        case mode
        /// A file's owner or group was set.
        case owner
        /// Somebody was made a member of the docker group.
        case join
        /// Somebody was taken out of the docker group.
        case leave
        /// Somebody entered the docker group.
        case enter
        /// An audit rule was loaded.
        case load
        /// The audit daemon was started, or recording switched on.
        case resume

        /// Whether it uses something, and is not what a finding may be about.
        var isUse: Bool { self == .run || self == .connect }
    }

    let kind: Kind
    let event: Finding.Evidence
    let actor: Finding.Actor
    /// The file's true path, the member or the rule's key.
    let name: [UInt8]
    /// The mode, or the owner and group, that the file has since.
    var after: FileRights?
}

extension LaterAct {
    init(_ kind: Kind, _ activity: Activity, _ name: ByteRange, in bytes: Span<UInt8>) {
        self.init(
            kind: kind,
            event: Finding.Evidence(activity),
            actor: Finding.Actor(activity, in: bytes),
            name: [UInt8](copying: bytes.extracting(name.indices))
        )
        after = activity.file.flatMap { FileRights(after: activity.action, of: $0) }
    }

    /// The acts that an activity is, as far as they can follow from anything; mostly none.
    static func acts(_ activity: Activity, in bytes: Span<UInt8>) -> [LaterAct] {
        guard activity.outcome != .failure, activity.outcome != .claimed else { return [] }
        if activity.groupUse == .password || activity.groupUse == .enter || activity.groupUse == .newgrp
            || activity.groupUse == .sg
        {
            return [LaterAct(.enter, activity, ByteRange(), in: bytes)]
        }
        if let file = activity.file, !file.path.isEmpty, file.resolvedBy != .unresolved {
            return acts(activity, on: file, in: bytes) + membership(activity, in: bytes)
        }
        switch activity.action {
        case .auditRuleAdd: return [LaterAct(.load, activity, activity.audit?.key ?? ByteRange(), in: bytes)]
        case .auditDaemonStart, .auditEnable: return [LaterAct(.resume, activity, ByteRange(), in: bytes)]
        default: return membership(activity, in: bytes)
        }
    }

    private static func acts(_ activity: Activity, on file: FileFacts, in bytes: Span<UInt8>) -> [LaterAct] {
        switch activity.action {
        case .execute: return file.place == .binary ? [LaterAct(.run, activity, file.path, in: bytes)] : []
        case .connect: return file.place == .socket ? [LaterAct(.connect, activity, file.path, in: bytes)] : []
        case .delete, .rmdir:
            return file.place.isFollowed ? [LaterAct(.remove, activity, file.path, in: bytes)] : []
        case .chmod: return file.place.isFollowed ? [LaterAct(.mode, activity, file.path, in: bytes)] : []
        case .chown: return file.place.isFollowed ? [LaterAct(.owner, activity, file.path, in: bytes)] : []
        case .openWrite, .create, .truncate, .link, .symlink, .mknod:
            return file.place.isFollowed ? [LaterAct(.change, activity, file.path, in: bytes)] : []
        case .rename:
            var acts = file.place.isFollowed ? [LaterAct(.change, activity, file.path, in: bytes)] : []
            if !file.from.isEmpty, DockerPlace(path: bytes.extracting(file.from.indices)).isFollowed {
                acts.append(LaterAct(.remove, activity, file.from, in: bytes))
            }
            return acts
        default: return []
        }
    }

    private static func membership(_ activity: Activity, in bytes: Span<UInt8>) -> [LaterAct] {
        guard let group = activity.group, !group.member.isEmpty, group.isDocker(in: bytes) else { return [] }
        switch group.change {
        case .add, .primary: return [LaterAct(.join, activity, group.member, in: bytes)]
        case .remove: return [LaterAct(.leave, activity, group.member, in: bytes)]
        default: return []
        }
    }
}

extension DockerPlace {
    /// Whether it is followed what becomes of such a file: few change it, and each change matters.
    var isFollowed: Bool {
        switch self {
        case .daemonConfig, .tls, .unit, .binary, .socket, .plugin, .auditConfig: true
        case .containerState, .imageLayer, .containerLayer, .volume, .dataRoot, .accountFile, .auditLog, .hostFile,
            .other:
            false
        }
    }
}

extension LaterAct: SavedState {
    /// Whether the time can be one.
    var isSound: Bool { event.stamp.isSound }
}
