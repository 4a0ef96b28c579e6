public import Analysis

/// Writes manifests, and what became of the files that one names.
public struct ManifestText: Sendable {
    /// A writer.
    public init() {}

    /// A manifest as JSON, in the form `docktrail.manifest/1`, with a newline at its end.
    public func json(of manifest: Manifest) -> OutputBuffer {
        var writer = JSONWriter()
        writer.object { writer in
            writer.text("schema", Manifest.schema)
            writer.moment("started", manifest.started)
            writer.moment("ended", manifest.ended)
            writer.object("tool") { writer in
                writer.text("name", "docktrail")
                writer.text("version", manifest.version)
                writer.text("path", manifest.program.path ?? [])
                writer.text("sha256", manifest.program.sha256)
                writer.number("bytes", manifest.program.bytes)
            }
            writer.array("arguments") { writer in
                for argument in arguments(of: manifest) { writer.text(nil, argument) }
            }
            writer.array("inputs") { writer in
                for file in manifest.inputs { write(file, to: &writer) }
            }
            writer.array("outputs") { writer in
                for file in manifest.outputs { write(file, to: &writer) }
            }
        }
        var output = writer.output
        output.append("\n")
        return output
    }

    private func write(_ file: Manifest.File, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.text("role", file.role.rawValue)
            writer.text("path", file.path ?? [])
            writer.text("sha256", file.sha256)
            writer.number("bytes", file.bytes)
        }
    }

    /// The arguments, of which a name may hold a secret as that of any command.
    private func arguments(of manifest: Manifest) -> [[UInt8]] {
        var redactor = Redactor(isOn: true)
        let text = Array(manifest.arguments.joined(separator: [0]))
        let secrets = redactor.secrets(in: text.span, arguments: (text + [0]).span)
        return Redactor.text(text.span, without: secrets).split(separator: 0, omittingEmptySubsequences: false)
            .map { Array($0) }
    }

    /// A line for a file: what became of it, what it was to the run, and its path.
    public func line(_ verdict: ManifestCheck.Verdict, _ file: Manifest.File, _ style: TextStyle) -> OutputBuffer {
        var output = OutputBuffer()
        let (word, emphasis, detail) = words(for: verdict, of: file)
        style.begin(emphasis, in: &output)
        output.append(verbatim: word)
        style.end(emphasis, in: &output)
        output.append(blanks: 12 - word.utf8.count)
        output.append(verbatim: file.role.rawValue)
        output.append(blanks: 14 - file.role.rawValue.utf8.count)
        if let path = file.path {
            TerminalText.append(name: path.span, to: &output)
        } else {
            output.append(verbatim: file.role == .output ? "standard output" : "standard input, or another stream")
        }
        if !detail.isEmpty {
            output.append(": ")
            TerminalText.append(detail.utf8.span, to: &output)
        }
        output.append("\n")
        return output
    }

    private func words(
        for verdict: ManifestCheck.Verdict,
        of file: Manifest.File
    ) -> (String, TextStyle.Emphasis, String) {
        switch verdict {
        case .same: ("same", .plain, "")
        case .changed: ("changed", .alarm, "its SHA-256 is another one")
        case .grown(let bytes):
            ("changed", .alarm, "it has grown by \(Quantity.bytes(bytes)), behind what it was")
        case .missing: ("missing", .alarm, "")
        case .unreadable(let reason): ("unreadable", .alarm, reason)
        case .unknown where file.path == nil && file.sha256 == nil: ("unknown", .notice, "it cannot be read again")
        case .unknown where file.sha256 == nil: ("unknown", .notice, "it was not read to its end when it was used")
        case .unknown: ("unknown", .notice, "it was printed; compare SHA-256 \(file.sha256 ?? "")")
        }
    }
}
