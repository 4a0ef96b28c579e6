import AuditRecords
import DockerActivity

/// Remembers refused attempts on Docker's files, to see when the same actor succeeds after all.
struct RefusedAttempts: Sendable, Codable {
    /// An attempt is forgotten after half an hour (in milliseconds).
    static let age: Int64 = 30 * 60_000
    /// Attempts that are remembered; of more the oldest are forgotten.
    static let limit = 128

    private struct Attempt: Codable {
        var actor: Finding.Actor
        var node: [UInt8]
        var file: [UInt8]
        var edit: Edit

        init(_ edit: Edit) {
            let bytes = edit.text.span
            actor = Finding.Actor(edit.activity, in: bytes)
            node = [UInt8](copying: bytes.extracting(edit.activity.node.indices))
            file = [UInt8](copying: bytes.extracting((edit.activity.file?.path ?? ByteRange()).indices))
            self.edit = edit
        }
    }

    private var attempts: [Attempt] = []

    /// Remembers an edit that was refused.
    mutating func note(_ edit: Edit) {
        guard edit.activity.outcome == .failure, edit.isOnDockerFile,
            edit.activity.errorNumber == Self.notPermitted || edit.activity.errorNumber == Self.noAccess
        else { return }
        if attempts.count >= Self.limit { attempts.removeFirst() }
        attempts.append(Attempt(edit))
    }

    /// Takes out the attempt of which an edit is the success; nil where there is none.
    mutating func takeAttempt(before edit: Edit) -> Edit? {
        guard !attempts.isEmpty, edit.activity.outcome == .success, edit.isOnDockerFile else { return nil }
        let time = edit.activity.stamp.milliseconds
        attempts.removeAll { abs(time - $0.edit.last.milliseconds) > Self.age }
        let success = Attempt(edit)
        let index = attempts.lastIndex {
            $0.node == success.node && $0.actor.isSame(as: success.actor) && Self.isSame($0.file, success.file)
        }
        return index.map { attempts.remove(at: $0).edit }
    }

    /// Whether an attempt at one path is one at the other: a refused creation tells the directory only.
    private static func isSame(_ attempted: [UInt8], _ path: [UInt8]) -> Bool {
        if attempted == path { return true }
        guard let end = path.lastIndex(of: UInt8(ascii: "/")) else { return false }
        return attempted[...] == path[..<end]
    }

    /// EPERM and EACCES (errno(3)).
    private static let notPermitted: Int32 = 1
    private static let noAccess: Int32 = 13
}

extension Edit {
    /// Whether it changed a file of Docker's outside the data root, or tried to.
    fileprivate var isOnDockerFile: Bool {
        guard let file = activity.file, !file.path.isEmpty, activity.action.isChangeOfFile else { return false }
        return file.place != .other && !file.place.isBelowDataRoot
    }
}

extension Action {
    /// Whether it makes a file different, or would have.
    var isChangeOfFile: Bool {
        switch self {
        case .openWrite, .create, .delete, .rename, .link, .symlink, .mkdir, .rmdir, .mknod, .chmod, .chown, .setxattr,
            .removexattr, .truncate, .mount, .umount, .bind:
            true
        default: false
        }
    }
}
