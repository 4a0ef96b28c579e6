import AuditRules
import SystemPackage
import Testing
import TestSupport

@Suite struct `The rules on disk` {
    private func directory(_ host: FixtureHost) -> RulesDirectory {
        let files = HostFiles(root: FilePath(host.path))
        return RulesDirectory(files: files, parser: .forHost(files))
    }

    @Test func `are merged as augenrules merges them`() throws {
        let host = try FixtureHost()
        try host.folder.write(
            "-D\n-b 100\n# comment\n\n-w /etc/group -p wa\n-e 2\n",
            to: "etc/audit/rules.d/10-a.rules"
        )
        try host.folder.write("-w /etc/passwd -p wa\n-f 1\n-b 200\n-e 1\n -e 2\n", to: "etc/audit/rules.d/9-b.rules")
        try host.folder.write("-w /etc/never -p wa\n", to: "etc/audit/rules.d/notes.txt")
        #expect(
            directory(host).merged == [
                "-D", "-b 100", "-f 1", "-w /etc/passwd -p wa", " -e 2", "-w /etc/group -p wa", "-e 2",
            ]
        )
        #expect(directory(host).sources.map(\.name) == ["9-b.rules", "10-a.rules"])
    }

    @Test func `glue two files together where the first ends without a newline`() throws {
        let host = try FixtureHost()
        try host.folder.write("-w /etc/group -p wa", to: "etc/audit/rules.d/1.rules")
        try host.folder.write("-w /etc/passwd -p wa\n", to: "etc/audit/rules.d/2.rules")
        #expect(directory(host).merged.contains("-w /etc/group -p wa-w /etc/passwd -p wa"))
    }

    @Test func `tell what stands in audit.rules alone, and what it lacks`() throws {
        let host = try FixtureHost()
        try host.folder.write("-w /etc/group -p wa\n", to: "etc/audit/rules.d/1.rules")
        try host.folder.write("## generated\n-w /etc/docker -p wa\n", to: "etc/audit/audit.rules")
        #expect(directory(host).handmadeLines == ["-w /etc/docker -p wa"])
        #expect(directory(host).pendingLines == ["-w /etc/group -p wa"])
    }

    @Test func `are read past a line that is none`() throws {
        let host = try FixtureHost()
        try host.folder.write("-w /etc/group -p wa\n-w etc\n-w /etc/shadow -p r\n", to: "etc/audit/rules.d/1.rules")
        let content = try #require(directory(host).sources.first?.content)
        #expect(content.rules.count == 2)
        #expect(content.errors.map(\.line) == [2])
        #expect("\(content.errors)".contains("does not begin with /"))
    }

    @Test func `are brought along as rules/audit has them`() throws {
        let script = "\(#filePath)".split(separator: "/").dropLast(3).joined(separator: "/")
        let result = try Command("/\(script)/scripts/embed-rules", ["--check"]).run()
        #expect(result.status == 0, "\(result.errorText)")
    }
}
