import AuditEvents
import AuditRecords
import Testing

@Suite struct `An execution` {
    /// The command line of EXECVE records' bodies, and whether it is complete.
    private func execution(_ bodies: [String]) -> (command: String, isComplete: Bool) {
        var bytes: [UInt8] = []
        var ranges: [ByteRange] = []
        for body in bodies {
            ranges.append(ByteRange(start: bytes.count, end: bytes.count + body.utf8.count))
            bytes += Array(body.utf8)
        }
        var execution = Execution()
        for range in ranges { execution.add(bytes.span, body: range) }
        var output: [UInt8] = []
        execution.appendCommandLine(from: bytes.span, to: &output)
        return (String(decoding: output, as: UTF8.self), execution.isComplete)
    }

    struct Example: CustomTestStringConvertible, Sendable {
        let bodies: [String]
        let command: String
        let isComplete: Bool
        var testDescription: String { bodies.joined(separator: " | ") }

        init(_ bodies: String..., gives command: String, complete: Bool = true) {
            self.bodies = bodies
            self.command = command
            isComplete = complete
        }
    }

    @Test(arguments: [
        Example("argc=2 a0=\"docker\" a1=\"ps\"", gives: "docker ps"),
        Example("argc=2 a0=\"sh\" a1=6120620A", gives: "sh a b\n"),
        Example("argc=4 a0=\"usermod\" a1=\"-G\" a2=\"\" a3=\"bob\"", gives: "usermod -G  bob"),
        Example("argc=2 a0=\"(null)\" a1=\"10\"", gives: "(null) 10"),
        Example("argc=2 a0=\"x\" a1_len=8 a1[0]=6162", " a1[1]=6364", gives: "x abcd"),
        Example(" a1[1]=6364", "argc=2 a0=\"x\" a1_len=8 a1[0]=6162", gives: "x abcd"),
        Example("argc=2 a1[1]=6364 a1[0]=6162 a1_len=8 a0=\"x\"", gives: "x abcd"),
        Example("argc=2 a0=\"x\" a1_len=8 a1[0]=6162", gives: "x ab…", complete: false),
        Example("argc=2 a0=\"x\" a1_len=8 a1[1]=6364", gives: "x cd…", complete: false),
        Example("argc=3 a0=\"x\"", gives: "x …", complete: false),
        Example("argc=3 a0=\"x\" a2=\"z\"", gives: "x … z", complete: false),
        Example("argc=3 a2=\"z\"", gives: "… z", complete: false),
        Example("argc=1", gives: "…", complete: false),
        Example("a0=\"x\"", gives: "x", complete: false),
        Example("argc=1 a0=\"x\" a1=\"y\"", gives: "x y", complete: false),
        Example("argc=x a0=\"x\"", gives: "x", complete: false),
        Example("argc=1 a0=\"x\" arch=1 a=2 a0x=3 a[0]=4 a0[=5 a99999999999=6", gives: "x"),
        Example("argc=18446744073709551615 a0=\"x\" a4294967295=\"y\"", gives: "x … y …", complete: false),
        Example("", gives: "", complete: false),
    ])
    func `puts its arguments together`(example: Example) {
        let (command, isComplete) = execution(example.bodies)
        #expect(command == example.command)
        #expect(isComplete == example.isComplete)
    }

    @Test func `has its arguments in order, whatever the order of its records`() {
        let first = "argc=40 " + (0..<20).map { "a\($0)=\"v\($0)\"" }.joined(separator: " ")
        let second = (20..<40).map { "a\($0)=\"v\($0)\"" }.joined(separator: " ")
        let wanted = (0..<40).map { "v\($0)" }.joined(separator: " ")
        #expect(execution([first, second]) == (wanted, true))
        #expect(execution([second, first]) == (wanted, true))
    }

    @Test func `of many arguments takes time that grows with their number`() {
        // Linux gives a program some 200,000 arguments at most; looking each up from the first on would take hours.
        let bodies = (0..<200)
            .map { part in
                (part == 0 ? "argc=200000 " : "")
                    + (0..<1000).map { "a\(part * 1000 + $0)=\"v\"" }.joined(separator: " ")
            }
        let clock = ContinuousClock()
        var isComplete = false
        let time = clock.measure { isComplete = execution(bodies).isComplete }
        #expect(isComplete)
        #expect(time < .seconds(60))
    }
}
