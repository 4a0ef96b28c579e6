import Testing

@testable import AuditLogs

@Suite struct `A pattern for hosts` {
    struct Example: CustomTestStringConvertible, Sendable {
        let pattern: String
        let path: String
        let host: String?
        var testDescription: String { "\(pattern) \(path)" }
    }

    static let examples = [
        Example(pattern: "archive/{host}/{date}/*", path: "archive/web1/2026-11-20/audit.log.1.gz", host: "web1"),
        Example(pattern: "./archive/{host}/{date}/*", path: "archive/web1/20261120/audit.log", host: "web1"),
        Example(pattern: "archive/{host}/{date}/*", path: "./archive/web1/2026/audit.log", host: "web1"),
        Example(pattern: "archive/{host}/{date}/*", path: "/evidence/archive/web1/2026/audit.log", host: "web1"),
        Example(pattern: "/archive/{host}/*", path: "/evidence/archive/web1/audit.log", host: nil),
        Example(pattern: "archive/{host}/{date}/*", path: "archive/web1/audit.log", host: nil),
        Example(pattern: "archive/{host}/{date}/*", path: "archive/web1/november/audit.log", host: nil),
        Example(pattern: "archive/{host}/{date}/*", path: "archive/web1/2026/11/audit.log", host: nil),
        Example(pattern: "{host}/**", path: "web1/2026/11/audit.log", host: "web1"),
        Example(pattern: "/srv/{host}/**/audit*", path: "/srv/web1/2026/11/audit.log", host: "web1"),
        Example(pattern: "{host}-{date}.log*", path: "logs/web-1-2026-11-20.log.gz", host: "web-1"),
        Example(pattern: "{date}_{host}.log", path: "20261120T2112_db.log", host: "db"),
        Example(pattern: "audit-{host}.log?", path: "audit-db.log1", host: "db"),
        Example(pattern: "{host}/audit.log", path: "/audit.log", host: nil),
        Example(pattern: "a.tar/{host}/*", path: "x/a.tar/web1/audit.log", host: "web1"),
    ]

    @Test(arguments: examples) func `tells the host, or that it does not match`(example: Example) throws {
        #expect(try HostPattern(example.pattern).host(of: example.path) == example.host)
    }

    @Test func `names one host`() {
        #expect(throws: HostPatternError.notOneHost) { try HostPattern("archive/*") }
        #expect(throws: HostPatternError.notOneHost) { try HostPattern("{host}/{host}") }
        #expect(throws: HostPatternError.openBrace) { try HostPattern("{host/x") }
        #expect(throws: HostPatternError.unknownName("node")) { try HostPattern("{node}/x") }
    }

    /// Names of files are a stranger's: they must not make a pattern take long.
    @Test func `is soon done with a path that almost matches`() throws {
        let pattern = try HostPattern("**a*a*a*a*a*{host}b")
        let path = String(repeating: "a", count: 1000)
        #expect(pattern.host(of: path) == nil)
    }
}
