/// One header block of a tar: V7, ustar, GNU and pax are written in the same places.
struct TarHeader {
    /// Headers and contents stand in blocks of this many bytes.
    static let size = 512

    /// What the entry is, by its type's letter.
    enum Kind {
        case file
        case hardLink
        case directory
        /// A link, a device or a FIFO: it has no content.
        case other
        /// Content in an order that only a sparse file's map tells.
        case sparse
        case longName
        case longLink
        case paxRecords
        case globalPaxRecords
        /// Something with content that is no file, such as GNU's list of a directory.
        case unknown
    }

    let kind: Kind
    let name: [UInt8]
    let link: [UInt8]
    /// Bytes of content behind the header, as the header has it.
    let contentSize: UInt64
    /// Whether a block with more of a sparse file's map follows.
    let isExtended: Bool

    /// The header in a block of 512 bytes; nil where there is none, by the checksum that every tar has.
    init?(_ block: Span<UInt8>) {
        guard block.count == Self.size, block[0] != 0 || block[345] != 0,
            let checksum = Self.number(block.extracting(148..<156)), Self.checksums(of: block).contains(checksum),
            let size = Self.number(block.extracting(124..<136))
        else { return nil }
        let isPOSIX = block.starts(with: "ustar\0", at: 257)
        let own = Self.text(block.extracting(0..<100))
        let prefix = isPOSIX ? Self.text(block.extracting(345..<500)) : []
        name = prefix.isEmpty ? own : prefix + [UInt8(ascii: "/")] + own
        link = Self.text(block.extracting(157..<257))
        kind = Self.kind(block[156], isDirectoryByName: own.last == UInt8(ascii: "/"))
        isExtended = kind == .sparse && block[482] != 0
        switch kind {
        case .hardLink, .directory, .other: contentSize = 0
        default: contentSize = size
        }
    }

    private static func kind(_ letter: UInt8, isDirectoryByName: Bool) -> Kind {
        switch letter {
        // V7 knew a directory by its name only.
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): isDirectoryByName ? .directory : .file
        case UInt8(ascii: "1"): .hardLink
        case UInt8(ascii: "2"), UInt8(ascii: "3"), UInt8(ascii: "4"), UInt8(ascii: "6"): .other
        case UInt8(ascii: "5"): .directory
        case UInt8(ascii: "S"): .sparse
        case UInt8(ascii: "L"): .longName
        case UInt8(ascii: "K"): .longLink
        case UInt8(ascii: "x"), UInt8(ascii: "X"): .paxRecords
        case UInt8(ascii: "g"): .globalPaxRecords
        default: .unknown
        }
    }

    /// The sum of all bytes, the checksum's own taken as blanks; some old programs summed signed bytes.
    private static func checksums(of block: Span<UInt8>) -> [UInt64] {
        var sum = 0
        var signed = 0
        for index in block.indices {
            let byte = (148..<156).contains(index) ? UInt8(ascii: " ") : block[index]
            sum += Int(byte)
            signed += Int(Int8(bitPattern: byte))
        }
        return [UInt64(sum), UInt64(clamping: signed)]
    }

    /// A number in octal digits, or GNU's in base 256; nil for anything else, and beyond 63 bits.
    private static func number(_ field: Span<UInt8>) -> UInt64? {
        if field[0] == 0x80 {
            var value: UInt64 = 0
            for index in 1..<field.count {
                guard value < 1 << 55 else { return nil }
                value = value << 8 | UInt64(field[index])
            }
            return value
        }
        var index = 0
        while index < field.count, field[index] == UInt8(ascii: " ") { index += 1 }
        var value: UInt64 = 0
        while index < field.count, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(field[index]) {
            value = value << 3 | UInt64(field[index] - UInt8(ascii: "0"))  // at most 12 digits, so 36 bits
            index += 1
        }
        guard index == field.count || field[index] == 0 || field[index] == UInt8(ascii: " ") else { return nil }
        return value
    }

    private static func text(_ field: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in field.indices {
            if field[index] == 0 { break }
            bytes.append(field[index])
        }
        return bytes
    }
}

extension Span<UInt8> {
    fileprivate func starts(with text: StaticString, at offset: Int) -> Bool {
        var index = offset
        return text.description.utf8.allSatisfy { byte in
            defer { index += 1 }
            return index < count && self[index] == byte
        }
    }
}
