import DockerActivity
import Testing

@Suite struct `An account record` {
    struct Example: CustomTestStringConvertible, Sendable {
        let type: String
        let message: String
        let action: Action?
        let group: String
        let member: String
        let outcome: Outcome
        var testDescription: String { "\(type) \(message)" }

        init(
            _ type: String,
            _ message: String,
            _ action: Action?,
            _ group: String = "",
            member: String = "",
            _ outcome: Outcome = .success
        ) {
            self.type = type
            self.message = message
            self.action = action
            self.group = group
            self.member = member
            self.outcome = outcome
        }
    }

    @Test(arguments: Self.examples) func `tells a group's change`(example: Example) {
        let result = example.outcome == .failure ? "failed" : "success"
        let log = ActivityLog([
            "type=\(example.type) msg=audit(1.000:1): pid=7 uid=0 auid=1002 ses=3 msg='\(example.message) exe=\"/usr/sbin/x\" "
                + "hostname=? addr=? terminal=pts/1 res=\(result)'\u{1d}UID=\"root\" AUID=\"bob\""
        ])
        #expect(log.activities.map(\.action) == [example.action].compactMap { $0 })
        guard let activity = log.activities.first else { return }
        #expect(log.text(activity.group?.name) == example.group)
        #expect(log.text(activity.group?.member) == example.member)
        #expect(activity.outcome == example.outcome)
        #expect(activity.subject.loginID == 1002)
        #expect(log.text(activity.subject.login) == "bob")
        #expect(log.text(activity.subject.executable) == "/usr/sbin/x")
    }

    /// Numbers whose names stand only in what auditd added.
    @Test(arguments: [
        Numbered("ADD_GROUP", "op= id=105", "docker", group: "docker"),
        Numbered("GRP_MGMT", "op=add-shadow-group id=105", "docker", group: "docker"),
        Numbered("DEL_GROUP", "op=delete-group id=105", "unknown(105)"),
        Numbered("GRP_MGMT", "op=delete-shadow-group id=105", "unknown(105)"),
        Numbered("GRP_MGMT", "op=delete-shadow-group grp=\"eve\" acct=\"eve\"", nil, group: "eve"),
        Numbered("USER_MGMT", "op=changing-primary-group id=3000", "dave", member: "dave"),
        Numbered("USER_MGMT", "op=changing-primary-group id=3000", nil),
        Numbered(
            "USER_MGMT",
            "op=deleting-user-from-group grp=\"docker\" id=3001",
            "eve",
            group: "docker",
            member: "eve"
        ),
        Numbered(
            "USER_MGMT",
            "op=deleting-user-from-shadow-group docker=\"grp\" id=3001",
            "eve",
            group: "docker",
            member: "eve"
        ),
        Numbered(
            "USER_MGMT",
            "op=deleting-user-from-shadow-group docker-ops=\"grp\" id=3001",
            nil,
            group: "docker-ops"
        ),
        Numbered(
            "USER_MGMT",
            "op=deleting-user-from-shadow-group grp=\"docker\" id=3001",
            "unknown(3001)",
            group: "docker"
        ),
    ])
    func `has names for its numbers where auditd knew them`(example: Numbered) {
        let name = example.name.map { " ID=\"\($0)\"" } ?? ""
        let log = ActivityLog([
            "type=\(example.type) msg=audit(1.000:1): pid=7 uid=0 auid=1002 ses=3 msg='\(example.message) exe=\"/usr/sbin/x\" "
                + "hostname=? addr=? terminal=pts/1 res=success'\u{1d}UID=\"root\" AUID=\"bob\"\(name)"
        ])
        #expect(log.activities.count == 1)
        #expect(log.text(log.activities.first?.group?.name) == example.group)
        #expect(log.text(log.activities.first?.group?.member) == example.member)
    }

    struct Numbered: CustomTestStringConvertible, Sendable {
        let type: String
        let message: String
        /// What auditd found for `id=`.
        let name: String?
        let group: String
        let member: String
        var testDescription: String { "\(type) \(message) \(name ?? "without a name")" }

        init(_ type: String, _ message: String, _ name: String?, group: String = "", member: String = "") {
            self.type = type
            self.message = message
            self.name = name
            self.group = group
            self.member = member
        }
    }

    static let examples = [
        Example("USER_CHAUTHTOK", "op=adding user to group acct=\"mallory\"", .groupAddMember, member: "mallory"),
        Example("USER_CHAUTHTOK", "op=removing group member acct=\"mallory\"", .groupRemoveMember, member: "mallory"),
        Example("USER_CHAUTHTOK", "op=changing primary group acct=\"mallory\"", .groupChange, member: "mallory"),
        Example(
            "USER_CHAUTHTOK",
            "op=password of group docker changed by root acct=\"docker\"",
            .groupChange,
            "docker"
        ),
        Example("USER_ACCT", "op=password of group docker removed by root acct=\"docker\"", .groupChange, "docker"),
        Example("USER_ACCT", "op=password of group users removed by root acct=\"users\"", .groupChange, "users"),
        Example(
            "USER_ACCT",
            "op=members of group docker set by root to a,b acct=\"docker\"",
            .groupChange,
            "docker",
            member: "a,b"
        ),
        Example("USER_ACCT", "op=members of group docker set by root to acct=\"docker\"", .groupChange, "docker"),
        Example(
            "USER_MGMT",
            "op=add-users-to-group grp=\"docker\" acct=\"a,b\"",
            .groupChange,
            "docker",
            member: "a,b"
        ),
        Example("USER_MGMT", "op=add-users-to-group grp=\"docker\" acct=\"\"", .groupChange, "docker"),
        Example("GRP_MGMT", "op=set-admins-of-group grp=\"docker\" acct=\"alice\"", .groupChange, "docker"),
        Example("GRP_MGMT", "op=restrict-group grp=\"docker\" acct=\"root\"", .groupChange, "docker"),
        Example("GRP_MGMT", "op=modify-group acct=\"docker\"", .groupChange, "docker"),
        Example("GRP_MGMT", "op=delete-group acct=\"docker\"", .groupDelete, "docker", .failure),
        Example("GRP_CHAUTHTOK", "op=change-password grp=\"docker\" acct=\"root\"", .groupChange, "docker"),
        Example(
            "USER_MGMT",
            "op=update-member-in-group grp=\"docker\" acct=\"evan\"",
            .groupChange,
            "docker",
            member: "evan"
        ),
        Example(
            "USER_ACCT",
            "op=user mallory added by root to group docker acct=\"docker\"",
            .groupAddMember,
            "docker",
            member: "mallory"
        ),
        Example(
            "USER_ACCT",
            "op=user mallory removed by root from group docker in /etc/gshadow acct=\"docker\"",
            .groupRemoveMember,
            "docker",
            member: "mallory"
        ),
        Example(
            "USER_ACCT",
            "op=root failed to add user mallory to group docker: Permission denied acct=\"docker\"",
            .groupAddMember,
            "docker",
            member: "mallory",
            .failure
        ),
        Example(
            "USER_ACCT",
            "op=changing /etc/group; group docker/994, new name: dockr acct=\"docker\"",
            .groupChange,
            "docker"
        ),
        Example("USER_ACCT", "op=PAM:accounting grantors=pam_group acct=\"docker\"", nil),
        Example(
            "USER_MGMT",
            "op=add-user-to-group grp=\"docker\" acct=\"mallory\"",
            .groupAddMember,
            "docker",
            member: "mallory"
        ),
        Example(
            "USER_MGMT",
            "op=delete-user-from-shadow-group grp=\"docker\" acct=\"mallory\"",
            .groupRemoveMember,
            "docker",
            member: "mallory"
        ),
        Example(
            "USER_MGMT",
            "op=add-to-shadow-group grp=\"docker\" acct=\"eve\"",
            .groupAddMember,
            "docker",
            member: "eve"
        ),
        Example("USER_MGMT", "op=add-home-dir id=1", nil),
        Example("USER_MGMT", "op=updating-home-dir-owner id=1", nil),
        Example("USER_MGMT", "op=modify-account acct=\"mallory\"", nil, "", .failure),
        Example("ADD_USER", "op=unlocking-group-file acct=\"eve\"", nil, "", .failure),
        Example("ADD_USER", "op=adding user acct=\"eve\"", nil),
        Example("ADD_USER", "op=adding user to group acct=\"eve\"", .groupAddMember, member: "eve"),
        Example("ADD_GROUP", "op=add-group acct=\"docker\"", .groupCreate, "docker"),
        Example("ADD_GROUP", "op= id=105", .groupCreate),
        Example("DEL_GROUP", "op=removing group from /etc/group id=105", .groupDelete),
        Example("GRP_MGMT", "op=delete-shadow-group grp=\"docker\"", .groupDelete, "docker"),
        Example("CHGRP_ID", "op=changing new-group=docker id=1003", .groupEnter, "docker", .failure),
        Example("GRP_AUTH", "op=authentication new-gid=105 id=1003", .groupEnter),
    ]
}
