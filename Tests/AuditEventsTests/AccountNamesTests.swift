import AuditEvents
import Testing

@Suite struct `Account names` {
    let names = AccountNames(
        passwd: Array(
            """
            root:x:0:0:root:/root:/bin/bash
            # a remark
            alice:x:1001:1001::/home/alice:/bin/bash
            toor:x:0:0::/root:/bin/sh

            broken:x:12
            eve:x:-1:5::/:/bin/sh
            +@staff::::::
            mallory:x:1003:994::/home/mallory:/bin/sh
            """
            .utf8
        ),
        group: Array("root:x:0:\ndocker:x:994:alice,bob,alice\nalice:x:1001:\nbad:x:ninety:\n".utf8)
    )

    @Test func `of users and groups are found by id, the first line of an id winning`() {
        #expect(names.userName(1001) == "alice")
        #expect(names.userName(0) == "root")
        #expect(names.userName(1002) == nil)
        #expect(names.groupName(994) == "docker")
        #expect(names.userID(named: "toor") == 0)
        #expect(names.groupID(named: "docker") == 994)
    }

    @Test func `count the lines that are no entry`() {
        #expect(names.rejectedLines == 4)
        #expect(names.omittedEntries == 0)
    }

    @Test func `give a group's members, listed or by primary group, each once`() {
        #expect(names.members(ofGroup: "docker") == ["alice", "bob", "mallory"])
        #expect(names.members(ofGroup: "alice") == ["alice"])
        #expect(names.members(ofGroup: "none") == [])
        #expect(names.primaryGroup(ofUser: "mallory") == 994)
        #expect(names.primaryGroup(ofUser: "bob") == nil)
    }

    @Test func `learned from records go before the files', and the first one stays`() {
        var names = names
        #expect(names.learn(userID: 1002, name: Array("bob".utf8)) == .added)
        #expect(names.learn(userID: 1002, name: Array("bob".utf8)) == .known)
        #expect(names.learn(userID: 1002, name: Array("carol".utf8)) == .contradicts("bob"))
        #expect(names.userName(1002) == "bob")
        #expect(names.learn(userID: 1001, name: Array("alicia".utf8)) == .contradicts("alice"))
        #expect(names.userName(1001) == "alicia")
        #expect(names.learn(groupID: 994, name: Array("docker".utf8)) == .known)
    }

    @Test(arguments: ["", "unset", "unknown(1002)", "two words", "a:b", "a\nb", String(repeating: "x", count: 257)])
    func `do not learn what is no name`(text: String) {
        var names = AccountNames()
        #expect(names.learn(userID: 1002, name: Array(text.utf8)) == .refused)
        #expect(names.learn(groupID: 1002, name: Array(text.utf8)) == .refused)
        #expect(names.userName(1002) == nil)
    }

    @Test func `do not learn a name for the unset id, or one that is not UTF-8`() {
        var names = AccountNames()
        #expect(names.learn(userID: 4_294_967_295, name: Array("nobody".utf8)) == .refused)
        #expect(names.learn(userID: 7, name: [0xff, 0x41]) == .refused)
    }

    @Test func `of a later part of a log are joined without changing what is known`() {
        var first = AccountNames()
        first.learn(userID: 1, name: Array("one".utf8))
        var second = AccountNames()
        second.learn(userID: 1, name: Array("uno".utf8))
        second.learn(groupID: 2, name: Array("two".utf8))
        first.learn(from: second)
        #expect(first.userName(1) == "one")
        #expect(first.groupName(2) == "two")
    }

    @Test func `stop learning at the limit`() {
        var names = AccountNames()
        for id in 0..<UInt32(AccountNames.maximumEntries) { names.learn(userID: id, name: Array("u\(id)".utf8)) }
        #expect(names.learn(userID: 100_000, name: Array("late".utf8)) == .refused)
        #expect(names.learn(userID: 5, name: Array("u5".utf8)) == .known)
    }

    @Test func `leave out and count what a file has above the limit`() {
        var text = ""
        for id in 0...AccountNames.maximumEntries { text += "g\(id):x:\(id):\n" }
        let names = AccountNames(passwd: [], group: Array(text.utf8))
        #expect(names.omittedEntries == 1)
        #expect(names.groupName(UInt32(AccountNames.maximumEntries)) == nil)
    }
}
