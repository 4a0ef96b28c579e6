import FoundationEssentials

/// The files of a stored manifest, which is what checking it needs.
public struct ManifestFiles: Sendable {
    /// Why a text is no manifest.
    public enum Mistake: Error, Hashable, Sendable {
        /// It is no JSON, or has not the members of a manifest.
        case malformed
        /// It has another schema.
        case otherSchema(String)
    }

    /// Bytes of a manifest that is read; one of 100,000 files has some twenty million.
    public static let sizeLimit = 64 << 20

    /// The program that made it.
    public let program: Manifest.File
    /// What the run read, then what it wrote.
    public let files: [Manifest.File]

    private struct Document: Decodable {
        struct File: Decodable {
            let role: Manifest.File.Role?
            let path: String?
            let sha256: String?
            let bytes: UInt64?
        }

        struct Tool: Decodable {
            let path: String?
            let sha256: String?
            let bytes: UInt64?
        }

        let schema: String
        let tool: Tool
        let inputs: [File]
        let outputs: [File]
    }

    private struct Heading: Decodable {
        let schema: String
    }

    /// Reads a stored manifest.
    public init(json: [UInt8]) throws(Mistake) {
        let data = Data(json)
        guard let heading = try? JSONDecoder().decode(Heading.self, from: data) else { throw .malformed }
        guard heading.schema == Manifest.schema else { throw .otherSchema(heading.schema) }
        guard let document = try? JSONDecoder().decode(Document.self, from: data) else { throw .malformed }
        let tool = document.tool
        program = Manifest.File(.program, path: tool.path.map(Self.bytes), sha256: tool.sha256, bytes: tool.bytes)
        files = (document.inputs + document.outputs)
            .map { file in
                let path = file.path.map(Self.bytes)
                return Manifest.File(file.role ?? .output, path: path, sha256: file.sha256, bytes: file.bytes)
            }
    }

    /// A path's bytes from the text in which a backslash is doubled and a byte that is not UTF-8 is `\xNN`.
    static func bytes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.dropFirst().prefix(2)
            if rest.first == UInt8(ascii: "x"), digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
                if rest.first == byte { rest = rest.dropFirst() }
            }
        }
        return bytes
    }
}

extension ManifestFiles.Mistake: CustomStringConvertible {
    /// One readable sentence, without a full stop; the schema's name is a stranger's text, not escaped.
    public var description: String {
        switch self {
        case .malformed: "it is no manifest of docktrail's"
        case .otherSchema(let schema): "it has the schema \(schema), and this docktrail reads \(Manifest.schema)"
        }
    }
}
