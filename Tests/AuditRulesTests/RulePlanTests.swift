import AuditRules
import SystemPackage
import Testing
import TestSupport

@Suite struct `A plan` {
    private func plan(
        _ host: FixtureHost,
        _ options: RulePlanOptions = RulePlanOptions()
    ) -> RulePlan {
        RulePlan(options, host: DockerHost(files: HostFiles(root: FilePath(host.path))))
    }

    private func lines(_ plan: RulePlan) -> [String] { plan.applicable.map(\.line) }

    @Test func `has the real program behind a link, and says so`() throws {
        let plan = plan(try FixtureHost.docker())
        let runc = try #require(plan.applicable.first { $0.line == "-w /usr/sbin/runc -p wa -k dkr-bin" })
        #expect(runc.notes.contains { $0.hasPrefix("/usr/bin/runc is a link") })
        #expect(runc.cis == ["1.1.18"])
        #expect(runc.answers == ["/usr/bin/docker-runc"])
        #expect(!lines(plan).contains { $0.contains("/usr/bin/runc ") })
        #expect(lines(plan).contains("-w /usr/sbin/dockerd -p wa -k dkr-bin"))
    }

    @Test func `puts files before the directory they lie in`() throws {
        let lines = lines(plan(try FixtureHost.docker()))
        let file = try #require(lines.firstIndex(of: "-w /etc/docker/daemon.json -p wa -k dkr-cfg"))
        let folder = try #require(lines.firstIndex(of: "-w /etc/docker -p wa -k dkr-cfg"))
        #expect(file < folder)
    }

    @Test func `leaves out what would load and never see anything`() throws {
        let host = try FixtureHost.docker()
        try host.remove("etc/docker")
        let plan = plan(host)
        let reasons = plan.rules.compactMap { rule in
            if case .notApplicable(let reason) = rule.place { "\(rule.line): \(reason)" } else { nil }
        }
        #expect(reasons.contains { $0.hasPrefix("-w /etc/docker -p") && $0.contains("would not see into it") })
        #expect(
            reasons.contains { $0.hasPrefix("-w /etc/docker/daemon.json") && $0.contains("/etc/docker does not exist") }
        )
        #expect(!lines(plan).contains { $0.contains("/etc/docker") })
    }

    @Test func `waits for a file whose directory is there`() throws {
        let host = try FixtureHost.docker()
        try host.remove("etc/docker/daemon.json")
        let rule = plan(host).applicable.first { $0.line.contains("daemon.json") }
        #expect(rule?.place == .awaited)
    }

    @Test func `follows the data root of daemon.json, remapped users and further sockets`() throws {
        let host = try FixtureHost.docker()
        try host.folder.write(
            #"{"data-root":"/srv/docker","hosts":["unix:///var/run/other.sock","tcp://0.0.0.0:2375"],"tlskey":"/srv/tls/key.pem"}"#,
            to: "etc/docker/daemon.json"
        )
        try host.folder.makeFolder("srv/docker/containers")
        try host.folder.makeFolder("srv/docker/100000.100000/containers")
        try host.folder.makeFolder("srv/tls")
        try host.socket("run/other.sock")
        let plan = plan(host)
        let lines = lines(plan)
        #expect(lines.contains("-w /srv/docker/containers -p wa -k dkr-state"))
        #expect(lines.contains("-w /srv/docker/100000.100000/containers -p wa -k dkr-state"))
        #expect(lines.contains("-a always,exit -F arch=b64 -S connect -F path=/run/other.sock -F key=dkr-sock-use"))
        #expect(lines.contains("-w /srv/tls/key.pem -p wa -k dkr-tls"))
        #expect(!lines.contains { $0.contains("/var/lib/docker") })
        #expect(plan.notes.contains { $0.contains("tcp://0.0.0.0:2375") })
    }

    @Test func `follows a drop-in of the unit`() throws {
        let host = try FixtureHost.docker()
        try host.folder.write(
            "[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd \\\n  --data-root=/data -H unix:///run/second.sock\n",
            to: "etc/systemd/system/docker.service.d/override.conf"
        )
        try host.folder.makeFolder("data/containers")
        let lines = lines(plan(host))
        #expect(lines.contains("-w /data/containers -p wa -k dkr-state"))
        #expect(lines.contains("-w /run/second.sock -p wa -k dkr-sock"))
    }

    @Test func `goes on with the usual places where daemon.json is no JSON`() throws {
        let host = try FixtureHost.docker()
        try host.folder.write("{ not json", to: "etc/docker/daemon.json")
        let plan = plan(host)
        #expect(plan.notes.contains { $0.contains("cannot be read as JSON") })
        #expect(lines(plan).contains("-w /var/lib/docker/containers -p wa -k dkr-state"))
    }

    @Test func `finds rootless engines and snaps`() throws {
        let host = try FixtureHost()
        try host.folder.write("root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\n", to: "etc/passwd")
        try host.folder.makeFolder("home/ann/.local/share/docker/containers")
        try host.folder.write("{}", to: "home/ann/.config/docker/daemon.json")
        try host.folder.makeFolder("run/user/1000")
        try host.program("snap/docker/current/bin/dockerd")
        try host.program("snap/docker/current/bin/docker")
        try host.folder.makeFolder("var/snap/docker/common/var-lib-docker/containers")
        let lines = lines(plan(host))
        #expect(lines.contains("-w /home/ann/.config/docker/daemon.json -p wa -k dkr-cfg"))
        #expect(lines.contains("-w /home/ann/.local/share/docker/containers -p wa -k dkr-state"))
        #expect(lines.contains("-w /run/user/1000/docker.sock -p wa -k dkr-sock"))
        #expect(lines.contains("-w /snap/docker/current/bin/dockerd -p wa -k dkr-bin"))
        #expect(lines.contains("-w /snap/docker/current/bin/docker -p x -k dkr-cli"))
        #expect(lines.contains("-w /var/snap/docker/common/var-lib-docker/containers -p wa -k dkr-state"))
    }

    @Test func `writes a rule for each ABI in the modern form`() throws {
        let lines = lines(plan(try FixtureHost.docker(), RulePlanOptions(form: .syscall)))
        #expect(!lines.contains { $0.hasPrefix("-w") })
        for abi in ["b64", "b32"] {
            #expect(
                lines.contains("-a always,exit -F arch=\(abi) -S all -F dir=/etc/docker -F perm=wa -F key=dkr-cfg")
            )
        }
    }

    @Test func `has the guides' nine paths in the profile of that name`() throws {
        let host = try FixtureHost.docker()
        let plan = plan(host, RulePlanOptions(profile: .seed))
        let answered = Set(plan.applicable.flatMap(\.answers))
        #expect(answered == Set(SeedList.lines.map(\.path.string)))
        #expect(plan.applicable.count == 9)
        #expect(SeedList.lines.map(\.text).first == "-w /usr/bin/docker -p wa")
    }

    @Test func `puts exceptions before what they are taken from`() throws {
        let host = try FixtureHost.docker()
        try host.folder.makeFolder("var/lib/docker/overlay2")
        let plan = plan(host, RulePlanOptions(profile: .hunting))
        #expect(plan.applicable.first?.line == "-a never,exit -S all -F dir=/var/lib/docker/overlay2 -F perm=wa")
        #expect(lines(plan).contains("-w /var/lib/docker -p wa -k dkr-state"))
    }

    @Test func `has a site's own paths first, and refuses some`() throws {
        let host = try FixtureHost.docker()
        try host.folder.makeFolder("srv/vault/secrets")
        let plan = plan(host, RulePlanOptions(watches: ["/srv/vault/secrets/", "/", "/a\nb", "/no/such"]))
        #expect(lines(plan).first == "-w /srv/vault/secrets -p wa -k dkr-site")
        let refused = plan.rules.filter { !$0.isApplicable && $0.why == "A path of this site's own." }
        #expect(refused.count == 3)
    }

    @Test func `for Kubernetes and Podman has their places, which are suggested otherwise`() throws {
        let host = try FixtureHost()
        try host.program("usr/bin/containerd")
        try host.program("usr/bin/kubelet")
        try host.program("usr/bin/podman")
        try host.program("usr/bin/conmon")
        try host.folder.makeFolder("etc/kubernetes/manifests")
        try host.folder.makeFolder("etc/containers")
        try host.folder.makeFolder("var/lib/containers/storage/overlay-containers")
        try host.socket("run/podman/podman.sock")
        #expect(plan(host).notes.filter { $0.contains("looks like it needs --add") }.count == 2)
        let lines = lines(plan(host, RulePlanOptions(additions: [.containerd, .podman])))
        for line in [
            "-w /etc/kubernetes/manifests -p wa -k dkr-kube", "-w /usr/bin/kubelet -p wa -k dkr-bin",
            "-w /etc/containers -p wa -k dkr-cfg", "-w /usr/bin/podman -p x -k dkr-cli",
            "-w /usr/bin/conmon -p x -k dkr-runtime",
            "-a always,exit -F arch=b64 -S connect -F path=/run/podman/podman.sock -F key=dkr-sock-use",
            "-w /var/lib/containers/storage/overlay-containers -p wa -k dkr-state",
            // A directory itself: -w would take in all below it.
            "-a always,exit -S all -F path=/run/containerd -F perm=wa -F key=dkr-sock",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
    }

    @Test func `counts what a log would have held`() throws {
        let plan = plan(try FixtureHost.docker())
        var tally = RuleTally(plan)
        let write = RuleTally.Access.permission(.write)
        tally.note(time: 1, serial: 1, path: Array("/etc/docker/daemon.json".utf8).span, write)
        tally.note(time: 1, serial: 1, path: Array("/etc/docker/daemon.json".utf8).span, write)
        tally.note(time: 1, serial: 2, path: Array("/etc/docker/certs.d/x".utf8).span, write)
        tally.note(time: 1, serial: 3, path: Array("/etc/docker-old".utf8).span, write)
        tally.note(time: 1, serial: 4, path: Array("/usr/bin/docker".utf8).span, .permission(.execute))
        tally.note(time: 1, serial: 5, path: Array("/run/docker.sock".utf8).span, .connection)
        var counts: [String: UInt64] = [:]
        for (rule, count) in zip(plan.rules, tally.counts) where count > 0 { counts[rule.line] = count }
        #expect(
            counts == [
                "-w /etc/docker/daemon.json -p wa -k dkr-cfg": 1, "-w /etc/docker -p wa -k dkr-cfg": 1,
                "-w /usr/bin/docker -p x -k dkr-cli": 1,
                "-a always,exit -F arch=b64 -S connect -F path=/run/docker.sock -F key=dkr-sock-use": 1,
            ]
        )
    }

    @Test func `is written so that it is read as the same rules and the same choice`() throws {
        let host = try FixtureHost.docker()
        try host.folder.makeFolder("srv/with blank")
        let options = RulePlanOptions(
            profile: .hunting,
            form: .watch,
            additions: [.podman],
            watches: ["/srv/with blank"]
        )
        let plan = plan(host, options)
        let text = RulesFileText.text(for: plan, setsBacklog: true)
        #expect(RulesFileText(text).options == options)
        let file = RuleFile(text, parser: .forHost(HostFiles(root: FilePath(host.path))))
        #expect(file.errors.isEmpty, "\(file.errors)")
        #expect(file.rules == plan.applicable.map(\.rule))
        #expect(!String(decoding: text, as: UTF8.self).split(separator: "\n").contains { $0.hasPrefix(" ") })
    }
}
