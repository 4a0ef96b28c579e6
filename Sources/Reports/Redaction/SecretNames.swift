internal import AuditRecords

/// Tells by the name of an option, variable or setting whether its value is a secret.
///
/// Names are compared without regard to case. Those of well-known programs and images were gone through: `MYSQL_PWD`,
/// `SECRET_KEY_BASE`, `X-Registry-Auth`, `aws_secret_access_key` are such, `SSH_AUTH_SOCK`, `PWD`, `--password-stdin`,
/// `GIT_AUTHOR_NAME` are not.
enum SecretNames {
    /// How much a name tells.
    enum Strength {
        /// Its value is none.
        case none
        /// Its value is a secret unless it looks like a file, a switch or a number: `API_KEY`, `--auth`.
        case weak
        /// Its value is a secret.
        case strong
    }

    /// What a name tells; its parts are separated by anything but letters and digits.
    static func strength(of name: Span<UInt8>) -> Strength {
        let name = name.count > lengthLimit ? name.extracting(last: lengthLimit) : name
        var start = name.count
        while start > 0, name[start - 1].isLetterOrDigit { start -= 1 }
        let last = name.extracting(start..<name.count)
        if last.count == 0 || harmlessEnds.contains(where: { last.equalsFolded($0) }) { return .none }
        if strongWords.contains(where: { name.containsFolded($0) }) { return .strong }
        let isAlone = start == 0 || start == name.count
        if isAlone, harmlessAlone.contains(where: { last.equalsFolded($0) }) || last.equals("key") { return .none }
        if harmlessWords.contains(where: { last.equalsFolded($0) }) { return .none }
        return weakEnds.contains { last.hasSuffixFolded($0) } ? .weak : .none
    }

    /// Bytes at a name's end that are looked at.
    private static let lengthLimit = 128

    private static let strongWords: [StaticString] = [
        "password", "passwd", "passphrase", "passcode", "secret", "token", "credential", "apikey", "api_key", "api-key",
        "access_key", "accesskey", "access-key", "bearer", "authorization", "sshpass",
    ]
    /// Ends of a name's last part.
    private static let weakEnds: [StaticString] = [
        "key", "auth", "pass", "pwd", "dsn", "cred", "creds", "psk", "cookie",
    ]
    /// Last parts that make a name one of something else than the secret itself.
    private static let harmlessEnds: [StaticString] = [
        "file", "files", "path", "dir", "directory", "name", "names", "stdin", "policy", "ttl", "length", "len", "sock",
        "socket", "url", "uri", "endpoint", "host", "port", "type", "age", "expire", "expires", "expiry", "expiration",
        "timeout", "env", "spec", "provider", "store", "helper", "command", "cmd", "algorithm", "enabled", "required",
        "count", "size", "min", "max", "lifetime", "authority", "backend", "mode", "method", "version", "format",
        "prompt", "driver", "rotate", "rm", "add", "tree", "id_file",
    ]
    /// Words that end like a secret's name.
    private static let harmlessWords: [StaticString] = [
        "bypass", "compass", "monkey", "hotkey", "hockey", "turkey", "whiskey", "oldpwd", "pubkey", "publickey",
    ]
    /// Names that mean something else when they stand alone: the working directory, switches.
    private static let harmlessAlone: [StaticString] = ["pwd", "oldpwd", "keys", "pass-through"]
}

extension UInt8 {
    /// Whether the byte is a letter or digit of ASCII.
    var isLetterOrDigit: Bool { isLetter || (self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9")) }

    /// Whether the byte is a letter of ASCII.
    var isLetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
}

extension Span<UInt8> {
    /// Whether the bytes at an offset are those of a text in small letters, whatever their case.
    func holdsFolded(_ text: StaticString, at offset: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard offset >= 0, offset + length <= count else { return false }
        for index in 0..<length {
            let byte = self[offset + index]
            let wanted = unsafe text.utf8Start[index]  // below utf8CodeUnitCount
            if (byte.isLetter ? byte | 0x20 : byte) != wanted { return false }
        }
        return true
    }

    /// Whether all bytes are those of a text in small letters, whatever their case.
    func equalsFolded(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && holdsFolded(text, at: 0)
    }

    /// Whether the last bytes are those of a text in small letters, whatever their case.
    func hasSuffixFolded(_ text: StaticString) -> Bool { holdsFolded(text, at: count - text.utf8CodeUnitCount) }

    /// Whether a text in small letters stands somewhere among the bytes, whatever their case.
    func containsFolded(_ text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        for offset in 0...count - text.utf8CodeUnitCount where holdsFolded(text, at: offset) { return true }
        return false
    }
}
