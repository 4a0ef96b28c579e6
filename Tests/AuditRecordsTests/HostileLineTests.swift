import AuditRecords
import Testing
import TestSupport

@Suite struct `Any line` {
    /// Reads a line in every way there is; the ranges that lie outside it.
    private func strayRanges(_ line: [UInt8]) -> [ByteRange] {
        var parser = RecordParser()
        guard case .record(let head) = parser.parse(line.span) else { return [] }
        var ranges = [head.typeText, head.node, head.body]
        let call = SystemCallRecord(line.span, body: head.body)
        ranges += [call.terminal.range, call.taskName.range, call.executable.range, call.key.range, call.tail]
        let path = PathRecord(line.span, body: head.body)
        ranges += [path.name.range, path.device, path.rest, path.tail(in: line.span)]
        ranges.append(CwdRecord(line.span, body: head.body).directory.range)
        ranges.append(ProctitleRecord(line.span, body: head.body).title.range)
        _ = OpenHowRecord(line.span, body: head.body).flags
        let names = EnrichedNames(subjectIn: line.span, tail: call.tail)
        ranges += [names.login, names.user, names.effectiveUser]
        let owners = EnrichedNames(fileIn: line.span, tail: path.tail(in: line.span))
        ranges += [owners.owner, owners.group]
        let fields = RecordFields(line.span, body: head.body, type: head.type)
        ranges += [fields.leadingText, fields.message, fields.tail]
        for field in fields.kernel + fields.sender + fields.enriched { ranges += [field.name, field.value.range] }
        let separators = SenderSeparators(line.span, body: head.body)
        if separators.isForged != fields.hasForgedSeparator, !fields.message.isEmpty {
            ranges.append(Self.disagreement)
        }
        return ranges.filter { $0.start > $0.end || Int($0.end) > line.count }
    }

    /// Stands for two readers that disagree on what is forged.
    private static let disagreement = ByteRange(start: 1, end: 0)

    @Test func `of a real log is a record whose parts lie inside it`() {
        #expect(RealLines.all.count > 1000)
        var malformed = 0
        for line in RealLines.all {
            let stray = strayRanges(line)
            #expect(stray.isEmpty, "\(String(decoding: line, as: UTF8.self))")
            if Line(line).head == nil { malformed += 1 }
        }
        #expect(malformed * 100 < RealLines.all.count)
    }

    @Test func `of a real log has the same fields for the scanner and the reader`() {
        for bytes in RealLines.all {
            let line = Line(bytes)
            guard let head = line.head, head.type == .syscall else { continue }
            let call = SystemCallRecord(bytes.span, body: head.body)
            let fields = RecordFields(bytes.span, body: head.body, type: head.type)
            func text(_ name: StaticString) -> String? {
                fields.kernelValue(name, in: bytes.span).map { line.text($0.range) }
            }
            #expect(call.number.map { "\($0)" } == text("syscall"))
            #expect(call.loginID.map { "\($0)" } == text("auid"))
            #expect(call.exit.map { "\($0)" } == text("exit"))
            #expect(call.argument(0, in: bytes.span).map { String($0, radix: 16) } == text("a0"))
            #expect(line.text(call.key.range) == text("key"))
            #expect(line.text(call.tail) == line.text(fields.tail))
        }
    }

    @Test func `that was flipped, cut, spliced or filled in is read without a trap`() {
        var random = SplitMix64(seed: 0xbad_11e)
        let lines = RealLines.all
        let pieces = [
            "\"", "'", " ", "=", "\u{1d}", "msg='", "type=", "{", "}", "(null)", "\0", "18446744073709551616", "-",
        ]
        for _ in 0..<6000 {
            var line = lines.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 1...3, using: &random) where !line.isEmpty {
                let place = Int.random(in: 0..<line.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: line[place] = UInt8.random(in: 0...255, using: &random)
                case 1: line.removeSubrange(place...)
                case 2: line.removeSubrange(..<place)
                case 3:
                    let other = lines.randomElement(using: &random) ?? []
                    line = Array(line[..<place] + other.suffix(Int.random(in: 0...other.count, using: &random)))
                default: line.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
                }
            }
            let stray = strayRanges(line)
            #expect(stray.isEmpty, "\(String(decoding: line, as: UTF8.self).debugDescription)")
        }
    }

    @Test func `of random bytes is read without a trap`() {
        var random = SplitMix64(seed: 0x5011d)
        let alphabet = Array("type=PATH msg=audit(1.2:3): '\"{}\u{1d}[] =\\xffnode=".utf8) + [0, 9, 13, 255]
        for _ in 0..<20_000 {
            var line = Array("type=CONFIG_CHANGE msg=audit(1.2:3): ".utf8)
            if Bool.random(using: &random) { line.removeAll() }
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                line.append(alphabet.randomElement(using: &random) ?? 0)
            }
            let stray = strayRanges(line)
            #expect(stray.isEmpty, "\(String(decoding: line, as: UTF8.self).debugDescription)")
        }
    }
}
