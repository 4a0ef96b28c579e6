internal import CYAML

/// libyaml's parser over one text: the events of a document, with their lines.
///
/// The door to the C library: nothing of its types leaves this file. Safe, because it alone owns what its pointers point
/// to, and frees it once.
@safe
struct YAMLEvents: ~Copyable {
    /// What comes next in the text.
    enum Event {
        /// The text's end.
        case streamEnd
        /// Beginning and end of a document, and of the text: nothing to keep.
        case mark
        /// A text.
        case scalar(String, isPlain: Bool, anchor: String?)
        /// A list begins.
        case sequenceStart(anchor: String?)
        /// The list that began last ends.
        case sequenceEnd
        /// A mapping begins.
        case mappingStart(anchor: String?)
        /// The mapping that began last ends.
        case mappingEnd
        /// What an anchor stands for, once more.
        case alias(String)
    }

    /// libyaml keeps the parser's own address in it, and the text's, so both stay where they are.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let text: UnsafeMutableBufferPointer<UInt8>
    private let firstLine: Int
    /// Whether libyaml found memory for its own.
    private let isReady: Bool

    /// A parser over a text whose first line has a number in its file.
    init(_ source: Span<UInt8>, firstLine: Int) {
        self.firstLine = firstLine
        unsafe text = .allocate(capacity: max(source.count, 1))
        unsafe text.initialize(repeating: 0)
        for index in source.indices { unsafe text[index] = source[index] }
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        isReady = unsafe yaml_parser_initialize(parser) == 1
        if isReady {
            unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            unsafe yaml_parser_set_input_string(parser, text.baseAddress, source.count)
        }
    }

    deinit {
        if isReady { unsafe yaml_parser_delete(parser) }
        unsafe parser.deallocate()
        unsafe text.deallocate()
    }

    /// The next event and its line; throws what libyaml says of a text that is no YAML.
    mutating func next() throws(DetectionError) -> (event: Event, line: Int) {
        guard isReady else { throw DetectionError(line: firstLine, reason: "there is no memory to read the document") }
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw error() }
        defer { unsafe yaml_event_delete(&event) }
        return (unsafe Self.event(event), unsafe firstLine + event.start_mark.line)
    }

    private static func event(_ event: yaml_event_t) -> Event {
        switch unsafe event.type {
        case YAML_STREAM_END_EVENT: .streamEnd
        case YAML_SCALAR_EVENT:
            unsafe .scalar(
                string(event.data.scalar.value, count: event.data.scalar.length),
                isPlain: event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE,
                anchor: name(event.data.scalar.anchor)
            )
        case YAML_SEQUENCE_START_EVENT: unsafe .sequenceStart(anchor: name(event.data.sequence_start.anchor))
        case YAML_SEQUENCE_END_EVENT: .sequenceEnd
        case YAML_MAPPING_START_EVENT: unsafe .mappingStart(anchor: name(event.data.mapping_start.anchor))
        case YAML_MAPPING_END_EVENT: .mappingEnd
        case YAML_ALIAS_EVENT: unsafe .alias(name(event.data.alias.anchor) ?? "")
        default: .mark
        }
    }

    /// A text of libyaml's, copied; it has checked that it is UTF-8.
    private static func string(_ start: UnsafeMutablePointer<UInt8>?, count: Int) -> String {
        guard let start = unsafe start else { return "" }
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// A name of libyaml's, copied, which ends with a zero.
    private static func name(_ start: UnsafeMutablePointer<UInt8>?) -> String? {
        guard let start = unsafe start else { return nil }
        return unsafe String(cString: start)
    }

    private func error() -> DetectionError {
        let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "it can not be read"
        var line = unsafe parser.pointee.problem_mark.line
        if unsafe parser.pointee.error == YAML_READER_ERROR {
            // The reader names the byte instead.
            let end = min(unsafe Int(clamping: parser.pointee.problem_offset), unsafe text.count)
            line = unsafe text[..<end].reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
        }
        return DetectionError(line: firstLine + line, reason: "this is no YAML: \(problem)")
    }
}
