import DockerActivity
import Testing

@testable import Analysis

@Suite struct `The docker group's history` {
    private static let docker = Array("docker".utf8)

    private func entry(
        _ kind: GroupFacts.Change,
        _ group: String,
        _ member: String = "",
        at time: Int64,
        id: UInt32? = nil,
        dockerID: UInt32? = nil,
        newName: String = ""
    ) -> GroupHistory.Entry {
        GroupHistory.Entry(
            change: Report.GroupChange(
                set: 0,
                milliseconds: time,
                serial: UInt64(time),
                kind: kind,
                outcome: .success,
                group: Array(group.utf8),
                member: Array(member.utf8),
                newName: Array(newName.utf8),
                resolvedBy: .record,
                by: Report.LoginName(id: 1002, name: Array("bob".utf8)),
                via: Array("usermod".utf8)
            ),
            id: id,
            dockerID: dockerID
        )
    }

    private func told(_ history: GroupHistory) -> [String] {
        history.changes.map { change in
            let words = [change.group, change.member].map { $0.isEmpty ? "-" : String(decoding: $0, as: UTF8.self) }
            return "\(change.milliseconds) \(change.kind.rawValue) \(words.joined(separator: " "))"
        }
    }

    private func members(_ history: GroupHistory) -> [String] {
        history.memberships.filter { $0.to == nil }
            .map { "\(String(decoding: $0.name, as: UTF8.self)) \($0.from.map(String.init) ?? "always")" }.sorted()
    }

    @Test func `begins with the group file's members`() {
        let known = KnownGroup(id: 105, members: [Array("alice".utf8), Array("deploy".utf8)])
        let history = GroupHistory(
            [entry(.add, "docker", "mallory", at: 1), entry(.remove, "docker", "deploy", at: 2)],
            known: known
        )
        #expect(members(history) == ["alice always", "mallory 1"])
        #expect(told(history) == ["1 add docker mallory", "2 remove docker deploy"])
    }

    @Test func `holds a second group with the docker group's number, told only by its deletion`() {
        let history = GroupHistory(
            [
                entry(.create, "netops", at: 1, id: 105), entry(.add, "netops", "mallory", at: 2),
                entry(.create, "eng", at: 3, id: 106), entry(.add, "eng", "carol", at: 4),
                entry(.delete, "docker", at: 5, id: 105), entry(.create, "docker", at: 6, id: 994),
                entry(.add, "netops", "dave", at: 7),
            ],
            known: nil
        )
        #expect(
            told(history) == ["1 create netops -", "2 add netops mallory", "5 delete docker -", "6 create docker -"]
        )
        #expect(members(history) == ["mallory 2"])
    }

    @Test func `holds a second group by the number that the docker group is known to have had then`() {
        let history = GroupHistory(
            [
                entry(.add, "netops", "mallory", at: 1, id: 105, dockerID: 105),
                entry(.add, "eng", "carol", at: 2, id: 106, dockerID: 105),
            ],
            known: nil
        )
        #expect(told(history) == ["1 add netops mallory"])
    }

    @Test func `tells a list of members as who came and who went`() {
        let history = GroupHistory(
            [
                entry(.add, "docker", "mallory", at: 1), entry(.set, "docker", "alice,bob", at: 2),
                entry(.set, "docker", "bob,carol", at: 3), entry(.set, "docker", "", at: 4),
            ],
            known: nil
        )
        #expect(
            told(history) == [
                "1 add docker mallory", "2 remove docker mallory", "2 add docker alice", "2 add docker bob",
                "3 remove docker alice", "3 add docker carol", "4 remove docker bob", "4 remove docker carol",
            ]
        )
        #expect(members(history) == [])
    }

    @Test func `accuses nobody of what no source names`() {
        let history = GroupHistory(
            [entry(.add, "", "mallory", at: 1), entry(.unknown, "", at: 2), entry(.add, "eng", "carol", at: 3)],
            known: nil
        )
        #expect(told(history) == ["1 unknown - mallory", "2 unknown - -"])
        #expect(members(history) == [])
    }

    @Test func `follows the group that a user logs in with, and new names`() {
        let history = GroupHistory(
            [
                entry(.primary, "docker", "dave", at: 1), entry(.add, "docker", "eve", at: 2),
                entry(.rename, "docker", "eve", at: 3, newName: "evan"), entry(.primary, "users", "dave", at: 4),
                entry(.rename, "docker", at: 5, newName: "dockr"), entry(.rename, "dockr", at: 6, newName: "docker"),
            ],
            known: nil
        )
        #expect(
            told(history) == [
                "1 add docker dave", "2 add docker eve", "3 rename docker eve", "4 remove docker dave",
                "5 rename docker -", "6 rename dockr -",
            ]
        )
        #expect(members(history) == ["evan 3"])
    }

    @Test func `says who was a member when`() {
        var group = Report.DockerGroup()
        group.memberships = [Report.DockerGroup.Membership(name: Array("mallory".utf8), from: 10, to: 20)]
        #expect(group.isMember(Array("mallory".utf8), at: 15) == true)
        #expect(group.isMember(Array("mallory".utf8), at: 25) == false)
        #expect(group.isMember(Array("alice".utf8), at: 15) == nil)
        group.isKnown = true
        #expect(group.isMember(Array("alice".utf8), at: 15) == false)
        #expect(group.standing(of: Array("mallory".utf8))?.isMember == false)
    }
}
