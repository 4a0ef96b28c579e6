import DockerActivity
import Testing

@Suite struct `The kind of a subject` {
    private let unset: UInt32 = 4_294_967_295

    @Test func `is the package manager, and what it runs, as long as each parent is known`() {
        var log = LogWriter()
        log.logIn()
        log.write("/usr/bin/docker", pid: 70, exe: "/usr/bin/dpkg", tty: "pts0")
        log.write("/etc/docker/key.json", pid: 71, ppid: 70, exe: "/usr/bin/dash", title: "/bin/sh docker.io.postinst")
        log.write("/etc/docker/key.json", pid: 72, ppid: 71, exe: "/usr/bin/cp")
        log.write("/etc/docker/key.json", pid: 90, ppid: 89, exe: "/usr/bin/cp")
        let acts = TrailLog(log.lines).activities
        #expect(acts.map(\.subject.kind) == [.packageManager, .packageManager, .packageManager, .person])
        #expect(acts.map(\.disposition) == [.routine, .routine, .routine, .noteworthy])
    }

    @Test func `is the person who gets a shell out of the package manager`() {
        var log = LogWriter()
        log.logIn()
        log.write("/usr/bin/docker", pid: 70, exe: "/usr/bin/apt-get", tty: "pts0")
        log.write("/etc/docker/daemon.json", pid: 71, ppid: 70, exe: "/usr/bin/bash", title: "/bin/bash", tty: "pts0")
        log.write("/etc/docker/daemon.json", pid: 72, ppid: 71, exe: "/usr/bin/tee", tty: "pts0")
        #expect(TrailLog(log.lines).activities.map(\.subject.kind) == [.packageManager, .person, .person])
    }

    @Test func `is not the package manager for the name of a program that anybody may have put there`() {
        var log = LogWriter()
        log.logIn()
        log.write("/usr/bin/docker", exe: "/tmp/dpkg", tty: "pts0")
        #expect(TrailLog(log.lines).activities.map(\.subject.kind) == [.person])
    }

    @Test func `is not told of a process that may be a container's, whatever it calls itself`() {
        var log = LogWriter()
        log.write("/usr/bin/docker", auid: unset, ses: unset, exe: "/usr/bin/dpkg")
        #expect(TrailLog(log.lines).activities.map(\.subject.kind) == [nil])
    }

    @Test(arguments: [
        "/usr/bin/python3 /home/deploy/.ansible/tmp/ansible-tmp-1700-5/AnsiballZ_copy.py",
        "/usr/bin/python3 /usr/bin/salt-call state.apply",
        "/opt/puppetlabs/puppet/bin/python3 -E /opt/x/bin/puppet agent",
    ])
    func `is automation where configuration management works`(title: String) {
        var log = LogWriter()
        log.logIn()
        log.write("/etc/docker/daemon.json", exe: "/usr/bin/python3.11", title: title)
        #expect(TrailLog(log.lines).activities.map(\.subject.kind) == [.automation])
    }

    @Test func `is automation where Ansible asks sudo`() {
        var log = LogWriter()
        log.logIn()
        log.sudo("/bin/sh -c echo BECOME-SUCCESS-qwerty ; /usr/bin/python3")
        log.write("/etc/docker/daemon.json", exe: "/usr/bin/python3.11", title: "/usr/bin/python3")
        #expect(TrailLog(log.lines).activities.map(\.subject.kind) == [.automation])
    }

    @Test func `is the system for the machine's first process, which opens sockets for services`() {
        var log = LogWriter()
        log.write("/run/docker.sock", pid: 1, ppid: 0, auid: unset, ses: unset, exe: "/usr/lib/systemd/systemd")
        log.write("/etc/docker/daemon.json", pid: 55, ppid: 1, auid: unset, ses: unset, exe: "/usr/bin/agent")
        let acts = TrailLog(log.lines).activities
        #expect(acts.map(\.subject.kind) == [.system, .system])
        #expect(acts.map(\.disposition) == [.routine, .noteworthy])
    }

    @Test func `is a person of a session without a recorded beginning only with a terminal`() {
        var log = LogWriter()
        log.write("/etc/docker/daemon.json", pid: 61, tty: "pts0")
        log.write("/etc/docker/daemon.json", pid: 62)
        #expect(TrailLog(log.lines).activities.map(\.subject.kind) == [.person, nil])
    }
}
