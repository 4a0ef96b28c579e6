import AuditLogs

/// Small contents for tests.
enum Samples {
    /// The first bytes of an archive, with something behind them.
    static func magic(_ format: String) -> [UInt8] {
        let bytes: [UInt8] =
            switch format {
            case "zip": [0x50, 0x4b, 0x03, 0x04]
            case "7z": [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]
            case "rar": Array("Rar!".utf8) + [0x1a, 0x07, 0x01, 0x00]
            case "OLE": [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
            case "compress": [0x1f, 0x9d, 0x90]
            case "lzip": Array("LZIP".utf8) + [1, 0x17]
            case "legacy lz4": [0x02, 0x21, 0x4c, 0x18]
            case "gpg": [0x8c, 0x0d, 0x04, 0x09, 0x03, 0x02]
            case "age": Array("age-encryption.org/v1\n-> X25519 ".utf8)
            case "openssl": Array("Salted__".utf8)
            default: []
            }
        return bytes + [UInt8](repeating: 7, count: 300)
    }

    /// Records as auditd writes them, one a second from a second on.
    static func records(from second: Int, count: Int = 3, prefix: String = "") -> [UInt8] {
        Array(
            (0..<count).map { "\(prefix)type=SYSCALL msg=audit(\(second + $0).000:\(second + $0)): syscall=1\n" }
                .joined().utf8
        )
    }

    /// Finds the first `audit(SECONDS.000:SERIAL)`, as the program's own probe would.
    static func probe(_ bytes: Span<UInt8>) -> LogProbe? {
        let text = String(decoding: bytes.indices.prefix(2000).map { bytes[$0] }, as: UTF8.self)
        guard let match = text.firstMatch(of: /type=[A-Z_]+ msg=audit\((\d+)\.(\d{3}):(\d+)\)/),
            let seconds = Int64(match.1), let milliseconds = Int64(match.2), let serial = UInt64(match.3)
        else { return nil }
        return LogProbe(
            firstMilliseconds: seconds * 1000 + milliseconds,
            firstSerial: serial,
            isNative: match.range.lowerBound == text.startIndex
        )
    }
}
