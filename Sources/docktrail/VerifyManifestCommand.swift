import Analysis
import ArgumentParser
import Reports

/// Tells whether what a manifest names is still what it was.
struct VerifyManifestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the files that a manifest names: is each what it was?",
        usage: "docktrail verify [<options>] MANIFEST",
        discussion: """
            docktrail report -o report.txt --manifest manifest.json archive/
            docktrail verify manifest.json

            Relative paths begin at the manifest's own directory, so that a folder with all of it can be moved. A newer \
            version of the program is told and is no change.

            Exit status: 0 all is the same; 1 something has changed or is missing; 2 something could not be read.
            """
    )

    @Argument(help: ArgumentHelp("What --manifest wrote.", valueName: "manifest"))
    var manifest: String

    @Option(help: ArgumentHelp("Where relative paths begin, instead of the manifest's directory.", valueName: "dir"))
    var directory: String?

    @OptionGroup(title: "Text")
    var look: TerminalOptions

    func run() throws {
        let files = try read()
        let check = ManifestCheck(directory: Array((directory ?? ownDirectory).utf8))
        let writer = ManifestText()
        let output = try Output()
        var counts = Counts()
        for file in files.files {
            let verdict = check.verdict(on: file)
            counts.add(verdict)
            var line = writer.line(verdict, file, look.style)
            try output.write(&line)
        }
        var line = writer.line(check.verdict(on: files.program), files.program, look.style)
        try output.write(&line)
        Messages.tell(counts.sentence)
        throw counts.status
    }

    private var ownDirectory: String {
        guard let slash = manifest.lastIndex(of: "/") else { return "." }
        return slash == manifest.startIndex ? "/" : String(manifest[..<slash])
    }

    private func read() throws -> ManifestFiles {
        let bytes: [UInt8]
        do throws(SmallFile.Failure) {
            bytes = try SmallFile.read(manifest, limit: ManifestFiles.sizeLimit)
        } catch {
            Messages.tell(error.text)
            throw ExitCode(2)
        }
        do throws(ManifestFiles.Mistake) {
            return try ManifestFiles(json: bytes)
        } catch {
            Messages.tell("cannot use \(manifest): \(error)")
            throw ExitCode(2)
        }
    }

    /// How many files came to what.
    private struct Counts {
        private var same = 0
        private var changed = 0
        private var unreadable = 0
        private var unknown = 0

        mutating func add(_ verdict: ManifestCheck.Verdict) {
            switch verdict {
            case .same: same += 1
            case .changed, .grown, .missing: changed += 1
            case .unreadable: unreadable += 1
            case .unknown: unknown += 1
            }
        }

        var sentence: String {
            var parts = [Quantity.count(same, "file is the same", "files are the same")]
            if changed > 0 {
                parts.append(Quantity.count(changed, "has changed or is missing", "have changed or are missing"))
            }
            if unreadable > 0 { parts.append("\(Quantity.count(unreadable)) could not be read") }
            if unknown > 0 { parts.append("\(Quantity.count(unknown)) cannot be checked") }
            return parts.joined(separator: ", ")
        }

        var status: ExitCode { ExitCode(unreadable > 0 ? 2 : changed > 0 ? 1 : 0) }
    }
}
