import ArgumentParser
import Detections
import FoundationEssentials

/// Files of detections, by themselves or all below a directory.
enum DetectionFiles {
    /// Bytes of one file; the rules that people write have a few thousand.
    private static let sizeLimit = 1 << 20
    /// Files below one directory; the largest public collection of rules has some four thousand.
    private static let filesLimit = 20_000
    /// Directories in directories.
    private static let depthLimit = 32

    /// Adds what a path names: a file, or each `.yml` and `.yaml` below a directory, in order of their paths.
    ///
    /// What cannot be read is reported as the rules are that cannot be run. A path that names nothing is an error of the
    /// arguments.
    static func add(_ path: String, of option: String, to loader: inout DetectionLoader) throws {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw ValidationError("\(option): there is no \(path).")
        }
        guard isDirectory else { return add(file: path, to: &loader) }
        var files: [String] = []
        find(below: path, depth: 0, &files, &loader)
        guard !files.isEmpty else { throw ValidationError("\(option): no file below \(path) ends with .yml or .yaml.") }
        for file in files { add(file: file, to: &loader) }
    }

    /// The files that `add` reads for a path.
    static func files(of path: String) -> [String] {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory else {
            return [path]
        }
        var files: [String] = []
        var loader = DetectionLoader()  // what cannot be read was told when the detections were loaded
        find(below: path, depth: 0, &files, &loader)
        return files
    }

    private static func add(file path: String, to loader: inout DetectionLoader) {
        let text: [UInt8]
        do throws(SmallFile.Failure) {
            text = try SmallFile.read(path, limit: sizeLimit)
        } catch {
            return loader.report(DetectionError(file: path, line: 1, reason: error.text))
        }
        loader.add(text.span, file: path)
    }

    /// Links to directories are not followed: they could lead round in a circle.
    private static func find(below path: String, depth: Int, _ files: inout [String], _ loader: inout DetectionLoader) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            return loader.report(DetectionError(file: path, line: 1, reason: "the directory cannot be read (try sudo)"))
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            let child = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            let type = try? FileManager.default.attributesOfItem(atPath: child)[.type] as? FileAttributeType
            if type == .typeDirectory {
                guard depth < depthLimit else {
                    let reason = "there are more than \(depthLimit) directories in one another"
                    return loader.report(DetectionError(file: child, line: 1, reason: reason))
                }
                find(below: child, depth: depth + 1, &files, &loader)
            } else if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
                guard files.count < filesLimit else {
                    let reason = "there are more than \(filesLimit) files; give their directories one by one"
                    return loader.report(DetectionError(file: child, line: 1, reason: reason))
                }
                files.append(child)
            }
        }
    }
}
