import AuditRules
import Foundation
import Testing
import TestSupport

extension `On a real kernel` {
    @Suite struct `the rules of a Docker host` {
        /// Rules of others, loaded before and after ours.
        static let others = ["-w /tmp -p x -k others-first", "-a always,exit -F arch=b64 -S personality -F key=others"]

        private func load(_ lines: [String]) throws {
            for line in lines {
                let result = try ExternalTool.run("auditctl", line.split(separator: " ").map { String($0) })
                #expect(result.status == 0, "\(line): \(result.errorText)")
            }
        }

        private func states(_ host: FixtureHost) throws -> (status: Int32, rules: [String: String], json: JSONValue) {
            let result = try host.run(["rules", "status", "--format", "json"])
            let json = try JSONValue(parsing: result.output)
            var states: [String: String] = [:]
            for rule in json["rules"].array { states[rule["rule"].string ?? ""] = rule["state"].string }
            return (result.status, states, json)
        }

        @Test func `are installed, agree with auditctl, fire, drift, are repaired and go`() throws {
            let host = try FixtureHost.docker()
            try host.folder.write("## theirs\n\(Self.others[0])\n", to: "etc/audit/rules.d/10-theirs.rules")
            let theirFile = host.text(of: "etc/audit/rules.d/10-theirs.rules")
            try LiveKernel.withAuditing {
                try load([Self.others[0]])
                #expect(try states(host).status == 1)
                let installed = try host.run(["rules", "install"])
                #expect(installed.status == 0, "\(installed.errorText)")
                try load([Self.others[1]])

                // Every line that auditctl lists is ours and loaded, or somebody else's.
                let listed = try LiveKernel.listing()
                let first = try states(host)
                #expect(first.status == 0, "\(first.json)")
                #expect(listed.count > 40)
                for line in listed {
                    #expect(first.rules[line] == (Self.others.contains(line) ? "foreign" : "loaded"), "\(line)")
                }

                // Again: nothing to do, and nothing doubled.
                #expect(try host.run(["rules", "install"]).text.hasPrefix("0 rules added, 0 renewed, 0 removed"))
                #expect(try LiveKernel.listing() == listed)

                let probe = try host.run(["rules", "probe", "--format", "json"])
                #expect(probe.status == 0, "\(probe.text)\(probe.errorText)")
                let results = try JSONValue(parsing: probe.output)["probes"].array
                #expect(results.filter { $0["result"].string == "seen" }.count > 25)
                for result in results where result["rule"].string?.contains(" -p x ") == true {
                    // Theirs on executions is asked first.
                    #expect(["other-key", "not-tried"].contains(result["result"].string), "\(result)")
                }

                // One removed by hand.
                let gone = "-w /etc/docker -p wa -k dkr-cfg"
                try load(["-d always,exit -F dir=/etc/docker -F perm=wa -F key=dkr-cfg"])
                let drifted = try states(host)
                #expect(drifted.status == 1)
                #expect(drifted.rules.filter { $0.value == "missing" }.map(\.key) == [gone])
                #expect(try host.run(["rules", "install"]).text.hasPrefix("1 rules added"))
                #expect(try states(host).status == 0)

                let removed = try host.run(["rules", "remove"])
                #expect(removed.status == 0, "\(removed.errorText)")
                #expect(try LiveKernel.listing() == Self.others)
                #expect(host.text(of: "etc/audit/rules.d/10-theirs.rules") == theirFile)
                #expect(host.text(of: "etc/audit/rules.d/70-docktrail.rules") == nil)
            }
        }

        @Test func `are seen to fire in auditd's own log`() throws {
            let host = try FixtureHost.docker()
            try LiveKernel.withAuditing {
                #expect(try host.run(["rules", "install"]).status == 0)
                let probe = try LiveKernel.withDaemon(logging: host.folder.path(of: "var/log/audit")) {
                    try host.run(["rules", "probe", "--format", "json", "--make-files"])
                }
                #expect(probe.status == 0, "\(probe.text)\(probe.errorText)")
                let json = try JSONValue(parsing: probe.output)
                #expect(json["source"].string == "/var/log/audit/audit.log")
                for result in json["probes"].array {
                    #expect(["seen", "not-tried"].contains(result["result"].string), "\(result)")
                }
                #expect(json["probes"].array.filter { $0["result"].string == "seen" }.count > 40)
                #expect(host.text(of: "etc/docker/daemon.json") == "{}\n")
            }
        }

        @Test func `load without /etc/docker, all but what has no place`() throws {
            let host = try FixtureHost.docker()
            try host.remove("etc/docker")
            try LiveKernel.withAuditing {
                let installed = try host.run(["rules", "install"])
                #expect(installed.status == 0, "\(installed.errorText)")
                let states = try states(host)
                #expect(states.status == 0)
                #expect(states.rules["-w /etc/docker -p wa -k dkr-cfg"] == "not-applicable")
                #expect(states.rules["-w /etc/docker/daemon.json -p wa -k dkr-cfg"] == "not-applicable")
                #expect(try LiveKernel.listing().count == states.rules.values.filter { $0 == "loaded" }.count)
                // Once it is there, that is drift, and installing again repairs it.
                try host.folder.write("{}\n", to: "etc/docker/daemon.json")
                #expect(try self.states(host).status == 1)
                #expect(try host.run(["rules", "install"]).text.hasPrefix("2 rules added"))
                #expect(try self.states(host).status == 0)
            }
        }

        @Test func `die with a directory that is replaced, which is told and repaired`() throws {
            let host = try FixtureHost.docker()
            let rule = "-w /etc/docker -p wa -k dkr-cfg"
            try LiveKernel.withAuditing {
                #expect(try host.run(["rules", "install"]).status == 0)
                try FileManager.default.moveItem(
                    atPath: host.folder.path(of: "etc/docker"),
                    toPath: host.folder.path(of: "etc/docker.old")
                )
                try host.folder.write("{}\n", to: "etc/docker/daemon.json")
                #expect(try LiveKernel.listing().contains(rule))  // auditctl shows nothing of it
                let states = try states(host)
                #expect(states.status == 1)
                #expect(states.rules[rule] == "dead")
                #expect(try verdict(of: rule, host) == "not-seen")
                let repaired = try host.run(["rules", "install"])
                #expect(repaired.status == 0, "\(repaired.errorText)")
                #expect(try self.states(host).status == 0)
                #expect(try verdict(of: rule, host) == "seen")
            }
        }

        private func verdict(of rule: String, _ host: FixtureHost) throws -> String? {
            let probe = try host.run(["rules", "probe", "--format", "json", "--wait", "2"])
            return try JSONValue(parsing: probe.output)["probes"].array.first { $0["rule"].string == rule }?["result"]
                .string
        }

        @Test func `are found among 3,000 rules of others, which all stay`() throws {
            let host = try FixtureHost.docker()
            try LiveKernel.withAuditing {
                let lines = (0..<3000)
                    .map { "-a always,exit -F arch=b64 -S personality -F a0=\($0) -F key=others\($0 % 7)" }
                let file = try host.folder.write(lines.joined(separator: "\n") + "\n", to: "theirs.rules")
                #expect(try ExternalTool.run("auditctl", ["-R", file]).status == 0)
                let theirs = try LiveKernel.listing()
                #expect(theirs.count == 3000)
                #expect(try host.run(["rules", "install"]).status == 0)
                let states = try states(host)
                #expect(states.status == 0)
                #expect(states.rules.values.filter { $0 == "foreign" }.count == 3000)
                #expect(try host.run(["rules", "remove"]).status == 0)
                #expect(try LiveKernel.listing() == theirs)
            }
        }

        @Test func `are taken back where nobody confirms them`() throws {
            let host = try FixtureHost.docker()
            try LiveKernel.withAuditing {
                let silent = try host.run(["rules", "install", "--confirm-within", "1s"])
                #expect(silent.status == 2)
                #expect(silent.errorText.contains("not confirmed"))
                #expect(try LiveKernel.listing().isEmpty)
                #expect(host.text(of: "etc/audit/rules.d/70-docktrail.rules") == nil)
                let confirmed = try host.run(
                    ["rules", "install", "--confirm-within", "1m"],
                    input: .piped(Array("yes\n".utf8))
                )
                #expect(confirmed.status == 0, "\(confirmed.errorText)")
                #expect(try states(host).status == 0)
            }
        }

        @Test func `of the hardening guides, loaded by hand, are judged line by line`() throws {
            let host = try FixtureHost.docker()
            try host.remove("etc/docker")
            try LiveKernel.withAuditing {
                let lines = SeedList.lines.map(\.text)
                let file = try host.folder.write(lines.joined(separator: "\n") + "\n", to: "guide.rules")
                // As the documents say, on that host: auditctl stops at the first path that has no directory.
                try loadInside(host, file)
                let seed = try states(host).json["seed"].array
                #expect(seed.count == 9)
                var verdicts: [String: (String?, String)] = [:]
                for line in seed {
                    verdicts[line["name"].string ?? ""] = (line["verdict"].string, line["why"].string ?? "")
                }
                #expect(verdicts["/usr/bin/docker"]?.0 == "covered")
                #expect(verdicts["/var/lib/docker"]?.0 == "covered")
                #expect(verdicts["/etc/docker"]?.0 == "not")
                #expect(verdicts["/etc/docker"]?.1.contains("bare name") == true, "\(verdicts)")
                #expect(verdicts["/lib/systemd/system/docker.service"]?.0 == "covered")
                #expect(verdicts["/etc/docker/daemon.json"]?.0 == "not-applicable")
                #expect(verdicts["/etc/docker/daemon.json"]?.1.contains("/etc/docker does not exist") == true)
                #expect(verdicts["/usr/bin/docker-containerd"]?.1.contains("obsolete since Docker 18.09") == true)
                #expect(verdicts["/usr/bin/docker-runc"]?.0 == "not")
            }
        }

        /// Loads a rules file with auditctl, with the host's folder as root.
        private func loadInside(_ host: FixtureHost, _ file: String) throws {
            var command = try host.command([])
            let name = URL(fileURLWithPath: file).lastPathComponent
            let auditctl = try #require(ExternalTool.path(of: "auditctl"))
            command.arguments[3] = command.arguments[3]
                .replacingOccurrences(
                    of: "exec chroot \"$root\" /docktrail",
                    with: "cp \(auditctl) $root/auditctl; exec chroot \"$root\" /auditctl -R /\(name)"
                )
            _ = try command.run()
        }
    }
}
