/// Builds the nodes of one text's documents, within limits.
struct YAMLParser: ~Copyable {
    /// How deep nodes may lie in each other; rules need about eight levels.
    static let depthLimit = 64
    /// Nodes in one document, those that aliases repeat counted each time.
    static let nodeLimit = 50_000

    private var events: YAMLEvents
    /// What anchors stand for, with the size of each, so that nested aliases are counted before they are made.
    private var anchors: [String: (node: YAMLNode, size: Int, depth: Int)] = [:]
    private var size = 0

    /// A parser over a text whose first line has a number in its file.
    init(_ text: Span<UInt8>, firstLine: Int) {
        events = YAMLEvents(text, firstLine: firstLine)
    }

    /// The root of the next document that has one; nil at the end.
    mutating func nextDocument() throws(DetectionError) -> YAMLNode? {
        while true {
            let (event, line) = try events.next()
            switch event {
            case .streamEnd: return nil
            case .mark: continue
            default: break
            }
            anchors = [:]
            size = 0
            let root = try node(event, line: line, depth: 0).node
            if !root.isNull { return root }
        }
    }

    /// The node that an event begins, and how many levels it has.
    private mutating func node(
        _ event: YAMLEvents.Event,
        line: Int,
        depth: Int
    ) throws(DetectionError) -> (node: YAMLNode, depth: Int) {
        let before = size
        try count(1, depth: depth, line: line)
        let anchor: String?
        let node: YAMLNode
        var levels = 1
        switch event {
        case .scalar(let text, let isPlain, let name):
            node = YAMLNode(line: line, content: .scalar(text, isPlain: isPlain))
            anchor = name
        case .sequenceStart(let name):
            (node, levels) = try sequence(line: line, depth: depth)
            anchor = name
        case .mappingStart(let name):
            (node, levels) = try mapping(line: line, depth: depth)
            anchor = name
        case .alias(let name):
            guard let known = anchors[name] else {
                let reason = "the alias *\(name) stands before its anchor is complete, or there is none of that name"
                throw DetectionError(line: line, reason: reason)
            }
            try count(known.size, depth: depth + known.depth, line: line)
            return (known.node, known.depth)
        case .streamEnd, .mark, .sequenceEnd, .mappingEnd:
            throw DetectionError(line: line, reason: "the document ends in the middle")
        }
        if let anchor { anchors[anchor] = (node, size - before, levels) }
        return (node, levels)
    }

    private mutating func sequence(line: Int, depth: Int) throws(DetectionError) -> (YAMLNode, Int) {
        var elements: [YAMLNode] = []
        var levels = 1
        while true {
            let (event, elementLine) = try events.next()
            if case .sequenceEnd = event { break }
            let element = try node(event, line: elementLine, depth: depth + 1)
            levels = max(levels, element.depth + 1)
            elements.append(element.node)
        }
        return (YAMLNode(line: line, content: .sequence(elements)), levels)
    }

    private mutating func mapping(line: Int, depth: Int) throws(DetectionError) -> (YAMLNode, Int) {
        var entries: [YAMLNode.Entry] = []
        var lines: [String: Int] = [:]
        var levels = 1
        while true {
            let (event, keyLine) = try events.next()
            if case .mappingEnd = event { break }
            let keyNode = try node(event, line: keyLine, depth: depth + 1).node
            guard case .scalar(let key, _) = keyNode.content else {
                throw DetectionError(line: keyLine, reason: "a key must be a text, and this one is \(keyNode.kindName)")
            }
            if let first = lines.updateValue(keyLine, forKey: key) {
                throw DetectionError(line: keyLine, reason: "the key \"\(key)\" stands here again after line \(first)")
            }
            let (valueEvent, valueLine) = try events.next()
            let value = try node(valueEvent, line: valueLine, depth: depth + 1)
            levels = max(levels, value.depth + 1)
            entries.append(YAMLNode.Entry(key: key, line: keyLine, value: value.node))
        }
        return (YAMLNode(line: line, content: .mapping(entries)), levels)
    }

    private mutating func count(_ nodes: Int, depth: Int, line: Int) throws(DetectionError) {
        size += nodes
        guard size <= Self.nodeLimit else {
            let reason = "the document has more than \(Self.nodeLimit) nodes, counting what aliases repeat"
            throw DetectionError(line: line, reason: reason)
        }
        guard depth <= Self.depthLimit else {
            throw DetectionError(line: line, reason: "the document is more than \(Self.depthLimit) levels deep")
        }
    }
}
