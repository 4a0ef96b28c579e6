import AuditRecords
import DockerActivity
import TestSupport
import Testing

@Suite struct `A command of sudo's` {
    private let file = "/etc/systemd/system/docker.service.d/override.conf"

    @Test func `is told where nothing else tells of the act`() throws {
        var log = LogWriter()
        log.logIn()
        log.sudo("tee \(file)")
        log.endSudo()
        let trail = TrailLog(log.lines)
        #expect(trail.commands == ["\(file) claimed"])
        let act = try #require(trail.activities.first)
        #expect(act.file?.resolvedBy == .arguments && act.file?.place == .unit && act.systemCall == nil)
        #expect(act.evidence.line == 3 && act.stamp.milliseconds == 1_700_000_000_030)
        #expect(trail.text(act.subject.source) == "10.0.0.5" && act.subject.kind == .person)
        #expect(trail.text(act.subject.command) == "tee \(file)")
    }

    @Test func `is not told where the act was recorded`() {
        var log = LogWriter()
        log.logIn()
        log.sudo("tee /etc/docker/daemon.json")
        log.write("/etc/docker/daemon.json")
        log.endSudo()
        #expect(TrailLog(log.lines).commands == [])
    }

    @Test func `is not told where sudo itself acts once its session is over, as sudoedit does`() {
        var log = LogWriter()
        log.logIn()
        log.sudo("sudoedit /etc/docker/daemon.json")
        log.endSudo()
        log.write("/etc/docker/daemon.json", pid: 600, ppid: 599, exe: "/usr/bin/sudo")
        #expect(TrailLog(log.lines).commands == [])
    }

    @Test func `is told where an act was recorded only before, after, or in another session`() {
        var log = LogWriter()
        log.logIn()
        log.write("/etc/docker/daemon.json")
        log.sudo("tee /etc/docker/daemon.json")
        log.write("/etc/docker/daemon.json", auid: 1002, ses: 9)
        log.endSudo()
        log.write("/etc/docker/daemon.json", pid: 700, ppid: 699)
        #expect(TrailLog(log.lines).commands == ["/etc/docker/daemon.json claimed"])
    }

    @Test func `that was refused is an attempt`() {
        var log = LogWriter()
        log.logIn()
        log.sudo("tee /etc/docker/daemon.json", res: "failed")
        #expect(TrailLog(log.lines).commands == ["/etc/docker/daemon.json failure"])
    }

    @Test func `is told in its own place when the log is followed once more`() {
        var log = LogWriter()
        log.logIn()
        log.sudo("tee \(file)")
        log.write("/etc/docker/key.json")
        log.sudo("tee /etc/docker/key.json", pid: 650)
        log.write("/etc/docker/key.json", pid: 651, ppid: 650)
        log.endSudo(pid: 650)
        log.endSudo()
        let first = TrailLog(log.lines)
        let second = TrailLog(log.lines, .known(first.foreknowledge))
        #expect(first.commands == ["\(file) claimed"] && second.commands == first.commands)
        #expect(second.activities.map(\.action) == [.command, .openWrite, .openWrite])
    }

    @Test func `that nobody logged in asks for is not told`() {
        var log = LogWriter()
        log.add(
            "USER_CMD",
            "pid=600 uid=0 auid=4294967295 ses=4294967295 msg='cwd=\"/\" cmd=\"tee /etc/docker/x\" terminal=? res=success'"
        )
        #expect(TrailLog(log.lines).commands == [])
    }

    struct Example: CustomTestStringConvertible, Sendable {
        let command: String
        let paths: [String]
        let directory: String
        var testDescription: String { command }

        init(_ command: String, _ paths: String..., in directory: String = "/home/alice") {
            self.command = command
            self.paths = paths
            self.directory = directory
        }
    }

    @Test(arguments: [
        Example("tee -a /etc/docker/daemon.json", "/etc/docker/daemon.json"),
        Example("cp /etc/docker/daemon.json /tmp/x"),
        Example("cp x /etc/docker/./daemon.json", "/etc/docker/daemon.json"),
        Example("cp -t /etc/docker x y", "/etc/docker"),
        Example("install -m 644 d.json daemon.json", "/etc/docker/daemon.json", in: "/etc/docker"),
        Example("mv /etc/docker/a /etc/docker/b", "/etc/docker/a", "/etc/docker/b"),
        Example("ln -s /etc/docker/daemon.json /tmp/x"),
        Example("chmod 600 daemon.json", "/etc/docker/daemon.json", in: "/etc/docker"),
        Example("sed -i s/a/b/ /etc/docker/daemon.json", "/etc/docker/daemon.json"),
        Example("sed -n /x/p /etc/docker/daemon.json"),
        Example("cat /etc/docker/daemon.json"),
        Example("auditctl -W /etc/docker/daemon.json -p wa -k docker"),
        Example("docker run -v /etc/docker/daemon.json:/x alpine"),
        Example("dd if=/dev/zero of=/etc/docker/daemon.json bs=1", "/etc/docker/daemon.json"),
        Example("fio --filename=/etc/docker/f --rw=write", "/etc/docker/f"),
        Example("usermod -aG docker mallory", in: "/etc/docker"),
        Example("/opt/deploy/configure /etc/docker/daemon.json {}", "/etc/docker/daemon.json"),
        Example("env A=1 nice -n 5 tee /etc/docker/daemon.json", "/etc/docker/daemon.json"),
        Example("sh -c echo '{}' > /etc/docker/daemon.json", "/etc/docker/daemon.json"),
        Example("sh -c cat /etc/docker/daemon.json > /tmp/x"),
        Example("bash -lc cd /etc/docker && echo {} >daemon.json 2>&1", "/etc/docker/daemon.json"),
        Example("sh -c cd $D && rm x; rm -f \"/etc/docker/my dir/x\"", "/etc/docker/my dir/x"),
        Example("sh -c sh -c \"echo > /etc/docker/daemon.json\"", "/etc/docker/daemon.json"),
        Example("sh -c rm /etc/docker/*.json"),
        Example("systemctl edit docker", "/etc/systemd/system/docker.service.d/override.conf"),
        Example("systemctl edit --full docker.socket", "/etc/systemd/system/docker.socket"),
        Example("systemctl restart docker"),
        Example("rm -rf /var/lib/docker/overlay2/x"),
        Example("tar -C /etc/docker -xf t.tar", "/etc/docker"),
        Example("tar -cf /tmp/backup.tar /etc/docker"),
    ])
    func `names the files that its words say it changes`(example: Example) {
        var log = LogWriter()
        log.logIn()
        log.sudo(example.command, cwd: example.directory)
        #expect(TrailLog(log.lines).commands == example.paths.map { "\($0) claimed" })
    }

    @Test func `may be any bytes, cut anywhere`() {
        let signs = Array("sh -c \"'$`\\<>|&;() /etc/docker/x cd tee of=\n\u{1b}é")
        var random = SplitMix64(seed: 11)
        for _ in 0..<300 {
            let count = Int.random(in: 0..<60, using: &random)
            let command = String((0..<count).compactMap { _ in signs.randomElement(using: &random) })
            var log = LogWriter()
            log.logIn()
            log.sudo("sh -c " + command)
            #expect(TrailLog(log.lines).commands.allSatisfy { $0.hasPrefix("/") && $0.hasSuffix(" claimed") })
        }
    }
}
