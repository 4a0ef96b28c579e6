internal import AuditRecords

/// Tokens that can be told by how they begin, wherever they stand.
///
/// The forms are the ones that their makers document, so that scanners for lost secrets find them: AWS (IAM identifiers),
/// GitHub, GitLab, Docker Hub and Docker swarm, Slack, Stripe, Google, npm, HashiCorp Vault.
enum TokenForms {
    /// The token that begins at an offset; what says which one it is does not belong to the range.
    static func secret(in text: Span<UInt8>, at start: Int) -> Secret? {
        switch text[start] {
        case UInt8(ascii: "A"):
            guard text.holds("AKIA", at: start, end: text.count) || text.holds("ASIA", at: start, end: text.count)
            else { return google(in: text, at: start) }
            let end = text.end(ofToken: start + 4, and: [])
            return end == start + 20 ? Secret(.awsKey, start + 4..<end) : nil
        case UInt8(ascii: "e"):
            return jwt(in: text, at: start)
        case UInt8(ascii: "-"):
            guard let end = PrivateKeyText.end(in: text, from: start) else { return nil }
            // The first line says what it is.
            var begin = start + 11
            while begin < end, !text.holds("-----", at: begin, end: end) { begin += 1 }
            return Secret(.privateKey, min(begin + 5, end)..<end)
        default:
            for (prefix, length) in prefixes where text.holds(prefix, at: start, end: text.count) {
                let begin = start + prefix.utf8CodeUnitCount
                let end = text.end(ofToken: begin, and: [UInt8(ascii: "_"), UInt8(ascii: "-")])
                if end - begin >= length { return Secret(.token, begin..<end) }
            }
            return nil
        }
    }

    /// Whether a token may begin with a byte, so that most bytes need no further look.
    static func canBegin(with byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A"), UInt8(ascii: "e"), UInt8(ascii: "-"), UInt8(ascii: "g"), UInt8(ascii: "d"),
            UInt8(ascii: "S"), UInt8(ascii: "x"), UInt8(ascii: "s"), UInt8(ascii: "n"), UInt8(ascii: "h"):
            true
        default: false
        }
    }

    /// How a token begins, and how many characters stand behind that at least.
    private static let prefixes: [(prefix: StaticString, length: Int)] = [
        ("ghp_", 20), ("gho_", 20), ("ghu_", 20), ("ghs_", 20), ("ghr_", 20), ("github_pat_", 20), ("glpat-", 16),
        ("dckr_pat_", 16), ("SWMTKN-", 20), ("xoxb-", 10), ("xoxp-", 10), ("xoxa-", 10), ("xoxr-", 10), ("xoxs-", 10),
        ("sk_live_", 16), ("npm_", 30), ("hvs.", 20),
    ]

    private static func google(in text: Span<UInt8>, at start: Int) -> Secret? {
        guard text.holds("AIza", at: start, end: text.count) else { return nil }
        let end = text.end(ofToken: start + 4, and: [UInt8(ascii: "_"), UInt8(ascii: "-")])
        return end - start >= 35 ? Secret(.token, start + 4..<end) : nil
    }

    /// Header, claims and signature, each in base64 for URLs (RFC 7519).
    ///
    /// A JSON object in base64 begins with `eyJ`.
    private static func jwt(in text: Span<UInt8>, at start: Int) -> Secret? {
        guard text.holds("eyJ", at: start, end: text.count) else { return nil }
        let signs = [UInt8(ascii: "_"), UInt8(ascii: "-")]
        let header = text.end(ofToken: start, and: signs)
        guard header - start >= 10, header < text.count, text[header] == UInt8(ascii: ".") else { return nil }
        let claims = text.end(ofToken: header + 1, and: signs)
        guard claims - header > 4 else { return nil }
        guard claims < text.count, text[claims] == UInt8(ascii: ".") else { return Secret(.jwt, start + 3..<claims) }
        return Secret(.jwt, start + 3..<text.end(ofToken: claims + 1, and: signs))
    }
}

extension Span<UInt8> {
    /// Where a run of letters, digits and some further signs ends.
    fileprivate func end(ofToken start: Int, and signs: [UInt8]) -> Int {
        var end = start
        while end < count, self[end].isLetterOrDigit || signs.contains(self[end]) { end += 1 }
        return end
    }
}
