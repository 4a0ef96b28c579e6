import DockerActivity
import Testing

@Suite struct `A login session` {
    private let unset: UInt32 = 4_294_967_295

    @Test func `gives its acts the address that its login came from`() throws {
        var log = LogWriter()
        log.logIn()
        log.write("/etc/docker/daemon.json")
        let trail = TrailLog(log.lines)
        let act = try #require(trail.activities.first)
        #expect(trail.text(act.subject.source) == "10.0.0.5")
        #expect(act.subject.kind == .person)
        #expect(act.subject.sessionStart == 1_700_000_000_010)
    }

    @Test func `is not begun anew, or ended, by sudo`() throws {
        var log = LogWriter()
        log.logIn()
        log.sudo("true")
        log.write("/etc/docker/daemon.json")
        log.endSudo()
        log.write("/etc/docker/daemon.json")
        let trail = TrailLog(log.lines)
        #expect(trail.activities.map { trail.text($0.subject.source) } == ["10.0.0.5", "10.0.0.5"])
        #expect(trail.sessions.last?.service == .ssh)
        #expect(trail.sessions.last?.end == nil)
    }

    @Test func `ends when its login service says so`() throws {
        var log = LogWriter()
        log.logIn()
        log.write("/etc/docker/daemon.json")
        log.send("USER_END", pid: 500, auid: 1001, ses: 7, "op=PAM:session_close acct=\"alice\" exe=\"/usr/sbin/sshd\"")
        let session = try #require(TrailLog(log.lines).sessions.last)
        #expect(session.number == 7 && session.loginID == 1001)
        #expect(session.start == 1_700_000_000_010)
        #expect(session.end == 1_700_000_000_040)
        #expect(session.source == Array("10.0.0.5".utf8))
    }

    @Test func `has the login's terminal, as the kernel calls it`() throws {
        var log = LogWriter()
        log.logIn()
        log.send(
            "USER_LOGIN",
            pid: 500,
            auid: 1001,
            ses: 7,
            "op=login id=1001 exe=\"/usr/sbin/sshd\" terminal=/dev/pts/3"
        )
        log.send("ADD_GROUP", pid: 700, auid: 1001, ses: 7, "op=add-group acct=\"docker\" exe=\"/usr/sbin/groupadd\"")
        log.write("/etc/docker/daemon.json")
        let trail = TrailLog(log.lines)
        // The record of a call says itself that its process has no terminal.
        #expect(trail.activities.map { trail.text($0.subject.terminal) } == ["pts3", ""])
        #expect(trail.sessions.last?.terminal == Array("pts3".utf8))
    }

    @Test(arguments: [
        "pid=9999 uid=0 auid=1001 ses=7", "pid=500 uid=0 auid=4294967295 ses=4294967295", "pid=500 uid=0 auid=0 ses=7",
    ])
    func `believes nobody but the process that the kernel gave it to`(kernel: String) throws {
        var log = LogWriter()
        log.add("LOGIN", "pid=500 uid=0 old-auid=4294967295 auid=1001 tty=(none) old-ses=4294967295 ses=7 res=1")
        let words = "op=login id=1001 exe=\"/usr/sbin/sshd\" hostname=? addr=6.6.6.6 terminal=ssh res=success"
        log.add("USER_LOGIN", "\(kernel) msg='\(words)'")
        log.write("/etc/docker/daemon.json")
        let trail = TrailLog(log.lines)
        #expect(trail.activities.map { trail.text($0.subject.source) } == [""])
        #expect(trail.sessions.last?.service == nil)
    }

    @Test func `of whose beginning the log holds no LOGIN is not made up by what runs beside an engine`() throws {
        var log = LogWriter()
        // dockerd, started from the session.
        log.write("/var/lib/docker/x", pid: 800, ppid: 1, exe: "/usr/sbin/dockerd")
        let words = "op=login id=1001 exe=\"/usr/sbin/sshd\" hostname=? addr=6.6.6.6 terminal=ssh"
        log.send("USER_LOGIN", pid: 900, auid: 1001, ses: 7, words)
        log.write("/etc/docker/daemon.json")
        let trail = TrailLog(log.lines)
        #expect(trail.activities.map { trail.text($0.subject.source) } == ["", ""])
        #expect(trail.activities.last?.subject.kind == nil)
    }

    @Test func `never takes the address that a record's sender gives himself`() throws {
        var log = LogWriter()
        let words = "op=user mallory added by root to group docker acct=\"docker\" exe=\"/forge\" addr=6.6.6.6"
        log.send("USER_ACCT", pid: 31461, auid: unset, ses: unset, words)
        let trail = TrailLog(log.lines)
        let act = try #require(trail.activities.first)
        #expect(trail.text(act.subject.source) == "" && act.subject.kind == nil)
    }

    @Test func `is another one when the machine has started anew`() throws {
        var log = LogWriter()
        log.logIn()
        log.write("/etc/docker/daemon.json")
        log.add("SYSTEM_BOOT", "pid=400 uid=0 auid=4294967295 ses=4294967295 msg='comm=\"systemd\" res=success'")
        log.write("/etc/docker/daemon.json")
        log.add("LOGIN", "pid=510 uid=0 old-auid=4294967295 auid=1001 tty=(none) old-ses=4294967295 ses=7 res=1")
        log.write("/etc/docker/daemon.json")
        let trail = TrailLog(log.lines)
        #expect(trail.activities.map { trail.text($0.subject.source) } == ["10.0.0.5", "", ""])
        #expect(trail.activities.map(\.subject.sessionStart) == [1_700_000_000_010, nil, 1_700_000_000_060])
    }

    @Test func `of cron's is automation, though its login user is a person's account`() throws {
        var log = LogWriter()
        log.logIn(exe: "/usr/sbin/cron")
        log.write("/etc/docker/daemon.json")
        let trail = TrailLog(log.lines)
        #expect(trail.activities.map(\.subject.kind) == [.automation])
        #expect(trail.sessions.last?.service == .cron)
    }
}
