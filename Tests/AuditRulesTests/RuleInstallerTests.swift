import AuditRules
import Foundation
import SystemPackage
import Testing
import TestSupport

@Suite struct `An installation` {
    private let host: FixtureHost
    private let files: HostFiles

    init() throws {
        host = try FixtureHost.docker()
        files = HostFiles(root: FilePath(host.path))
    }

    private func plan(_ options: RulePlanOptions = RulePlanOptions()) -> RulePlan {
        RulePlan(options, host: DockerHost(files: files))
    }

    private func installer(_ kernel: FakeKernelAudit?, _ options: RulePlanOptions = RulePlanOptions()) -> RuleInstaller
    {
        RuleInstaller(plan(options), host: DockerHost(files: files), kernel: kernel)
    }

    private var ownFile: String { host.folder.path(of: "etc/audit/rules.d/70-docktrail.rules") }
    private static let ownName = "etc/audit/rules.d/70-docktrail.rules"

    @Test func `loads all rules and writes a file for root and its group`() throws {
        let kernel = FakeKernelAudit()
        let outcome = try installer(kernel).install(map: nil)
        #expect(kernel.loaded == plan().applicable.map(\.rule))
        #expect(outcome.added.count == kernel.loaded.count)
        let attributes = try FileManager.default.attributesOfItem(atPath: ownFile)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
        #expect(try installer(kernel).install(map: nil).isEmpty)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: host.folder.path(of: "etc/audit/rules.d"))
                == ["70-docktrail.rules"]
        )
    }

    @Test func `only writes the file where the rules are locked until the next boot`() throws {
        let theirs = try #require(AuditRule.of("-w /etc/shadow -p wa -k theirs"))
        let kernel = FakeKernelAudit([theirs], enabled: 2)
        let outcome = try installer(kernel).install(map: nil)
        #expect(outcome.isLocked)
        #expect(outcome.changedFile)
        #expect(outcome.added.isEmpty && outcome.failed.isEmpty)
        #expect(kernel.loaded == [theirs])
        #expect(host.text(of: Self.ownName)?.contains("-w /etc/docker -p wa -k dkr-cfg") == true)
        let removal = try installer(kernel).remove()
        #expect(removal.isLocked)
        #expect(kernel.loaded == [theirs])
        #expect(host.text(of: Self.ownName) == nil)
    }

    @Test func `is refused while auditing is off, and without rules.d`() throws {
        #expect(throws: RuleInstaller.Refusal.disabled) {
            try installer(FakeKernelAudit(enabled: 0)).install(map: nil)
        }
        #expect(host.text(of: Self.ownName) == nil)
        try host.remove("etc/audit/rules.d")
        #expect(throws: RuleInstaller.Refusal.noDirectory) { try installer(FakeKernelAudit()).install(map: nil) }
    }

    @Test func `goes on after a rule that the kernel refuses, and tells it`() throws {
        let kernel = FakeKernelAudit()
        kernel.missing = [Array("/etc/docker".utf8)]
        let outcome = try installer(kernel).install(map: nil)
        #expect(outcome.failed.map(\.rule.text) == ["-w /etc/docker -p wa -k dkr-cfg"])
        #expect(outcome.added.count == plan().applicable.count - 1)
    }

    @Test func `of another choice removes what it no longer wants, and nothing of others`() throws {
        let kernel = FakeKernelAudit()
        let theirs = try #require(AuditRule.of("-w /usr/bin/ctr -p x -k dkr-cli"))  // the same as one of ours
        try host.folder.write("-w /usr/bin/ctr -p x -k dkr-cli\n", to: "etc/audit/rules.d/50-theirs.rules")
        kernel.loaded = [theirs]
        _ = try installer(kernel).install(map: nil)
        #expect(kernel.loaded.filter { $0 == theirs }.count == 1)
        _ = try installer(kernel, RulePlanOptions(profile: .seed)).install(map: nil)
        #expect(Set(kernel.loaded) == Set(plan(RulePlanOptions(profile: .seed)).applicable.map(\.rule) + [theirs]))
        _ = try installer(kernel).remove()
        #expect(kernel.loaded == [theirs])
    }

    @Test func `leaves a rule alone that somebody had loaded by hand`() throws {
        try host.folder.write("boot-1\n", to: "proc/sys/kernel/random/boot_id")
        let byHand = try #require(AuditRule.of("-w /usr/bin/docker -p wa -k dkr-bin"))
        let kernel = FakeKernelAudit([byHand])
        _ = try installer(kernel).install(map: nil)
        _ = try installer(kernel).install(map: nil)
        _ = try installer(kernel).remove()
        #expect(kernel.loaded == [byHand])
    }

    @Test func `puts a missing rule back before those it must be asked before`() throws {
        let kernel = FakeKernelAudit()
        _ = try installer(kernel).install(map: nil)
        let file = try #require(AuditRule.of("-w /etc/docker/daemon.json -p wa -k other"))
        var options = RulePlanOptions()
        options.watches = ["/etc/docker/daemon.json"]
        let outcome = try installer(kernel, options).install(map: nil)
        #expect(file.path == outcome.added.first?.path)
        let site = try #require(kernel.loaded.firstIndex { $0.keys == [Array("dkr-site".utf8)] })
        let folder = try #require(kernel.loaded.firstIndex { $0.text == "-w /etc/docker -p wa -k dkr-cfg" })
        #expect(site < folder)
        #expect(outcome.renewed.map(\.text).contains("-w /etc/docker -p wa -k dkr-cfg"))
    }

    @Test func `that is not confirmed leaves everything as it was`() throws {
        let kernel = FakeKernelAudit()
        _ = try installer(kernel, RulePlanOptions(profile: .seed)).install(map: nil)
        let before = (Set(kernel.loaded), host.text(of: Self.ownName))
        let outcome = try installer(kernel).install(map: nil, confirm: { false })
        #expect(outcome.isEmpty)
        #expect(Set(kernel.loaded) == before.0)
        #expect(host.text(of: Self.ownName) == before.1)
    }

    @Test func `keeps the whole data root back while containers run`() throws {
        try host.folder.makeFolder("run/containerd/io.containerd.runtime.v2.task/moby/0123abcd")
        let kernel = FakeKernelAudit()
        let options = RulePlanOptions(profile: .seed)
        let outcome = try installer(kernel, options).install(map: nil)
        #expect(outcome.postponed.map(\.text) == ["-w /var/lib/docker -p wa -k dkr-state"])
        #expect(host.text(of: Self.ownName)?.contains("-w /var/lib/docker -p wa") == true)
        #expect(try installer(kernel, options).install(map: nil, loadsFloods: true).added.count == 1)
    }

    @Test(arguments: stride(from: 0, to: 60, by: 4).map { $0 })
    func `stopped after any change is completed by the next`(changes: Int) throws {
        let kernel = FakeKernelAudit()
        _ = try installer(kernel, RulePlanOptions(profile: .seed)).install(map: nil)
        let old = host.text(of: Self.ownName)
        kernel.changesLeft = changes
        // The confirmation stands where a kill could: the kernel has changed and the file has not. A killed run undoes
        // nothing and leaves the new file beside the old one.
        let staged = host.folder.path(of: "etc/audit/rules.d/.70-docktrail.rules.new")
        let kept = host.folder.path(of: "tmp/kept")
        _ = try? installer(kernel)
            .install(
                map: nil,
                confirm: {
                    kernel.changesLeft = 0
                    try? FileManager.default.copyItem(atPath: staged, toPath: kept)
                    return false
                }
            )
        try FileManager.default.moveItem(atPath: kept, toPath: staged)
        #expect(host.text(of: Self.ownName) == old)
        kernel.changesLeft = .max
        _ = try installer(kernel).install(map: nil)
        #expect(Set(kernel.loaded) == Set(plan().applicable.map(\.rule)))
        #expect(kernel.loaded.count == plan().applicable.count)
        #expect(try installer(kernel).install(map: nil).isEmpty)
        _ = try installer(kernel).remove()
        #expect(kernel.loaded.isEmpty)
    }

    @Test func `keeps a map of which file was which`() throws {
        let map = HostMap(of: [FilePath("/etc/docker"), FilePath("/usr/sbin/runc")], on: files)
        let paths = map.files.map(\.path)
        #expect(paths.contains("/etc/docker/daemon.json"))
        #expect(paths.contains("/usr/sbin/runc"))
        #expect(paths.contains("/usr"))
        #expect(!map.isCut)
        #expect(HostMap(json: try map.json()) == map)
        #expect(HostMap(json: Array("{}".utf8)) == nil)
        let entry = try #require(map.files.first { $0.path == "/usr/sbin/runc" })
        #expect(entry.inode == files.entry("/usr/sbin/runc")?.inode)
        #expect(entry.dev.contains(":"))
    }
}
