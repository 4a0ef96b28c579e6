internal import AuditRecords

/// Short options that take a password, by the programs whose they are.
///
/// The same letters mean something else elsewhere: `-p` is a port for `docker run`. A command counts as a program's where it
/// names it, be it as `docker exec db mysql -pX`.
struct PasswordOptions {
    /// What follows an option.
    enum Form {
        /// The password.
        case password
        /// A user's name, a colon, and the password.
        case userAndPassword
    }

    private struct Option {
        /// The program's name, or how it begins.
        let program: StaticString
        var isPrefix = false
        let letter: UInt8
        /// Whether the value can be an argument of its own.
        var takesNext = true
        var form = Form.password
    }

    /// From the programs' manuals.
    private static let all: [Option] = [
        // docker, podman, buildah, skopeo, helm registry and others; it is a command there, and no program.
        Option(program: "login", letter: UInt8(ascii: "p")),
        Option(program: "sshpass", letter: UInt8(ascii: "p")),
        Option(program: "mysql", isPrefix: true, letter: UInt8(ascii: "p"), takesNext: false),
        Option(program: "mariadb", isPrefix: true, letter: UInt8(ascii: "p"), takesNext: false),
        Option(program: "mongo", isPrefix: true, letter: UInt8(ascii: "p")),
        Option(program: "redis-cli", letter: UInt8(ascii: "a")),
        Option(program: "ldap", isPrefix: true, letter: UInt8(ascii: "w")),
        Option(program: "useradd", letter: UInt8(ascii: "p")),
        Option(program: "usermod", letter: UInt8(ascii: "p")),
        Option(program: "groupadd", letter: UInt8(ascii: "p")),
        Option(program: "groupmod", letter: UInt8(ascii: "p")),
        Option(program: "curl", letter: UInt8(ascii: "u"), form: .userAndPassword),
        Option(program: "curl", letter: UInt8(ascii: "U"), form: .userAndPassword),
        Option(program: "zip", letter: UInt8(ascii: "P")),
        Option(program: "unzip", letter: UInt8(ascii: "P")),
        Option(program: "7z", isPrefix: true, letter: UInt8(ascii: "p"), takesNext: false),
    ]

    /// Which of the options the command's programs have, a bit each.
    private var known: UInt32 = 0
    /// Whether the command speaks HTTP, so that its arguments may be headers.
    private(set) var areHeadersLikely = false
    /// Whether the command is one for the engine's client.
    private(set) var isClient = false
    /// Whether the command is OpenSSL's, which takes `pass:X` for a password.
    private(set) var isOpenSSL = false

    /// Takes a word of the command that is no option.
    mutating func note(_ word: Span<UInt8>, isFirst: Bool) {
        var start = word.count
        while start > 0, word[start - 1] != UInt8(ascii: "/") { start -= 1 }
        let name = word.extracting(start..<word.count)
        for (index, option) in Self.all.enumerated() {
            guard option.isPrefix ? name.hasPrefix(option.program) : name.equals(option.program) else { continue }
            if isFirst, option.program.utf8CodeUnitCount == 5, name.equals("login") { continue }
            known |= 1 << UInt32(index)
        }
        if name.equals("curl") || name.equals("wget") || name.equals("http") { areHeadersLikely = true }
        if name.equals("docker") || name.equals("podman") || name.equals("nerdctl") { isClient = true }
        if name.equals("openssl") { isOpenSSL = true }
    }

    /// What follows an option such as `-p` or `-pX`, and whether it stands in the same argument; nil if that is no password.
    func form(of word: Span<UInt8>) -> (form: Form, isAttached: Bool)? {
        guard known != 0, word.count > 1, word[1] != UInt8(ascii: "-") else { return nil }
        for (index, option) in Self.all.enumerated() where known & 1 << UInt32(index) != 0 {
            guard option.letter == word[1] else { continue }
            if word.count > 2 { return (option.form, true) }
            if option.takesNext { return (option.form, false) }
        }
        return nil
    }
}
