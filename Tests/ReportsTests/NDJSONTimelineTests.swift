import AuditRecords
import DockerActivity
import Foundation
import Reports
import Testing

@Suite struct `A timeline in NDJSON` {
    private func lines(_ sample: SampleBatch) -> [Substring] {
        sample.rendered(by: NDJSONTimeline(context: SampleBatch.context)).split(separator: "\n")
    }

    private func object(_ line: Substring) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
        return try #require(value as? [String: Any])
    }

    @Test func `has the contract's fields in their order`() {
        let expected = """
            {"kind":"activity","time":"2026-11-20T21:12:18.703Z","serial":44595,"node":null,\
            "action":"create","outcome":"success","errno":null,\
            "file":{"path":"/etc/docker/x","recorded":"x","from":null,"class":"daemon-config","resolvedBy":"cwd",\
            "route":"plain","device":"fe:00","inode":983938,"mode":"0644","newMode":"0666","owner":"root","group":"root"},\
            "group":null,"audit":null,\
            "subject":{"login":"alice","auid":1001,"session":231,"source":"127.0.0.1","user":"root","uid":0,\
            "effectiveUser":"root","euid":0,"pid":18768,"ppid":18767,"exe":"/usr/bin/dash","comm":"sh",\
            "command":"sh -c cd /etc/docker && echo {} > x && mv x daemon.json","tty":"pts0","kind":"person"},\
            "container":null,\
            "keys":["docker"],"syscall":"openat","arch":"x86_64",\
            "disposition":"suspicious","findings":[],"redacted":0,\
            "evidence":{"source":"audit.log.1.gz","line":1201,"count":1}}

            """
        #expect(SampleBatch.contractExample.rendered(by: NDJSONTimeline(context: SampleBatch.context)) == expected)
    }

    @Test func `has no header`() {
        var renderer = NDJSONTimeline(context: SampleBatch.context)
        #expect(output { renderer.appendHeader(to: &$0) }.isEmpty)
    }

    @Test func `names users by what knows them best`() throws {
        var sample = SampleBatch()
        sample.add(.create) {
            $0.file = FileFacts()
            $0.file?.ownerID = 1234
            $0.file?.groupID = 105
            $0.subject.loginID = SubjectFacts.unset
            $0.subject.login = $1.store("unset")
            $0.subject.userID = 1002
            $0.subject.effectiveUserID = 1234
            $0.subject.effectiveUser = $1.store("unknown(1234)")
        }
        sample.add(.create) {
            $0.file = FileFacts()
            $0.file?.groupID = 4242
            $0.subject.loginID = nil
            $0.subject.login = ByteRange()
            $0.subject.userID = 0
            $0.subject.user = $1.store("toor")
            $0.subject.effectiveUserID = nil
        }
        let objects = try lines(sample).map(object)
        let first = try #require(objects[0]["subject"] as? [String: Any])
        #expect(first["login"] as? String == "unset")
        #expect(first["auid"] as? UInt32 == 4_294_967_295)
        #expect(first["user"] as? String == "bob")
        #expect(first["effectiveUser"] as? String == "uid:1234")
        let file = try #require(objects[0]["file"] as? [String: Any])
        #expect(file["owner"] as? String == "uid:1234")
        #expect(file["group"] as? String == "docker")
        let second = try #require(objects[1]["subject"] as? [String: Any])
        #expect(second["login"] is NSNull)
        #expect(second["auid"] is NSNull)
        #expect(second["user"] as? String == "toor")
        #expect(second["effectiveUser"] is NSNull)
        #expect((objects[1]["file"] as? [String: Any])?["group"] as? String == "gid:4242")
    }

    @Test func `keeps numbers that have no name`() throws {
        var sample = SampleBatch()
        sample.add(.create) { activity, _ in
            activity.errorNumber = 13
            activity.systemCall = .init(number: 452, architecture: 0xc000_003e)
        }
        sample.add(.create) { activity, _ in
            activity.errorNumber = 999
            activity.systemCall = .init(number: 5, architecture: 0x4000_0003)
        }
        let objects = try lines(sample).map(object)
        #expect(objects.map { $0["errno"] as? String } == ["EACCES", "999"])
        #expect(objects.map { $0["syscall"] as? String } == ["452", "5"])
        #expect(objects.map { $0["arch"] as? String } == ["x86_64", "40000003"])
    }

    @Test func `lists the keys of a rule`() throws {
        var sample = SampleBatch()
        let cases: [[UInt8]] = [
            [], Array("docker".utf8), Array("docker".utf8) + [1] + Array("detail".utf8), [1, 0x61, 1, 1, 0x62, 1],
        ]
        for keys in cases { sample.add(.create) { $0.keys = $1.store(keys) } }
        let lists = try lines(sample).map { try object($0)["keys"] as? [String] }
        #expect(lists == [[], ["docker"], ["docker", "detail"], ["a", "b"]])
    }

    @Test func `tells of groups and audit settings`() throws {
        var sample = SampleBatch()
        sample.add(.groupAddMember) {
            var group = GroupFacts()
            group.member = $1.store("mallory")
            group.resolvedBy = .fileEdit
            $0.group = group
        }
        sample.add(.auditDisable) {
            var audit = AuditFacts()
            audit.operation = $1.store("set")
            audit.setting = $1.store("audit_enabled")
            audit.old = 1
            audit.new = -1
            $0.audit = audit
        }
        let text = lines(sample)
        #expect(
            text[0]
                .contains(
                    #""file":null,"group":{"name":null,"member":"mallory","resolvedBy":"file-edit"},"audit":null"#
                )
        )
        #expect(
            text[1]
                .contains(
                    #""group":null,"audit":{"operation":"set","key":null,"path":null,"old":1,"new":-1,"setting":"audit_enabled"}"#
                )
        )
    }

    @Test func `says null for a source that is not in the list`() throws {
        var sample = SampleBatch()
        for source: UInt32 in [1, 2, .max] {
            sample.add(.create) { activity, _ in activity.evidence = .init(source: source, line: .max) }
        }
        let evidence = try lines(sample).map { try #require(try object($0)["evidence"] as? [String: Any]) }
        #expect(evidence[0]["source"] as? String == "odd\u{1b}[2J\"name\".log")
        #expect(evidence[1]["source"] is NSNull)
        #expect(evidence[2]["source"] is NSNull)
        #expect(evidence[0]["line"] as? UInt64 == .max)
    }

    @Test func `is valid JSON on one line, whatever the names`() throws {
        var random = SeededBytes(seed: 7)
        var sample = SampleBatch()
        for _ in 0..<400 {
            let texts = (0..<6).map { _ in random.hostileText(upTo: 30) }
            sample.add(.rename) { activity, sample in
                activity.node = sample.store(texts[0])
                activity.file = FileFacts()
                activity.file?.path = sample.store(texts[1])
                activity.file?.from = sample.store(texts[2])
                activity.subject.login = sample.store(texts[3])
                activity.subject.command = sample.store(texts[4])
                activity.keys = sample.store(texts[5])
            }
        }
        let lines = lines(sample)
        #expect(lines.count == 400)
        for line in lines { #expect(try object(line).count == 19) }
    }

    @Test func `survives ranges that point nowhere`() throws {
        var sample = SampleBatch()
        sample.add(.create) { activity, _ in
            activity.file = FileFacts()
            activity.file?.path = ByteRange(start: 4_000_000_000, end: 4_000_000_100)
            activity.file?.recorded = ByteRange(start: 9, end: 3)
            activity.keys = ByteRange(start: 0, end: 4_000_000_000)
        }
        let file = try #require(try object(lines(sample)[0])["file"] as? [String: Any])
        #expect(file["path"] is NSNull)
        #expect(file["recorded"] is NSNull)
    }
}
