import AuditRecords

/// Reads a file of YAML documents, each by itself, so that a mistake in one costs only that one.
struct YAMLReader {
    /// Bytes in one file; rules are a few KiB long, whole packs some hundred.
    static let fileLimit = 1 << 20
    /// Documents in one file.
    static let documentLimit = 10_000

    /// What one document turned out to be: its line and its root, or what is wrong with it.
    enum Document {
        /// A document that was read.
        case read(YAMLNode)
        /// A document with a mistake; its file is not set.
        case wrong(DetectionError)
    }

    /// The documents of a file, in order; those without any node are left out.
    static func documents(in text: Span<UInt8>) -> [Document] {
        guard text.count <= fileLimit else {
            let reason = "the file has \(text.count) bytes, more than the \(fileLimit) that a file of rules may have"
            return [.wrong(DetectionError(line: 1, reason: reason))]
        }
        if let reason = wrongEncoding(text) { return [.wrong(DetectionError(line: 1, reason: reason))] }
        var documents: [Document] = []
        var start = 0
        var startLine = 1
        var position = 0
        var line = 1
        while position < text.count {
            if position > start, isDocumentStart(text, at: position) {
                read(text.extracting(start..<position), from: startLine, into: &documents)
                start = position
                startLine = line
                guard documents.count < documentLimit else {
                    let reason = "the file has more than \(documentLimit) documents"
                    documents.append(.wrong(DetectionError(line: line, reason: reason)))
                    return documents
                }
            }
            position = text.firstIndex(of: UInt8(ascii: "\n"), from: position, to: text.count) + 1
            line += 1
        }
        read(text.extracting(start..<text.count), from: startLine, into: &documents)
        return documents
    }

    private static func read(_ text: Span<UInt8>, from line: Int, into documents: inout [Document]) {
        var parser = YAMLParser(text, firstLine: line)
        do throws(DetectionError) {
            while let node = try parser.nextDocument() { documents.append(.read(node)) }
        } catch {
            documents.append(.wrong(error))
        }
    }

    /// Whether a line begins a document: `---` at a line's start can stand nowhere else (YAML 1.1, 4.1.5).
    private static func isDocumentStart(_ text: Span<UInt8>, at position: Int) -> Bool {
        guard text.holds("---", at: position, end: text.count) else { return false }
        guard position + 3 < text.count else { return true }
        let next = text[position + 3]
        return next == UInt8(ascii: " ") || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r")
            || next == UInt8(ascii: "\t")
    }

    private static func wrongEncoding(_ text: Span<UInt8>) -> String? {
        guard text.count >= 2 else { return nil }
        switch (text[0], text[1]) {
        case (0xff, 0xfe), (0xfe, 0xff), (0, _), (_, 0): return "the file is UTF-16 or UTF-32: save it as UTF-8"
        default: return nil
        }
    }
}
