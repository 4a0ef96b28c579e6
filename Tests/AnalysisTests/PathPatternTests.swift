import Analysis
import Testing

@Suite struct `A path pattern` {
    @Test(arguments: [
        ("/etc/docker", "/etc/docker", true), ("/etc/docker/", "/etc/docker", true),
        ("/etc/docker", "/etc/docker/a/b", true),
        ("/etc/docker", "/etc/dockerx", false), ("/etc/docker", "/etc/docke", false), ("/", "/etc", true),
        ("//", "/etc", true),
        ("x", "xyz", false), ("x", "x", true), ("x", "x/y", true), ("*.json", "/etc/docker/daemon.json", true),
        ("/etc/*/daemon.????", "/etc/docker/daemon.json", true), ("/etc/d?cker", "/etc/docker", true),
        ("/etc/d?cker", "/etc/docker/x", false), ("*", "", true), ("**a*", "bab", true), ("*a*b", "aab", true),
        ("*ab", "aab", true), ("?", "", false), ("a*a", "a", false),
    ])
    func `stands for paths`(pattern: String, path: String, matches: Bool) {
        let bytes = Array(path.utf8)
        let found = FilterText(pattern).matches(path: bytes.span)
        #expect(found == matches)
    }
}
