import Foundation
public import Testing

/// Compares text with a file of the folder Golden beside the test.
///
/// With WRITE_GOLDEN=1 in the environment the file is written anew instead, and the test fails all the same: a run that
/// rewrites what it is measured by has proved nothing.
public func expectGolden(
    _ text: String,
    _ name: String,
    testFile: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let file = URL(fileURLWithPath: testFile).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
    if ProcessInfo.processInfo.environment["WRITE_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        Issue.record(
            "\(name) was written anew: read the difference, then run without WRITE_GOLDEN",
            sourceLocation: sourceLocation
        )
        return
    }
    guard let wanted = try? String(contentsOf: file, encoding: .utf8) else {
        Issue.record("there is no \(file.path): run once with WRITE_GOLDEN=1", sourceLocation: sourceLocation)
        return
    }
    if text != wanted {
        Issue.record("\(name) differs\n\(firstDifference(text, wanted))", sourceLocation: sourceLocation)
    }
}

/// The first line in which two texts differ, from both.
private func firstDifference(_ text: String, _ wanted: String) -> String {
    let got = text.split(separator: "\n", omittingEmptySubsequences: false)
    let want = wanted.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, pair) in zip(got, want).enumerated() where pair.0 != pair.1 {
        return "line \(index + 1) is:    \(pair.0)\nand should be: \(pair.1)"
    }
    return "\(got.count) lines, and should be \(want.count)"
}
