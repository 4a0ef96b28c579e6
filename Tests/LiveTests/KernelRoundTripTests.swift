import AuditRules
import Foundation
import SystemPackage
import Testing
import TestSupport

/// Everything that touches the kernel's rules, one test after the other.
@Suite(
    .serialized,
    .enabled(if: LiveKernel.isUsable, "needs root and an audit system that nobody else uses: see LIVE TESTS SKIPPED")
)
struct `On a real kernel` {}

extension `On a real kernel` {
    @Suite struct `a rule` {
        static let folder = "/usr/share/doc/auditd/examples/rules"

        /// Lines that auditctl takes in a rules file: Debian's samples, the manual's examples, and each kind of field.
        static let lines: [String] = {
            var lines = manualExamples + everyField
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
            where name.hasSuffix(".rules") {
                let text = (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
                lines += text.split(separator: "\n")
                    .map { line in
                        // Some samples stand behind a comment sign, ready to be used.
                        String(line.hasPrefix("#-a") ? line.dropFirst() : line)
                    }
            }
            return lines.filter { $0.hasPrefix("-a") || $0.hasPrefix("-A") || $0.hasPrefix("-w") }
        }()

        static let manualExamples = [
            "-a always,exit -F arch=b64 -S openat -F success=0",
            "-a always,exit -S openat -S truncate -F dir=/etc -F success=0",
            "-a always,exit -S all -F pid=1005", "-a always,exit -S all -F exe=/usr/bin/ls",
            "-a always,exit -S openat -F auid=510", "-a always,exit -S openat -F success=0",
            "-w /etc/shadow -p wa", "-a always,exit -F path=/etc/shadow -F perm=wa", "-w /etc/ -p wa",
            "-a always,exit -F dir=/etc/ -F perm=wa", "-a always,exit -F dir=/home/ -F uid=0 -C auid!=obj_uid",
            "-a always,exit -F arch=b64 -S open -S openat -S openat2 -F exit=-EPERM -k access",
            "-w /etc/passwd", "-w /etc/passwd -p rwxa -k one -k two", "-wa /nothing", "-w /no/such/folder -p wa",
        ]

        static let everyField = [
            "-a never,task", "-a never,exit -F arch=b64 -S adjtimex -F auid=unset -F uid=0",
            "-a always,exclude -F msgtype=CWD", "-a always,exclude -F msgtype>=1300 -F msgtype<=1400",
            "-a never,user -F uid=0", "-a always,user -F msgtype=USER_LOGIN", "-a never,filesystem -F fstype=debugfs",
            "-a never,filesystem -F fstype!=0x64626720", "-a exit,always -F path=/etc/group -F perm=war -k docker",
            "-A always,exit -F arch=b32 -S connect -S socketcall -F path=/etc/group -F key=use",
            "-a always,exit -F arch=b64 -S all -F path=/etc/group -F perm=wa -F key=K",
            "-a always,exit -S connect -F a0&0x7C020000", "-a always,exit -S clone -F a1&=3 -F a2>7 -F a3!=-1",
            "-a always,exit -F arch=b64 -S open -F exit=-13 -F exit!=2 -F exit>=-4095",
            "-a always,exit -S open -F auid>=1000 -F auid!=-1 -F auid!=4294967295 -F sessionid=3",
            "-a always,exit -S open -F euid=0 -F suid=1 -F fsuid=2 -F gid=3 -F egid=4 -F sgid=5 -F fsgid=6",
            "-a always,exit -S open -F obj_uid=0 -F obj_gid=root -F uid=daemon",
            "-a always,exit -S open -F devmajor=8 -F devminor=1 -F inode=4294967295 -F filetype=file",
            "-a always,exit -S all -F ppid=1 -F pers=0", "-a always,exit -S 42 -F saddr_fam=2",
            "-a always,exit -F exe!=/usr/bin/ls -S open", "-a always,exit -F arch!=b32 -S open",
            "-a always,exit -F arch=x86_64 -S open,openat", "-a always,exit -F arch=0xC000003E -S open",
            "-a always,exit -S open -C uid!=euid -C gid=egid -C euid!=fsuid -C sgid=fsgid -C obj_uid=uid",
            "-w /etc/a\\ b -p wa -k with\\ blank", "-w /etc/back\\\\slash -p x", "-w /etc/*.conf -p wa",
            "-w /etc/../etc/passwd -p r", "-a always,exit -F perm=wa -F path=/etc/group",
            "-a always,exit -F path=/etc/group -p wa -k later", "-a always,exit -F dir=/etc/ -F perm=x -F auid=0",
            "-a always,exit -S nosuchcall", "-a always,exit -F nosuchfield=1", "-a always,exit -F arch=b65 -S open",
            "-a always,exit -S open -F arch=b64", "-a always,never -S open",
            "-a always,exit -S open -F auid=nosuchuser",
            "-a always,exit -F path=relative -F perm=wa", "-w relative -p wa", "-w /etc/group -p waq",
            "-a always,exit -F key=early -S open", "-a always,task -S open", "-a always,exit -S open extra",
            "-a always,exit -S open -F perm!=w", "-a always,exit -S open -F inode>4",
            "-a always,exit -S open -F exit=EWHAT",
            "-a always,exit -F path=/etc/group -F perm=wa -k " + String(repeating: "k", count: 257),
            "-a always,exit -F path=/etc/group -F perm=wa -k " + String(repeating: "k", count: 256),
            "-a always,exit -S open -F auid<5 -F auid<=5 -F auid>5", "-a always,exit -F exe=/usr/bin/ls -F key=run",
            "-a never,exit -F dir=/etc -F perm=wa", "-a always,exit", "-a never,exclude -F auid=0 -F subj_type=init_t",
        ]

        private static func parser() -> RuleParser {
            RuleParser(
                isDirectory: { HostFiles().resolvedKind(of: String(decoding: $0, as: UTF8.self)) == .directory },
                user: { ["root": 0, "daemon": 1][$0] },
                group: { ["root": 0, "daemon": 1][$0] }
            )
        }

        @Test func `is read, sent, read back and listed as auditctl does`() throws {
            let lines = Self.lines
            #expect(lines.count > 80)
            let folder = try TemporaryFolder()
            let file = try folder.write("-i\n" + lines.joined(separator: "\n") + "\n", to: "all.rules")
            let (theirs, theirRules) = try LiveKernel.withRules { kernel in
                _ = try ExternalTool.run("auditctl", ["-R", file])
                return (try LiveKernel.listing(), try kernel.rules())
            }
            var sent: [AuditRule] = []
            let (ours, ourRules) = try LiveKernel.withRules { kernel in
                for line in lines {
                    guard let statement = try? Self.parser().statement(Array(line.utf8)) else { continue }
                    do {
                        switch statement {
                        case .append(let rule):
                            try kernel.add(rule)
                            sent.append(rule)
                        case .prepend(let rule):
                            try kernel.prepend(rule)
                            sent.insert(rule, at: 0)
                        case .delete, .control: Issue.record("\(line) is no rule to add")
                        }
                    } catch {}  // the kernel refuses what is loaded already and what it does not know
                }
                return (try LiveKernel.listing(), try kernel.rules())
            }
            #expect(ours == theirs)
            #expect(ourRules == theirRules)
            #expect(Set(ourRules) == Set(sent))
            #expect(ourRules.count == theirs.count)
            for (rule, theirs) in zip(ourRules, theirs) { try compare(rule, theirs) }
        }

        /// Compares our words for a rule with auditctl's, and each with what it is read as.
        private func compare(_ rule: AuditRule, _ theirs: String) throws {
            let listed = String(decoding: rule.listed(), as: UTF8.self)
            // Where auditctl slips, we do not: it forgets the ! of exe!=, runs -p and -w together, and lists an exception
            // as if it were a watch.
            let isException = rule.action == .never && theirs.hasPrefix("-w")
            let isSlip = theirs.hasPrefix(" -p ") || listed.contains("exe!=") || isException
            #expect(listed == theirs || isSlip)
            #expect(try Self.parser().statement(rule.line())?.added == rule, "\(listed)")
            // A listing says less than the rule where calls have no arch, or texts have blanks.
            guard !isSlip || theirs.hasPrefix(" -p "), !listed.contains("\\"),
                rule.fields.allSatisfy(Self.isListedWhole)
            else { return }
            let read = RuleFile(listing: Array(theirs.utf8), parser: Self.parser())
            let meaning = read.rules.first.map { RuleMeaning($0) }
            #expect(meaning?.isSame(as: RuleMeaning(rule)) == true, "\(listed): \(read.errors)")
        }

        private static func isListedWhole(_ field: AuditRule.Field) -> Bool {
            switch field.value {
            case .number: field.code != .fileType  // listed as a number that auditctl itself does not read
            case .text(let text): !text.contains(UInt8(ascii: " "))
            }
        }

        @Test func `is refused when an equal one is loaded, and removed once`() throws {
            try LiveKernel.withRules { kernel in
                let rule = AuditRule(
                    watch: Array("/etc/group".utf8),
                    isDirectory: false,
                    permissions: [.write, .attributes],
                    keys: [Array("dkr-test".utf8)]
                )
                try kernel.add(rule)
                #expect(throws: KernelAuditError(.exists, errno: EEXIST)) { try kernel.add(rule) }
                #expect(try kernel.rules() == [rule])
                try kernel.delete(rule)
                #expect(throws: KernelAuditError(.absent, errno: ENOENT)) { try kernel.delete(rule) }
                #expect(try kernel.rules().isEmpty)
            }
        }

        @Test func `for io_uring is sent though libaudit has no name for its list`() throws {
            try LiveKernel.withRules { kernel in
                let line = "-a always,io_uring -S openat,unlinkat -F key=dkr-test"
                let rule = try #require(try RuleParser().statement(Array(line.utf8))?.added)
                try kernel.add(rule)
                #expect(try kernel.rules() == [rule])
                #expect(String(decoding: rule.listed(), as: UTF8.self) == line)
            }
        }

        @Test func `below a missing directory is refused with that reason`() throws {
            try LiveKernel.withRules { kernel in
                let rule = AuditRule(
                    watch: Array("/no/such/folder/file".utf8),
                    isDirectory: false,
                    permissions: .write,
                    keys: []
                )
                #expect(throws: KernelAuditError(.pathMissing, errno: ENOENT)) { try kernel.add(rule) }
            }
        }
    }
}

extension `On a real kernel` {
    @Suite struct `the rules on disk` {
        /// augenrules knows one place only, so that the folder is mounted there for its process.
        @Test func `are merged as augenrules itself merges them`() throws {
            let host = try FixtureHost()
            let files = [
                "10-a.rules": "-D\n-b 100\n# comment\n\n  # indented\n-w /etc/group -p wa\n-e 2\n",
                "9-b.rules": "-w /etc/passwd -p wa\n-f 1\n-b 200\n-e 1\n -e 0\n-D -k x\n-c\n",
                "70-c.rules": "--backlog_wait_time 5\n-w /etc/shadow -p wa",
                "8x.rules": "-w /one -p r\n", "a10.rules": "-i\n-w /two -p r\n", "a9.rules": "-w /three -p r\n-D\n",
                "notes.txt": "-w /never -p r\n",
            ]
            for (name, text) in files { try host.folder.write(text, to: "etc/audit/rules.d/\(name)") }
            let script = "mount --bind \(host.path)/etc/audit /etc/audit && exec augenrules"
            let result = try ExternalTool.run("unshare", ["--mount", "/bin/sh", "-c", script])
            #expect(result.status == 0, "\(result.errorText)")
            let made = try #require(host.text(of: "etc/audit/audit.rules"))
            let hostFiles = HostFiles(root: FilePath(host.path))
            let directory = RulesDirectory(files: hostFiles, parser: .forHost(hostFiles))
            #expect(
                directory.merged
                    == made.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast()
                    .map { String($0) }
            )
            #expect(directory.handmadeLines.isEmpty)
            #expect(directory.pendingLines.isEmpty)
        }
    }
}
