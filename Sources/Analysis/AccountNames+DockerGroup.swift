import AuditEvents
import DockerActivity

extension AccountNames {
    /// The docker group of a group file; nil where none was given, or it has no such group.
    var dockerGroup: KnownGroup? {
        groupID(named: "docker")
            .map { id in
                KnownGroup(id: id, members: members(ofGroup: "docker").map { Array($0.utf8) })
            }
    }
}
