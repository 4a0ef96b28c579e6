import Reports

/// Numbers that look random and are the same at every run (the SplitMix64 sequence).
struct SeededBytes: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Bytes rich in what escapers must care about.
    mutating func hostileText(upTo length: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            switch Int.random(in: 0..<4, using: &self) {
            case 0: bytes.append(UInt8.random(in: 0...255, using: &self))
            case 1: bytes += Hostile.pieces.randomElement(using: &self) ?? []
            default: bytes.append(UInt8.random(in: 0x20...0x7e, using: &self))
            }
        }
        return bytes
    }
}

/// Pieces of text that do harm where they are printed as they are.
enum Hostile {
    static let pieces: [[UInt8]] =
        texts.map { Array($0.utf8) } + [
            [0x80], [0x9b], [0x9f], [0xff], [0xfe],  // C1 as raw bytes, and bytes that UTF-8 never has
            [0xc0, 0xaf], [0xc1, 0x81], [0xe0, 0x80, 0xaf], [0xf0, 0x80, 0x80, 0xaf],  // overlong
            [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf],  // surrogates
            [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80],  // beyond U+10FFFF
            [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xe2, 0x28, 0xa1],  // cut short
        ]

    private static let texts = [
        "\u{1b}[2J", "\n", "\r", "\r\n", "\t", "\0", "\u{7f}", "\u{80}", "\u{85}", "\u{9b}31m", "\u{9f}",
        "\u{202a}", "\u{202e}", "\u{2066}", "\u{2069}", "\u{200e}", "\u{200f}", "\u{61c}",
        "\u{200b}", "\u{200c}", "\u{200d}", "\u{feff}", "\u{2028}", "\u{2029}", "\u{e0041}", "\u{fe0f}", "\u{a0}",
        "<script>", "=cmd()", "+1", "-1", "@SUM(A1)", "'=x", " =x", "\u{3000}＝x", "＋", "－", "＠", ";=1", "\\", "\\x41",
        "\\u0041", "\\\\", "\"", "\"\"", ",", "'", "é", "日本", "👍", "e\u{301}", "\u{301}", "𝕏", "…", " ",
    ]
}

/// What an escaper makes of some bytes.
func output(_ body: (inout OutputBuffer) -> Void) -> String {
    var buffer = OutputBuffer()
    body(&buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
}
