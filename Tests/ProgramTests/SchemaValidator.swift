import Foundation
import TestSupport

/// Holds JSON against the schemas that the project publishes, by an implementation of JSON Schema that is not ours.
enum SchemaValidator {
    /// Whether Python has the module; Debian's package is python3-jsonschema.
    static let isUsable: Bool = {
        if ProcessInfo.processInfo.environment["CI"] != nil { return true }
        return (try? ExternalTool.run("python3", ["-c", "import jsonschema"]))?.status == 0
    }()

    /// The folder of the schemas.
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../schemas").standardizedFileURL

    /// What is wrong with documents, of which each is a line; nothing where all are as the schema says.
    static func problems(of lines: [UInt8], by schema: String) throws -> String {
        let folder = try TemporaryFolder()
        let documents = try folder.write(lines, to: "documents.ndjson")
        let file = Self.folder.appendingPathComponent("\(schema).schema.json").path
        let result = try ExternalTool.run("python3", ["-W", "ignore", "-c", script, file, documents])
        return result.status == 0 ? result.text : "python3 failed: \(result.errorText)"
    }

    private static let script = """
        import json, sys
        from jsonschema import Draft202012Validator
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        count = 0
        for number, line in enumerate(open(sys.argv[2], encoding="utf-8", newline="\\n"), 1):
            for error in validator.iter_errors(json.loads(line)):
                count += 1
                if count <= 10:
                    print(f"line {number}: {list(error.absolute_path)}: {error.message[:300]}")
        """
}
