import Testing
import TestSupport

@Suite struct `Activities that wait for later events` {
    /// Openings of files that nothing names, by a process of which nothing is known.
    private func log(_ count: Int) -> String {
        var log = ""
        for number in 0..<count {
            let stamp = "msg=audit(1795000000.\(100 + number % 900):\(1000 + number)):"
            log += "type=SYSCALL \(stamp) arch=c000003e syscall=257 success=yes exit=3 a0=5 a1=0 a2=241 a3=1b6 items=1 "
            log +=
                "ppid=700 pid=701 auid=4294967295 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=(none) "
            log += "ses=4294967295 comm=\"x\" exe=\"/x\" key=\"docker\"\n"
            log += "type=PATH \(stamp) item=0 name=\"f\" inode=\(5000 + number) dev=fe:00 mode=0100644 ouid=0 ogid=0 "
            log += "rdev=00:00 nametype=NORMAL cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0\n"
        }
        return log
    }

    @Test func `are said to be too many where they are`() throws {
        let folder = try TemporaryFolder()
        let few = try folder.write(log(100), to: "few/audit.log")
        let many = try folder.write(log(32_768 + 7), to: "many/audit.log")
        for command in [["report", "--format", "json"], ["timeline", "--format", "csv"]] {
            let quiet = try Program.run(command + [few])
            #expect(!(quiet.text + quiet.errorText).contains("only later events may name"))
            let loud = try Program.run(command + [many])
            #expect(loud.status == 0, "\(loud.errorText)")
            #expect((loud.text + loud.errorText).contains("7 activities on files that only later events may name"))
        }
    }
}
