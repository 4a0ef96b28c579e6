import Analysis
import DockerActivity

extension JSONReport {
    /// Who is in the docker group, what changed of it, and who used it.
    func writeDockerGroup(of report: Report, to writer: inout JSONWriter) {
        writer.object("dockerGroup") { writer in
            let members = Set(report.dockerGroups.flatMap { $0.members.map(\.name) })
            writer.array("members") { writer in
                for name in members.sorted(by: { $0.lexicographicallyPrecedes($1) }) { writer.text(nil, name) }
            }
            writer.text("membersFrom", report.dockerGroups.allSatisfy(\.isKnown) ? "group-file" : "log")
            writer.array("changes") { writer in
                for entry in report.groupChanges { write(entry, to: &writer) }
            }
            writer.array("used") { writer in
                for group in report.dockerGroups {
                    for use in group.uses { write(use, of: group, to: &writer) }
                }
            }
        }
    }

    func write(_ change: Report.GroupChange, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.number("set", UInt64(change.set))
            writer.text("node", change.node)
            writer.moment("time", change.milliseconds)
            writer.number("serial", change.serial)
            writer.text("change", change.kind.rawValue)
            writer.text("outcome", change.outcome.rawValue)
            writer.text("group", change.group)
            writer.text("member", change.member)
            writer.text("newName", change.newName)
            writer.text("resolvedBy", change.resolvedBy.rawValue)
            writer.text("by", names.login(change.by))
            writer.text("via", change.via)
        }
    }

    private func write(
        _ use: Report.DockerGroup.Use,
        of group: Report.DockerGroup,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            let login = names.login(use.login)
            writer.number("set", UInt64(group.set))
            writer.text("node", group.node)
            writer.text("login", login)
            writer.number("auid", use.login.id.map(UInt64.init))
            writer.text("how", use.way.rawValue)
            writer.boolean("member", group.isMember(login, at: use.first))
            writer.moment("first", use.first)
            writer.moment("last", use.last)
            writer.number("serial", use.serial)
            writer.number("count", use.count)
            writer.number("refused", use.refused)
        }
    }

    /// Whether a login user is in the docker group, and since when.
    func writeStanding(of user: Report.UserEntry, in report: Report, to writer: inout JSONWriter) {
        let standing = report.dockerGroup(set: user.set, node: user.node).standing(of: names.login(user.login))
        writer.object("dockerGroup") { writer in
            writer.boolean("member", standing?.isMember)
            writer.moment("since", standing?.since)
        }
    }
}
