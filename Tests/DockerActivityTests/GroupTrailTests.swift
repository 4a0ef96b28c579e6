import Testing

@testable import DockerActivity

@Suite struct `A change of a group` {
    private static let adds = "op=adding user to group acct=\"mallory\""
    private static let addsShadow = "op=adding user to shadow group acct=\"mallory\""
    private static let removes = "op=removing group member acct=\"mallory\""
    private static let usermod = "/usr/sbin/usermod"

    /// usermod at work: it opens the file, sends its records and renames the new file over it.
    private func usermod(
        _ log: inout GroupLog,
        _ records: [String],
        process: Int = 18128,
        parent: Int = 18127,
        title: String? = nil
    ) {
        log.open(process: process, parent: parent, exe: Self.usermod, title: title)
        for record in records { log.record("USER_CHAUTHTOK", record, process: process, exe: Self.usermod) }
        log.rename("/etc/group+", process: process, parent: parent, exe: Self.usermod, title: title)
    }

    @Test func `is named by the arguments of its process`() {
        var log = GroupLog()
        log.execute(["usermod", "-aG", "docker", "mallory"], process: 18128, parent: 18127, exe: Self.usermod)
        usermod(&log, [Self.adds, Self.addsShadow])
        #expect(FollowedLog(log.lines).changes == ["add docker mallory by 1002 (arguments)"])
    }

    @Test func `is named by the arguments of the program that started its process`() {
        var log = GroupLog()
        log.execute(
            ["/usr/bin/perl", "-w", "/usr/sbin/adduser", "mallory", "docker"],
            process: 18127,
            parent: 18126,
            exe: "/usr/bin/perl"
        )
        usermod(&log, [Self.adds, Self.addsShadow])
        #expect(FollowedLog(log.lines).changes == ["add docker mallory by 1002 (arguments)"])
    }

    @Test func `is named by a shell's script in which one command fits`() {
        var log = GroupLog()
        let script = "cd /; groupadd x && sudo usermod -aG docker mallory"
        log.execute(["sh", "-c", script], process: 18127, parent: 18126, exe: "/usr/bin/dash")
        usermod(&log, [Self.adds])
        #expect(FollowedLog(log.lines).changes == ["add docker mallory by 1002 (arguments)"])
    }

    @Test func `is not named by a shell's script in which several commands fit`() {
        var log = GroupLog()
        let script = "usermod -aG adm mallory; usermod -aG docker mallory"
        log.execute(["sh", "-c", script], process: 18127, parent: 18126, exe: "/usr/bin/dash")
        usermod(&log, [Self.adds])
        #expect(FollowedLog(log.lines).changes == ["add ? mallory by 1002 (record)"])
    }

    @Test func `is named by what sudo was asked`() {
        var log = GroupLog()
        log.sudo("usermod -aG docker mallory", process: 18127)
        usermod(&log, [Self.adds, Self.addsShadow])
        #expect(FollowedLog(log.lines).changes == ["add docker mallory by 1002 (arguments)"])
    }

    @Test func `is not named by what sudo was asked in another session, about another user, or long before`() {
        var log = GroupLog()
        log.session = 5
        log.sudo("usermod -aG docker mallory", process: 100)
        log.session = 216
        log.sudo("usermod -aG docker alice", process: 101)
        log.sudo("usermod -aG docker mallory", process: 102)
        log.wait(60_000)
        usermod(&log, [Self.adds])
        #expect(FollowedLog(log.lines).changes == ["add ? mallory by 1002 (record)"])
    }

    @Test func `is named by the title of its process, unless that may be cut`() {
        var log = GroupLog()
        usermod(&log, [Self.adds], title: "usermod -aG docker mallory")
        #expect(FollowedLog(log.lines).changes == ["add docker mallory by 1002 (arguments)"])

        var cut = GroupLog()
        let comment = String(repeating: "x", count: 98)
        usermod(&cut, [Self.adds], title: "usermod -c \(comment) -aG dockers mallory")
        #expect(FollowedLog(cut.lines).changes == ["add ? mallory by 1002 (record)"])
    }

    @Test func `is told once for each group of a list, docker first`() {
        var log = GroupLog()
        log.execute(["usermod", "-aG", "adm,docker", "mallory"], process: 18128, parent: 18127, exe: Self.usermod)
        usermod(&log, [Self.adds, Self.adds, Self.addsShadow, Self.addsShadow])
        #expect(
            FollowedLog(log.lines).changes == [
                "add docker mallory by 1002 (arguments)", "add adm mallory by 1002 (arguments)",
            ]
        )
    }

    @Test func `does not say that a member came who was there`() {
        var log = GroupLog()
        log.execute(["usermod", "-aG", "adm,docker", "mallory"], process: 18128, parent: 18127, exe: Self.usermod)
        usermod(&log, [Self.adds, Self.addsShadow])
        let known = KnownGroup(id: 105, members: [Array("mallory".utf8)])
        #expect(FollowedLog(log.lines, group: known).changes == ["add adm mallory by 1002 (arguments)"])
    }

    @Test func `is named as docker's where a known member is on no list any more`() {
        var log = GroupLog()
        log.execute(["usermod", "-G", "", "mallory"], process: 18128, parent: 18127, exe: Self.usermod)
        usermod(&log, [Self.removes, "op=removing user from shadow group acct=\"mallory\""])
        let known = KnownGroup(id: 105, members: [Array("mallory".utf8)])
        #expect(FollowedLog(log.lines, group: known).changes == ["remove docker mallory by 1002 (arguments)"])
        #expect(FollowedLog(log.lines).changes == ["remove ? mallory by 1002 (record)"])
    }

    @Test func `knows the docker group by its number`() {
        var log = GroupLog()
        log.connect(process: 50, parent: 1, socketGroup: 105)
        log.execute(["usermod", "-aG", "105", "mallory"], process: 18128, parent: 18127, exe: Self.usermod)
        usermod(&log, [Self.adds])
        #expect(FollowedLog(log.lines).changes == ["add docker mallory by 1002 (arguments)"])
    }

    @Test func `is told once where group and shadow group are records of their own`() {
        var log = GroupLog()
        for operation in ["add-user-to-group", "add-user-to-shadow-group"] {
            log.record(
                "USER_MGMT",
                "op=\(operation) grp=\"docker\" acct=\"mallory\"",
                process: 18128,
                exe: "/usr/bin/gpasswd"
            )
        }
        #expect(FollowedLog(log.lines).changes == ["add docker mallory by 1002 (record)"])
    }

    @Test func `is none where it failed`() {
        var log = GroupLog()
        log.record(
            "USER_MGMT",
            "op=add-user-to-group grp=\"docker\" acct=\"mallory\"",
            process: 18128,
            exe: "/usr/bin/gpasswd",
            result: "failed"
        )
        #expect(FollowedLog(log.lines).changes == [])
    }

    @Test func `gives a number where a group is made with another's`() {
        var log = GroupLog()
        log.sudo("groupadd -o -g 105 netops", process: 28153)
        for operation in ["adding group to /etc/group", "adding group to /etc/gshadow", ""] {
            log.record("ADD_GROUP", "op=\(operation) id=105", process: 28154, exe: "/usr/sbin/groupadd")
        }
        let found = FollowedLog(log.lines)
        #expect(found.changes == ["create netops - by 1002 (arguments)"])
        #expect(found.batch.activities.allSatisfy { $0.group?.id == 105 })
    }

    @Test func `by groupmod names its member from the arguments alone`() {
        var log = GroupLog()
        let exe = "/usr/sbin/groupmod"
        log.execute(["groupmod", "-a", "-U", "mallory", "docker"], process: 300, parent: 299, exe: exe)
        log.record("GRP_MGMT", "op=changing /etc/group; group docker/105 acct=\"docker\"", process: 300, exe: exe)
        log.record("GRP_MGMT", "op=modify-group grp=\"docker\"", process: 300, exe: exe)
        #expect(FollowedLog(log.lines).changes == ["add docker mallory by 1002 (arguments)"])
    }

    @Test func `of the group that a user logs in with is told`() {
        var log = GroupLog()
        log.execute(["usermod", "-g", "docker", "dave"], process: 300, parent: 299, exe: Self.usermod)
        log.record("USER_CHAUTHTOK", "op=changing primary group acct=\"dave\"", process: 300, exe: Self.usermod)
        #expect(FollowedLog(log.lines).changes == ["primary docker dave by 1002 (arguments)"])
    }

    @Test(arguments: [Trail.Hindsight.awaited, .none])
    func `that only a container's record tells is a claim`(hindsight: Trail.Hindsight) {
        var log = GroupLog()
        log.login = 4_294_967_295
        log.session = 4_294_967_295
        log.execute(["containerd-shim-runc-v2"], process: 400, parent: 1, exe: "/usr/bin/containerd-shim-runc-v2")
        log.execute(["/forge"], process: 401, parent: 400, exe: "/forge")
        log.record(
            "USER_ACCT",
            "op=user mallory added by root to group docker acct=\"docker\"",
            process: 401,
            exe: "/forge"
        )
        let found = FollowedLog(log.lines, hindsight)
        #expect(found.changes == [])
        #expect(found.batch.activities.first { $0.group != nil }?.outcome == .claimed)
    }
}

@Suite struct `An edit of the group file` {
    @Test func `accuses nobody where nothing names a member`() {
        var log = GroupLog()
        log.sudo("vi /etc/group", process: 10)
        log.rename("/etc/group.new", process: 12, parent: 11, exe: "/usr/bin/vim.basic")
        log.rename("/etc/gshadow.new", over: "/etc/gshadow", process: 12, parent: 11, exe: "/usr/bin/vim.basic")
        #expect(FollowedLog(log.lines).changes == ["unknown ? - by 1002 (file-edit)"])
    }

    @Test func `is named by sed's expression`() {
        var log = GroupLog()
        log.sudo("sed -i s/^docker:.*/&,mallory/ /etc/group", process: 10)
        log.rename("/etc/sedAbC", process: 12, parent: 10, exe: "/usr/bin/sed")
        #expect(FollowedLog(log.lines).changes == ["add docker mallory by 1002 (arguments)"])
    }

    @Test func `is not named by what another program was to do`() {
        var log = GroupLog()
        log.sudo("sh -c python3 x.py; sed -i 's/^docker:.*/&,mallory/' /etc/group", process: 10)
        log.open(process: 12, parent: 10, exe: "/usr/bin/python3.11")
        #expect(FollowedLog(log.lines).changes == ["unknown ? - by 1002 (file-edit)"])
    }

    @Test func `is named by a line that a shell appends`() {
        var log = GroupLog()
        log.execute(
            ["bash", "-c", "echo 'netops:x:105:mallory' >> /etc/group"],
            process: 12,
            parent: 11,
            exe: "/usr/bin/bash"
        )
        log.open(process: 12, parent: 11, exe: "/usr/bin/bash")
        #expect(FollowedLog(log.lines).changes == ["add netops mallory by 1002 (arguments)"])
    }

    @Test func `by groupmems is one only when the file is replaced`() {
        var log = GroupLog()
        let exe = "/usr/sbin/groupmems"
        log.execute(["groupmems", "-a", "mallory", "-g", "docker"], process: 12, parent: 11, exe: exe)
        log.open(process: 12, parent: 11, exe: exe)
        #expect(FollowedLog(log.lines).changes == [])
        log.rename("/etc/group+", process: 12, parent: 11, exe: exe)
        #expect(FollowedLog(log.lines).changes == ["add docker mallory by 1002 (arguments)"])
    }

    @Test func `by a container counts when the file is opened, whatever the program is called`() {
        var log = GroupLog()
        log.open(process: 12, parent: 11, exe: "/usr/sbin/usermod")
        log.login = 4_294_967_295
        log.session = 4_294_967_295
        log.execute(["containerd-shim-runc-v2"], process: 400, parent: 1, exe: "/usr/bin/containerd-shim-runc-v2")
        log.open("/host/etc/group", process: 401, parent: 400, exe: "/bin/busybox")
        log.open("/host/etc/group", process: 402, parent: 400, exe: "/usr/sbin/vipw")
        let unknown = "unknown ? - by unset (file-edit)"
        #expect(FollowedLog(log.lines).changes == [unknown, unknown])
    }

    @Test func `by BusyBox is named by its arguments`() {
        var log = GroupLog()
        let exe = "/usr/bin/busybox"
        log.execute(["addgroup", "mallory", "docker"], process: 12, parent: 11, exe: exe)
        log.rename("/etc/group+", process: 12, parent: 11, exe: exe, task: "addgroup")
        #expect(FollowedLog(log.lines).changes == ["add docker mallory by 1002 (arguments)"])
    }

    @Test func `by a tool that sends records is none of its own`() {
        var log = GroupLog()
        log.open(process: 12, parent: 11, exe: "/usr/sbin/usermod")
        log.rename("/etc/group+", process: 12, parent: 11, exe: "/usr/sbin/usermod")
        #expect(FollowedLog(log.lines).changes == [])
    }

    @Test func `by a program that only has a tool's name is one`() {
        var log = GroupLog()
        log.rename("/etc/group+", process: 12, parent: 11, exe: "/tmp/usermod")
        #expect(FollowedLog(log.lines).changes == ["unknown ? - by 1002 (file-edit)"])
    }

    @Test func `that was refused is none`() {
        var log = GroupLog()
        log.open(process: 12, parent: 11, exe: "/usr/bin/tee", outcome: "success=no exit=-13")
        #expect(FollowedLog(log.lines).changes == [])
    }

    @Test func `of another group file is none`() {
        var log = GroupLog()
        log.open("/srv/root/etc/group", inode: 55, process: 12, parent: 11, exe: "/usr/bin/tee")
        #expect(FollowedLog(log.lines).changes == [])
    }
}

@Suite struct `The docker group's rights` {
    @Test func `are used by newgrp, sg, its password and by processes in the group`() {
        var log = GroupLog()
        log.login = 1003
        log.execute(["newgrp", "docker"], process: 20, parent: 19, exe: "/usr/bin/newgrp")
        log.record("GRP_AUTH", "op=authentication new-gid=105 id=1003", process: 20, exe: "/usr/bin/newgrp")
        log.execute(["docker", "ps"], process: 21, parent: 20, exe: "/usr/bin/docker", gid: 105)
        log.execute(["sg", "105", "-c", "docker ps"], process: 22, parent: 19, exe: "/usr/bin/newgrp")
        log.execute(["newgrp", "adm"], process: 23, parent: 19, exe: "/usr/bin/newgrp")
        #expect(FollowedLog(log.lines).uses == ["1003 newgrp", "1003 password", "1003 rights", "1003 sg"])
    }

    @Test func `are no container's that has the same number`() {
        var log = GroupLog()
        log.connect(process: 50, parent: 1, socketGroup: 105)
        log.login = 4_294_967_295
        log.session = 4_294_967_295
        log.execute(["containerd-shim-runc-v2"], process: 400, parent: 1, exe: "/usr/bin/containerd-shim-runc-v2")
        log.execute(["postgres"], process: 401, parent: 400, exe: "/usr/bin/postgres", gid: 105)
        #expect(FollowedLog(log.lines).uses == [])
    }
}
