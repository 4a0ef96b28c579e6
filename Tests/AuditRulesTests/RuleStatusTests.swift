import AuditRules
import SystemPackage
import Testing
import TestSupport

@Suite struct `The status of rules` {
    private let host: FixtureHost
    private let files: HostFiles
    private let plan: RulePlan

    init() throws {
        host = try FixtureHost.docker()
        files = HostFiles(root: FilePath(host.path))
        plan = RulePlan(RulePlanOptions(), host: DockerHost(files: files))
    }

    private func status(_ loaded: [AuditRule]) -> RuleStatus {
        RuleStatus(plan, host: DockerHost(files: files), evidence: RuleStatus.Evidence(loaded: loaded))
    }

    private func status(listing: String) -> RuleStatus {
        status(RuleFile(listing: Array(listing.utf8), parser: RuleParser()).rules)
    }

    private func entry(_ status: RuleStatus, _ rule: String) throws -> RuleStatus.Entry {
        try #require(status.entries.first { $0.rule == rule })
    }

    private static let folderRule = "-w /etc/docker -p wa -k dkr-cfg"
    private static let clientRule = "-w /usr/bin/docker -p wa -k dkr-bin"

    @Test func `is good where all are loaded, in whatever form`() throws {
        #expect(!status(plan.applicable.map(\.rule)).hasDrift)
        let listing = plan.applicable.map(\.rule.text).joined(separator: "\n")
        #expect(!status(listing: listing).hasDrift)
        let modern = RulePlan(RulePlanOptions(form: .syscall), host: DockerHost(files: files))
        let status = status(modern.applicable.map(\.rule))
        #expect(!status.hasDrift)
        #expect(try entry(status, Self.folderRule).why.hasPrefix("written otherwise"))
    }

    @Test func `knows the calls that auditctl 4 writes out for permissions`() throws {
        let calls = """
            rename,mkdir,rmdir,creat,link,unlink,symlink,mknod,mkdirat,mknodat,unlinkat,renameat,linkat,symlinkat,renameat2,\
            acct,swapon,quotactl,truncate,ftruncate,bind,fallocate,open,openat,openat2,chmod,fchmod,chown,lchown,fchown,\
            fchownat,fchmodat,setxattr,lsetxattr,fsetxattr,removexattr,lremovexattr,fremovexattr
            """
        let wide = "-a always,exit -F arch=b64 -S \(calls) -F path=/usr/bin/docker -F perm=wa -F key=dkr-bin"
        let half = try entry(status(listing: wide), Self.clientRule)
        #expect(half.state == .different)
        #expect(half.why.contains("b32"))
        let narrow = wide.replacing("b64", with: "b32")
        #expect(try entry(status(listing: "\(wide)\n\(narrow)"), Self.clientRule).state == .loaded)
    }

    @Test func `tells what is missing, different, under another key`() throws {
        let nothing = status(listing: "No rules\n")
        #expect(nothing.hasDrift)
        #expect(try entry(nothing, Self.clientRule).state == .missing)
        let less = try entry(status(listing: "-w /usr/bin/docker -p w -k dkr-bin"), Self.clientRule)
        #expect(less.state == .different)
        #expect(less.why.contains("changes of attributes"))
        let keyless = try entry(status(listing: "-w /usr/bin/docker -p wa"), Self.clientRule)
        #expect(keyless.state == .different)
        #expect(keyless.why.contains("without the key"))
    }

    @Test(arguments: [
        "-w /usr/bin/docker-proxy -p wa -k dkr-bin", "-a never,exit -F path=/usr/bin/docker -F perm=wa",
        "-w /usr/bin/docker -p r -k dkr-bin",
        "-a always,exit -F path=/usr/bin/docker -F perm=wa -F auid>=1000 -F key=dkr-bin",
    ])
    func `is not fooled by a rule that only looks alike`(line: String) throws {
        #expect(try entry(status(listing: line), Self.clientRule).state.isDrift)
    }

    @Test func `tells a rule that another one mutes`() throws {
        let rules = plan.applicable.map(\.rule)
        let never = try #require(AuditRule.of("-a never,exit -F dir=/etc/docker -F perm=wa"))
        let muted = status([never] + rules)
        #expect(try entry(muted, Self.folderRule).state == .shadowed)
        #expect(!status(rules + [never]).hasDrift)
        let task = try #require(AuditRule.of("-a never,task"))
        #expect(status([task] + rules).entries.filter { $0.state == .shadowed }.count == rules.count)
        // One that mutes only some is told and no drift.
        let some = try #require(AuditRule.of("-a never,exit -F dir=/etc/docker -F auid=1000"))
        let partly = status([some] + rules)
        #expect(!partly.hasDrift)
        #expect(try entry(partly, Self.folderRule).why.contains("partly muted"))
    }

    @Test func `takes an exception for loaded or missing, and never for muted`() throws {
        try host.folder.makeFolder("var/lib/docker/overlay2")
        let host = DockerHost(files: files)
        let hunting = RulePlan(RulePlanOptions(profile: .hunting), host: host)
        let rules = hunting.applicable.map(\.rule)
        let good = RuleStatus(hunting, host: host, evidence: RuleStatus.Evidence(loaded: rules))
        #expect(!good.hasDrift, "\(good.entries.filter(\.state.isDrift))")
        let bad = RuleStatus(hunting, host: host, evidence: RuleStatus.Evidence(loaded: Array(rules.dropFirst())))
        #expect(bad.entries.first?.state == .missing)
    }

    @Test func `tells rules that watch nothing`() throws {
        let rules = plan.applicable.map(\.rule)
        let name = try #require(AuditRule.of("-w /etc/docker -p wa -k dkr-cfg"))  // loaded while it was not there
        let nameWatch = try entry(status([name]), Self.folderRule)
        #expect(nameWatch.state == .dead)
        #expect(nameWatch.why.contains("bare name"))
        try host.remove("usr/bin/ctr")
        try host.link("usr/bin/ctr", to: "docker")
        #expect(try entry(status(rules), "-w /usr/bin/ctr -p x -k dkr-cli").why.contains("is a link"))
        try host.remove("var/lib/docker/swarm")
        #expect(try entry(status(rules), "-w /var/lib/docker/swarm -p wa -k dkr-tls").state == .dead)
    }

    @Test func `tells an earlier rule that takes the key`() throws {
        let first = try #require(AuditRule.of("-w /etc -p wa -k theirs", directories: ["/etc"]))
        let status = status([first] + plan.applicable.map(\.rule))
        #expect(!status.hasDrift)
        #expect(try entry(status, Self.folderRule).why.contains("another key: -w /etc -p wa -k theirs"))
        #expect(try entry(status, "-w /etc -p wa -k theirs").state == .foreign)
    }

    @Test func `judges the benchmark's recommendations by what is recorded`() throws {
        let none = status(listing: "-w /usr/bin/containerd-shim-runc-v2 -p wa\n-w /etc/docker/daemon.json -p wa")
        func verdict(_ status: RuleStatus, _ id: String) -> RuleStatus.Coverage.Verdict? {
            status.cis.first { $0.name == id }?.verdict
        }
        // What docker-bench's search for a text takes for a pass.
        #expect(verdict(none, "1.1.14") == .not)
        #expect(verdict(none, "1.1.6") == .partly)
        #expect(verdict(none, "1.1.11") == .covered)
        let all = status(plan.applicable.map(\.rule))
        for id in ["1.1.3", "1.1.6", "1.1.7", "1.1.9", "1.1.10", "1.1.11", "1.1.14", "1.1.17", "1.1.18"] {
            #expect(verdict(all, id) == .covered, "\(id)")
        }
        #expect(verdict(all, "1.1.5") == .partly)
        #expect(verdict(all, "1.1.13") == .notApplicable)
        #expect(all.cis.count == 16)
    }

    @Test func `compares with the disk`() throws {
        try host.folder.write(
            RulesFileText.text(for: plan, setsBacklog: true),
            to: "etc/audit/rules.d/70-docktrail.rules"
        )
        func status(_ loaded: [AuditRule]?) -> RuleStatus {
            let directory = RulesDirectory(files: files, parser: .forHost(files))
            return RuleStatus(
                plan,
                host: DockerHost(files: files),
                evidence: RuleStatus.Evidence(directory: directory, loaded: loaded)
            )
        }
        #expect(!status(nil).hasDrift)
        #expect(status(nil).notes.contains { $0.contains("the kernel was not asked") })
        #expect(status([]).entries.first?.isOnDisk == true)
        #expect(status([]).entries.first?.isInKernel == false)
        // A path that came later is wanted now, and neither on disk nor loaded.
        try host.folder.makeFolder("etc/containerd")
        let now = RulePlan(RulePlanOptions(), host: DockerHost(files: files))
        let directory = RulesDirectory(files: files, parser: .forHost(files))
        let later = RuleStatus(
            now,
            host: DockerHost(files: files),
            evidence: RuleStatus.Evidence(directory: directory, loaded: plan.applicable.map(\.rule))
        )
        #expect(later.drift.contains { $0.contains("lacks 1 of the rules") })
    }
}

extension String {
    fileprivate func replacing(_ text: String, with other: String) -> String {
        split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
    }
}
