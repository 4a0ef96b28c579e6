import Testing

@testable import Detections

@Suite("Sigma's constructs")
struct SigmaConstructTests {
    /// What stands under `detection:`, and whether the record below has it.
    struct Example: CustomTestStringConvertible, Sendable {
        let detection: String
        let matches: Bool
        var testDescription: String { detection.split(separator: "\n").joined(separator: " / ") }

        init(_ detection: String, _ matches: Bool) {
            self.detection = detection
            self.matches = matches
        }
    }

    /// Hexadecimal: `-c`, `cp "/etc/shadow" x`, `ä*ö`.
    static let line = """
        type=EXECVE msg=audit(1700000000.123:77): argc=7 a0="Bash" a1=2D63 \
        a2=637020222F6574632F736861646F772220780A a3="26" a4=C3A42AC3B6 a5="192.0.2.77" a6=""
        """

    static let examples: [Example] = [
        // Values.
        Example("s: {a0: bash}\ncondition: s", true),
        Example("s: {a0: bas}\ncondition: s", false),
        Example("s: {a0|cased: bash}\ncondition: s", false),
        Example("s: {a0|cased: Bash}\ncondition: s", true),
        Example("s: {type: execve}\ncondition: s", true),
        Example("s: {a1: '-c'}\ncondition: s", true),
        Example("s: {a1: 2D63}\ncondition: s", true),
        Example("s: {a3: 26}\ncondition: s", true),
        Example("s: {a3: 0x1a}\ncondition: s", false),
        Example("s: {argc: 7}\ncondition: s", true),
        Example("s: {a6: ''}\ncondition: s", true),
        Example("s: {a0: ''}\ncondition: s", false),
        Example("s: {a9: null}\ncondition: s", true),
        Example("s: {a9: [x, null]}\ncondition: s", true),
        Example("s: {a0: null}\ncondition: s", false),
        Example("s: {a6: null}\ncondition: s", false),
        // Lists, maps, lists of maps.
        Example("s: {a0: [zsh, bash]}\ncondition: s", true),
        Example("s: {a0: [zsh, dash]}\ncondition: s", false),
        Example("s: {a0: bash, a3: 26}\ncondition: s", true),
        Example("s: {a0: bash, a3: 27}\ncondition: s", false),
        Example("s: [{a0: zsh}, {a3: 26}]\ncondition: s", true),
        Example("s: [{a0: zsh}, {a3: 27}]\ncondition: s", false),
        // Wildcards and escapes.
        Example("s: {a0: 'b*h'}\ncondition: s", true),
        Example("s: {a0: 'b??h'}\ncondition: s", true),
        Example("s: {a0: 'b?h'}\ncondition: s", false),
        Example("s: {a0: '*'}\ncondition: s", true),
        Example("s: {a9: '*'}\ncondition: s", false),
        Example("s: {a4: 'ä\\*ö'}\ncondition: s", true),
        Example("s: {a4: 'ä\\?ö'}\ncondition: s", false),
        Example("s: {a4: '?\\*?'}\ncondition: s", true),
        Example("s: {a4: '???'}\ncondition: s", true),
        Example("s: {a4: '????'}\ncondition: s", false),
        Example("s: {a2: 'cp*shadow*'}\ncondition: s", true),
        Example("s: {a2: '*shadow*cp*'}\ncondition: s", false),
        // Modifiers.
        Example("s: {a2|contains: shadow}\ncondition: s", true),
        Example("s: {a2|contains: 'etc*x'}\ncondition: s", true),
        Example("s: {a2|startswith: 'cp '}\ncondition: s", true),
        Example("s: {a2|startswith: 'etc'}\ncondition: s", false),
        Example("s: {a0|endswith: SH}\ncondition: s", true),
        Example("s: {a2|contains|all: [cp, etc]}\ncondition: s", true),
        Example("s: {a2|contains|all: [cp, usr]}\ncondition: s", false),
        Example("s: {a2|re: '^cp\\s.*/(shadow|passwd)'}\ncondition: s", true),
        Example("s: {a2|re: 'SHADOW'}\ncondition: s", false),
        Example("s: {a2|re|i: 'SHADOW'}\ncondition: s", true),
        Example("s: {a2|re|m|s: 'x.$'}\ncondition: s", true),
        Example("s: {a9|exists: false}\ncondition: s", true),
        Example("s: {a0|exists: true}\ncondition: s", true),
        Example("s: {a0|exists: no}\ncondition: s", false),
        Example("s: {a0|neq: zsh}\ncondition: s", true),
        Example("s: {a0|neq: [zsh, bash]}\ncondition: s", false),
        Example("s: {a9|neq: zsh}\ncondition: s", false),
        Example("s: {a3|lt: 27}\ncondition: s", true),
        Example("s: {a3|lte: 25}\ncondition: s", false),
        Example("s: {a3|gt: 25.5}\ncondition: s", true),
        Example("s: {a3|gte: 26}\ncondition: s", true),
        Example("s: {a0|gt: 1}\ncondition: s", false),
        Example("s: {a3|fieldref: a3}\ncondition: s", true),
        Example("s: {a3|fieldref: argc}\ncondition: s", false),
        Example("s: {a5|fieldref|startswith: a0}\ncondition: s", false),
        Example("s: {a5|cidr: 192.0.2.0/24}\ncondition: s", true),
        Example("s: {a5|cidr: [10.0.0.0/8, '2001:db8::/32']}\ncondition: s", false),
        Example("s: {a0|cidr: 0.0.0.0/0}\ncondition: s", false),
        Example("s: {a1|windash: /c}\ncondition: s", true),
        Example("s: {a0|windash: /c}\ncondition: s", false),
        // Keywords.
        Example("k: [nothing, shadow]\ncondition: k", true),
        Example("k: [argc=7]\ncondition: k", true),
        Example("k: ['2D63']\ncondition: k", true),
        Example("k: {'|all': [shadow, bash]}\ncondition: k", true),
        Example("k: {'|all': [shadow, zsh]}\ncondition: k", false),
        Example("k: {'|re': 'sha.ow'}\ncondition: k", true),
        Example("k: [{a0: zsh}, shadow]\ncondition: k", true),
        // Conditions.
        Example("s: {a0: bash}\nt: {a3: 27}\ncondition: s and not t", true),
        Example("s: {a0: bash}\nt: {a3: 26}\ncondition: s and not t", false),
        Example("s: {a0: zsh}\nt: {a3: 26}\ncondition: s or t", true),
        Example("s: {a0: zsh}\nt: {a3: 26}\nu: {a3: 27}\ncondition: t or s and u", true),
        Example("s: {a0: zsh}\nt: {a3: 26}\nu: {a3: 27}\ncondition: (t or s) and u", false),
        Example("s: {a0: bash}\ncondition: not not s", true),
        Example("s1: {a0: zsh}\ns2: {a3: 26}\ncondition: 1 of s*", true),
        Example("s1: {a0: zsh}\ns2: {a3: 26}\ncondition: all of s*", false),
        Example("s1: {a0: bash}\ns2: {a3: 26}\ns3: {a3: 1}\ncondition: 2 of s*", true),
        Example("s1: {a0: bash}\ns2: {a3: 26}\ns3: {a3: 1}\ncondition: 3 of them", false),
        Example("s1: {a0: bash}\n_s2: {a3: 27}\ncondition: all of them", true),
        Example("s1: {a0: bash}\ns2: {a3: 27}\ncondition: any of them", true),
        Example("s1: {a0: zsh}\ns2: {a3: 26}\ncondition: [s1, s2]", true),
        Example("s1: {a0: zsh}\ns2: {a3: 27}\ncondition: [s1, s2]", false),
    ]

    static func rule(_ detection: String, logsource: String = "{product: linux, service: auditd}") -> String {
        """
        title: A rule
        id: r
        logsource: \(logsource)
        detection:
          \(detection.split(separator: "\n").joined(separator: "\n  "))
        """
    }

    @Test(arguments: examples)
    func `mean what the specification says`(_ example: Example) {
        var loader = DetectionLoader(reading: Self.rule(example.detection))
        let library = loader.library()
        #expect(loader.problems == [])
        #expect(SigmaLog([Self.line]).matches(records: library) == (example.matches ? ["r"] : []))
    }

    @Test func `find texts that are encoded in base64 or UTF-16`() {
        // "mkdir x; curl http" within a longer text, at each of the three places.
        let examples = [
            ("base64", "echo hi", "ZWNobyBoaQ=="), ("base64offset|contains", "curl", "eDtjdXJsIHk="),
            ("base64offset|contains", "curl", "O2N1cmwg"), ("base64offset|contains", "curl", "Y3VybA=="),
            ("wide|base64offset|contains", "ping", "cABpAG4AZwAg"),
        ]
        for (modifiers, value, text) in examples {
            var loader = DetectionLoader(reading: Self.rule("s: {a0|\(modifiers): '\(value)'}\ncondition: s"))
            let library = loader.library()
            #expect(loader.problems == [])
            let line = "type=EXECVE msg=audit(1700000000.123:77): argc=1 a0=\"\(text)\""
            #expect(SigmaLog([line]).matches(records: library) == ["r"], "\(modifiers) \(value) in \(text)")
        }
    }
}
