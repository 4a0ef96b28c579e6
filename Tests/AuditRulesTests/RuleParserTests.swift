import AuditRules
import Testing

@Suite struct `A line of a rules file` {
    private func rule(_ line: String) throws -> AuditRule? {
        try RuleParser(isDirectory: { $0 == Array("/etc/docker".utf8) }).statement(Array(line.utf8))?.added
    }

    struct Example: CustomTestStringConvertible, Sendable {
        let line: String
        let listed: String
        var testDescription: String { line }
    }

    @Test(arguments: [
        Example(line: "-w /etc/docker/ -p wa -k docker", listed: "-w /etc/docker -p wa -k docker"),
        Example(line: "-w /etc/docker", listed: "-w /etc/docker -p rwxa"),
        Example(line: "-w /etc/docker -p aw -k a -k b", listed: "-w /etc/docker -p wa -k a -k b"),
        Example(line: "-a always,exit -F path=/a -F perm=wa -F key=K", listed: "-w /a -p wa -k K"),
        Example(
            line: "-a exit,always -F path=/run/containerd -F perm=war -k docker",
            listed: "-w /run/containerd -p rwa -k docker"
        ),
        Example(
            line: "-a always,exit -F arch=b64 -F path=/a -F perm=wa -F key=K",
            listed: "-a always,exit -F arch=b64 -S all -F path=/a -F perm=wa -F key=K"
        ),
        Example(line: "-a always,exit -S open -F auid!=unset", listed: "-a always,exit -S open -F auid!=-1"),
        Example(
            line: "-a always,exit -F arch=b64 -S chmod,fchmodat,fchmod -k p",
            listed: "-a always,exit -F arch=b64 -S chmod,fchmod,fchmodat -F key=p"
        ),
        Example(line: "-a never,task", listed: "-a never,task"),
    ])
    func `is listed as auditctl lists it`(example: Example) throws {
        #expect(String(decoding: try rule(example.line)?.listed(machine: .x86) ?? [], as: UTF8.self) == example.listed)
    }

    @Test(arguments: ["", "   ", "# a comment", "  # another"])
    func `may say nothing`(line: String) throws {
        #expect(try RuleParser().statement(Array(line.utf8)) == nil)
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let line: String
        let kind: RuleSyntaxError.Kind
        let reason: String
        var testDescription: String { line }
    }

    @Test(arguments: [
        Refusal(line: "-w / -p wa", kind: .path, reason: "root directory"),
        Refusal(line: "-w etc -p wa", kind: .path, reason: "does not begin with /"),
        Refusal(line: "-w", kind: .option, reason: "-w needs a value"),
        Refusal(line: "-w /a -p wq", kind: .value, reason: "“wq”"),
        Refusal(line: "-a always,exit -S nosuch", kind: .call, reason: "nosuch"),
        Refusal(line: "-a always,exit -S open -F arch=b64", kind: .field, reason: "before -S"),
        Refusal(line: "-a always -S open", kind: .list, reason: "“always”"),
        Refusal(line: "-a always,exit -F path=/x -F perm=x -k -F KEY", kind: .option, reason: "“KEY”"),
        Refusal(line: "-a always,exit -k early", kind: .key, reason: "before it"),
        Refusal(line: "-Z", kind: .option, reason: "-Z"),
        Refusal(line: "-l", kind: .option, reason: "sets no rule"),
        Refusal(line: "-b many", kind: .value, reason: "“many”"),
        Refusal(line: "-e 3", kind: .value, reason: "0 to 2"),
        Refusal(line: "\u{1b}[31m", kind: .option, reason: "without an option"),
    ])
    func `is refused with its reason`(example: Refusal) {
        let error = #expect(throws: RuleSyntaxError.self) { try RuleParser().statement(Array(example.line.utf8)) }
        #expect(error?.kind == example.kind)
        #expect(error?.reason.contains(example.reason) == true, "\(error?.reason ?? "")")
    }

    @Test func `may set something`() throws {
        let lines: [(String, RuleStatement.Control)] = [
            ("-D", .deleteAll(key: nil)), ("-D -k docker", .deleteAll(key: "docker")), ("-b 8192", .backlog(8192)),
            ("-f 1", .failure(1)), ("-e 2", .enabled(2)), ("-r 100", .rate(100)), ("-c", .carryOn),
            ("-i", .ignoreErrors),
            ("--backlog_wait_time 60000", .backlogWait(60000)), ("--backlog_wait_time=5", .backlogWait(5)),
            ("--loginuid-immutable", .lockLogins), ("--reset-lost", .other("--reset-lost")),
        ]
        for (line, control) in lines {
            #expect(try RuleParser().statement(Array(line.utf8)) == .control(control), "\(line)")
        }
    }

    @Test func `keeps a blank that is escaped`() throws {
        let rule = try #require(try rule("-w /etc/a\\ b -p wa -k one\\ key"))
        #expect(rule.path == Array("/etc/a b".utf8))
        #expect(rule.keys == [Array("one key".utf8)])
        #expect(String(decoding: rule.line(), as: UTF8.self) == "-w /etc/a\\ b -p wa -k one\\ key")
    }

    @Test func `does not know what it watches without the host`() throws {
        let watch = try #require(try RuleParser().statement(Array("-w /etc/docker -p wa".utf8))?.added)
        #expect(watch.hasUnknownKind)
    }
}
