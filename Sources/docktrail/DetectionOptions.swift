import Analysis
import ArgumentParser
import Detections
import FoundationEssentials

/// Which detections run, and what a site says of them: options of the commands that read logs for findings.
struct DetectionOptions: ParsableArguments {
    @Option(
        name: .customLong("detections"),
        help: ArgumentHelp(
            "Further detections: a file of Sigma rules, or a directory. One with the id of the program's own takes its "
                + "place. Can be repeated.",
            valueName: "path"
        )
    )
    var paths: [String] = []

    @Option(help: ArgumentHelp("Leave this detection out. Can be repeated.", valueName: "id"))
    var disable: [String] = []

    @Option(
        help: ArgumentHelp(
            "What is usual on the site: a docktrail.yml with office hours, automation, accepted findings and levels.",
            valueName: "file"
        )
    )
    var config: String?

    @Option(help: ArgumentHelp("Approved changes: their findings are expected.", valueName: "file"))
    var changes: String?

    @Option(help: ArgumentHelp("What was seen on the site before; anything else is told as new.", valueName: "file"))
    var baseline: String?

    @Option(
        name: .customLong("daemon-json"),
        help: ArgumentHelp(
            "The host's daemon.json as it is now, or a copy: tells whether a change of it left something dangerous.",
            valueName: "file"
        )
    )
    var daemonSettings: String?

    /// Loads the detections that the options ask for, and tells what cannot be run.
    ///
    /// `keepingDisabled` loads those as well that are not to run, for a list.
    func load(keepingDisabled: Bool = false) throws -> LoadedDetections {
        var site = SiteSettings()
        if let config { site.add(try Self.read(config, SiteSettings.init(text:path:))) }
        if let changes { site.add(try Self.read(changes, SiteSettings.changes(text:path:))) }
        var loader = DetectionLoader.embedded()
        for path in paths { try DetectionFiles.add(path, of: "--detections", to: &loader) }
        for id in disable where !loader.contains(id) { throw Self.unknown(id, "--disable", loader) }
        for id in site.disabled.sorted() where !loader.contains(id) { throw Self.unknown(id, "--config", loader) }
        let disabled = site.disabled.union(disable)
        if !keepingDisabled {
            for id in disabled { _ = loader.disable(id) }
        }
        for (id, level) in site.levels.sorted(by: { $0.key < $1.key }) where !loader.setLevel(level, of: id) {
            throw Self.unknown(id, "--config", loader)
        }
        var library = loader.library()
        library.site = site
        library.baseline = try baseline.map { try Self.read($0, limit: Baseline.fileLimit, Baseline.init(text:path:)) }
        library.daemonSettings = try daemonSettings.map {
            try Self.read($0, limit: DaemonSettings.fileLimit, DaemonSettings.init(json:path:))
        }
        Messages.tell(loader.problems)
        return LoadedDetections(library: library, disabled: disabled, isComplete: loader.problems.isEmpty)
    }

    /// The files that the options name, of a directory each that is read.
    var givenFiles: [GivenFile] {
        paths.flatMap { DetectionFiles.files(of: $0) }.map { GivenFile(.detections, $0) }
            + [config, changes, baseline, daemonSettings].compactMap(\.self).map { GivenFile(.site, $0) }
    }

    /// The baseline in a file; an empty one where there is no file yet.
    static func baselineIfThere(_ path: String) throws -> Baseline {
        guard FileManager.default.fileExists(atPath: path) else { return Baseline() }
        return try read(path, limit: Baseline.fileLimit, Baseline.init(text:path:))
    }

    private static func read<Value>(
        _ path: String,
        limit: Int = SmallFile.limit,
        _ parse: ([UInt8], String) throws(DetectionError) -> Value
    ) throws -> Value {
        let bytes = try SmallFile.bytes(of: path, limit: limit)
        do throws(DetectionError) {
            return try parse(bytes, path)
        } catch {
            throw ValidationError("\(error).")
        }
    }

    private static func unknown(_ id: String, _ option: String, _ loader: DetectionLoader) -> ValidationError {
        let near = loader.nearest(to: id).map { "; did you mean \($0)?" }
        return ValidationError(
            "\(option): there is no detection \(id)\(near ?? "; docktrail detections list has all.")"
        )
    }
}

/// Detections, and whether all of them can be run.
struct LoadedDetections {
    /// What was loaded.
    let library: DetectionLibrary
    /// Those that are not to run.
    let disabled: Set<String>
    /// Whether each document could be read and run.
    let isComplete: Bool

    /// The exit status: 2 where a detection could not be run, whatever was found by the others.
    func status(_ status: ExitCode) -> ExitCode { isComplete ? status : ExitCode(2) }
}
