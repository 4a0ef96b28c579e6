import SystemPackage

extension LogFileError: CustomStringConvertible {
    /// One sentence for people: what could not be read, why, and what to do.
    ///
    /// Control characters of the path are written as `\xNN`, so that the sentence can go to a terminal.
    public var description: String {
        let name = Self.printable(path)
        switch kind.code {
        case .notFound: return "cannot read \(name): no such file or directory (check the path)"
        case .permissionDenied: return "cannot read \(name): permission denied (try sudo)"
        case .isDirectory: return "cannot read \(name): it is a directory"
        case .notAFile: return "cannot read \(name): it is a socket or a device, not a file"
        case .unsupportedCompression(let format): return "cannot read \(name): \(Self.advice(for: format))"
        case .truncatedArchive: return "cannot read all of \(name): the archive ends too early\(place)"
        case .corruptArchive: return "cannot read all of \(name): the archive is damaged\(place)"
        case .trailingGarbage:
            return "cannot read all of \(name): something else follows behind the archive's end\(place)"
        case .tooMuchMemory:
            return
                "cannot read all of \(name): to unpack it takes more than \(CodecStep.memoryLimit >> 20) MiB of memory\(place)"
        case .nestedTooDeep:
            return
                "cannot read \(name): it lies in more than \(TarIndex.depthLimit) archives (unpack it first: tar -xf)"
        case .tooManyMembers:
            return
                "cannot read all of \(name): it has more than \(TarIndex.membersLimit) members (unpack it first: tar -xf)"
        case .shrank: return "cannot read all of \(name): it became shorter while it was read\(place)"
        case .replaced: return "cannot read \(name): it was replaced after it had been found (try again)"
        case .readFailed: return "cannot read \(name): \(reason)\(place)"
        case .noLogFound: return "no audit log found in \(name)"
        case .noHost: return "did not read \(name): it is a log, and --host-from does not match its path"
        }
    }

    private var place: String {
        offset.map { " at byte \($0)" } ?? ""
    }

    private var reason: String {
        guard let errno else { return "reading failed" }
        let text = Errno(rawValue: errno).description
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    private static func advice(for format: String) -> String {
        switch format {
        case "gpg", "age": return "it is encrypted with \(format) (decrypt it first: \(format) -d)"
        case "openssl": return "it is encrypted with openssl (decrypt it first: openssl enc -d)"
        default: break
        }
        let unpack =
            switch format {
            case "xz": ": xz -dk"
            case "zstd": ": zstd -d"
            case "bzip2": ": bzip2 -dk"
            case "lz4", "legacy lz4": ": lz4 -dk"
            case "zip": ": unzip"
            case "7z": ": 7z x"
            case "rar": ": unrar x"
            case "lzip": ": lzip -dk"
            case "tar", "sparse tar": ": tar -xf"
            case "gzip": ": gzip -dk"
            case "compress": ": zcat"
            default: ""
            }
        return "\(format) archives are not supported here (unpack it first\(unpack))"
    }

    /// The text with all that could steer a terminal or reorder a line spelled out.
    private static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                for byte in String(scalar).utf8 { result += escaped(byte) }
            default:
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// `\xNN`, as bytes are written wherever they are no text.
    static func escaped(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "\\x0\(digits)" : "\\x\(digits)"
    }
}
