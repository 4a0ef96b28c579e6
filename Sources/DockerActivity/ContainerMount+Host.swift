import AuditRecords

extension ContainerMount {
    /// What of the host `--volume` mounts: `SOURCE:DESTINATION[:OPTIONS]`; nil where it is nothing of the host's.
    static func host(volume: Span<UInt8>) -> ClientFacts.Mount? {
        let colon = UInt8(ascii: ":")
        let sourceEnd = volume.firstIndex(of: colon, from: 0, to: volume.count)
        guard sourceEnd < volume.count else { return nil }
        let end = volume.firstIndex(of: colon, from: sourceEnd + 1, to: volume.count)
        guard let source = hostPath(volume.extracting(0..<sourceEnd)) else { return nil }
        let options = Array(copying: volume.extracting(min(end + 1, volume.count)..<volume.count))
        let isReadOnly = options.split(separator: UInt8(ascii: ",")).contains { Array($0).span.equals("ro") }
        return ClientFacts.Mount(
            source: source,
            target: Array(copying: volume.extracting(sourceEnd + 1..<end)),
            isWritable: !isReadOnly
        )
    }

    /// What of the host `--mount` mounts: a bind mount, or a local volume that is one (`volume-opt=device=/etc`).
    static func host(mount: Span<UInt8>) -> ClientFacts.Mount? {
        var source: [UInt8]?
        var device: [UInt8]?
        var target: [UInt8] = []
        var isBind = false
        var isWritable = true
        for field in Array(copying: mount).split(separator: UInt8(ascii: ",")) {
            // A field with a comma in its value stands in quotes (RFC 4180); its parts are taken one by one.
            let field = field.filter { $0 != UInt8(ascii: "\"") }
            let equals = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
            let key = Array(field[..<equals])
            let value = Array(field[min(equals + 1, field.endIndex)...])
            switch String(decoding: key, as: UTF8.self) {
            case "type": isBind = value.span.equals("bind")
            case "source", "src": source = hostPath(value.span)
            case "target", "dst", "destination": target = value
            case "readonly", "ro": isWritable = value.span.equals("false") || value.span.equals("0")
            case "volume-opt" where value.span.hasPrefix("device=/"): device = Array(value.dropFirst(7))
            default: break
            }
        }
        guard let path = isBind ? source : device else { return nil }
        return ClientFacts.Mount(source: path, target: target, isWritable: isWritable)
    }

    /// A path of the host as a mount's source has it; nil for a volume's name.
    private static func hostPath(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count > 0 else { return nil }
        switch text[0] {
        case UInt8(ascii: "/"):
            var path: [UInt8] = []
            PathText.appendNormalised(text, in: text.extracting(0..<0), to: &path)
            return path
        case UInt8(ascii: "."), UInt8(ascii: "~"): return Array(copying: text)
        default: return nil
        }
    }
}
