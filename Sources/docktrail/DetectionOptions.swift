import ArgumentParser
import Detections

/// Which detections run: options of the commands that read logs for findings.
struct DetectionOptions: ParsableArguments {
    /// The detections that the options ask for.
    func library() throws -> DetectionLibrary {
        var loader = DetectionLoader.embedded()
        let library = loader.library()
        for problem in loader.problems { Messages.tell("\(problem)") }
        return library
    }
}
