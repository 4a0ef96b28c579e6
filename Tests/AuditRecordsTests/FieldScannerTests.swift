@testable import AuditRecords
import Testing
import TestSupport

@Suite struct `A field scanner` {
    /// What a scanner finds: names packed, values, and where it stopped.
    struct Walk: Equatable {
        var names: [UInt64] = []
        var values: [FieldValue] = []
        var end = 0
    }

    private func walk(_ bytes: [UInt8], _ body: ByteRange) -> Walk {
        var walk = Walk()
        var scanner = FieldScanner(body)
        while scanner.nextName(in: bytes.span) {
            walk.names.append(scanner.name)
            walk.values.append(scanner.value(in: bytes.span))
        }
        walk.end = scanner.position
        return walk
    }

    /// The same, byte by byte and without any cleverness.
    private func naiveWalk(_ bytes: [UInt8], _ body: ByteRange) -> Walk {
        var walk = Walk()
        let end = Int(body.end)
        var position = Int(body.start)
        var nameStart = position
        while position < end {
            let byte = bytes[position]
            if byte == FieldSeparator.enrichedTail { break }
            position += 1
            if byte == UInt8(ascii: " ") { nameStart = position }
            guard byte == UInt8(ascii: "=") else { continue }
            let name = bytes[nameStart..<(position - 1)]
            let first = name.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            walk.names.append(name.count > 8 ? ~first : first)
            guard position < end else {
                walk.values.append(FieldValue())  // at the end of the record nothing is there
                break
            }
            let quoted = position < end && bytes[position] == UInt8(ascii: "\"")
            if quoted { position += 1 }
            let valueStart = position
            while position < end,
                quoted
                    ? bytes[position] != UInt8(ascii: "\"")
                    : bytes[position] != UInt8(ascii: " ") && bytes[position] != FieldSeparator.enrichedTail
            {
                position += 1
            }
            walk.values.append(FieldValue(ByteRange(start: valueStart, end: position), isQuoted: quoted))
            if quoted, position < end { position += 1 }
            nameStart = position
        }
        walk.end = position
        return walk
    }

    @Test func `finds what a scanner byte by byte finds, at every length and alignment`() {
        var random = SplitMix64(seed: 0xf1e1d)
        let pieces = [
            "a", "=", " ", "\"", "\u{1d}", "nametype", "=", " ", "items", "0123456", "x=y ", "=\"", "\" ", "==",
        ]
        for _ in 0..<3000 {
            var bytes = [UInt8](repeating: UInt8(ascii: "="), count: Int.random(in: 0..<9, using: &random))
            let start = bytes.count
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                bytes += Array((pieces.randomElement(using: &random) ?? "").utf8)
            }
            if Bool.random(using: &random) { bytes.append(UInt8.random(in: 0...255, using: &random)) }
            let full = bytes.count
            bytes += Array("=\" \u{1d}=a\"".utf8)  // a scanner that looks behind its end will see these
            for end in start...full {
                let body = ByteRange(start: start, end: end)
                let found = walk(bytes, body)
                #expect(found == naiveWalk(bytes, body), "\(String(decoding: bytes, as: UTF8.self)) to \(end)")
            }
        }
    }

    @Test func `meets a name of every length at every place of a word`() {
        for length in 0...20 {
            for padding in 0...9 {
                let name = String("abcdefghijklmnopqrstuvwxyz".prefix(length))
                let line = Line(String(repeating: " ", count: padding) + "\(name)=value next=1")
                let found = walk(line.bytes, line.whole)
                #expect(found == naiveWalk(line.bytes, line.whole))
                #expect(found.names.count == 2)
                #expect(found.values.map { line.text($0.range) } == ["value", "1"])
            }
        }
    }

    @Test func `takes no longer name for a known one`() {
        // A long name whose first eight bytes are those of a known name, and one whose packed form would be its complement.
        for name in ["nametypes", "nametypenametype", "success_", "syscall\0\0"] {
            let line = Line("\(name)=CREATE ")
            #expect(walk(line.bytes, line.whole).names != [packed("nametype")])
            #expect(walk(line.bytes, line.whole).names != [packed("success")])
        }
    }

    struct Number: CustomTestStringConvertible, Sendable {
        let text: String
        let decimal: UInt64?
        let signed: Int64?
        let hex: UInt64?
        let octal: UInt64?
        var testDescription: String { text }

        init(_ text: String, decimal: UInt64? = nil, signed: Int64? = nil, hex: UInt64? = nil, octal: UInt64? = nil) {
            self.text = text
            self.decimal = decimal
            self.signed = signed
            self.hex = hex
            self.octal = octal
        }
    }

    @Test(arguments: [
        Number("0", decimal: 0, signed: 0, hex: 0, octal: 0),
        Number("10", decimal: 10, signed: 10, hex: 16, octal: 8),
        Number("4294967295", decimal: 4_294_967_295, signed: 4_294_967_295, hex: 0x42_9496_7295),
        Number("-1", decimal: 4_294_967_295, signed: -1),
        Number("-13", decimal: 4_294_967_283, signed: -13),
        Number("-"),
        Number(""),
        Number("1a", hex: 26),
        Number("1,2"),
        Number("\"7\""),
        Number("0x1f"),
        Number("9223372036854775807", decimal: 9_223_372_036_854_775_807, signed: .max),
        Number("-9223372036854775807", decimal: 1, signed: -9_223_372_036_854_775_807),
        Number("9223372036854775808", decimal: 9_223_372_036_854_775_808),
        Number("18446744073709551615", decimal: .max),
        Number("18446744073709551616"),
        Number("ffffffffffffff9c", hex: 0xffff_ffff_ffff_ff9c),
        Number("FFFFFF9C", hex: 0xffff_ff9c),
        Number("10000000000000000", decimal: 10_000_000_000_000_000, signed: 10_000_000_000_000_000, octal: 1 << 48),
        Number("1ffffffffffffff9c"),
        Number("00000000ffffffffffffff9c", hex: 0xffff_ffff_ffff_ff9c),
        Number("1777777777777777777777", octal: .max),
        Number("2777777777777777777777"),
        Number("0100644", decimal: 100_644, signed: 100_644, hex: 0x10_0644, octal: 0o100644),
    ])
    func `reads numbers, or says that there is none`(number: Number) {
        for after in ["", " next=1", "\u{1d}ARCH=x"] {
            let line = Line("v=\(number.text)\(after)")
            func read<Value>(_ take: (inout FieldScanner) -> Value?) -> (value: Value?, nextName: Bool) {
                var scanner = FieldScanner(line.whole)
                guard scanner.nextName(in: line.bytes.span) else { return (nil, false) }
                let value = take(&scanner)
                return (value, scanner.nextName(in: line.bytes.span))
            }
            let decimal = read { $0.decimal(in: line.bytes.span) }
            let signed = read { $0.signed(in: line.bytes.span) }
            let hex = read { $0.number(in: line.bytes.span, bitsPerDigit: 4) }
            #expect(decimal.value == number.decimal)
            #expect(signed.value == number.signed)
            #expect(hex.value == number.hex || number.text.allSatisfy(\.isNumber))
            if let wanted = number.hex { #expect(hex.value == wanted) }
            if let wanted = number.octal {
                let octal = read { $0.number(in: line.bytes.span, bitsPerDigit: 3) }
                #expect(octal.value == wanted)
            }
            for hasNext in [decimal.nextName, signed.nextName, hex.nextName] {
                #expect(hasNext == (after == " next=1"))
            }
        }
    }

    @Test func `gives no octal number with a digit of ten`() {
        for text in ["0108", "9", "2777777777777777777777"] {
            let line = Line("mode=\(text) x=1")
            var scanner = FieldScanner(line.whole)
            let hasName = scanner.nextName(in: line.bytes.span)
            let mode = scanner.number(in: line.bytes.span, bitsPerDigit: 3)
            #expect(hasName)
            #expect(mode == nil)
        }
    }
}
