import AuditRecords
import DockerActivity

/// The files that an act is counted for, each with the row that it is counted in.
///
/// Counting, marking what is suspicious, and the filter that lists what was counted all ask here, so that they agree.
struct CountedFile {
    private let path: ByteRange
    private let from: ByteRange
    private let place: DockerPlace
    private let isSymlink: Bool
    /// Whether a rule with a key recorded a change.
    private let isWatched: Bool

    init(_ path: ByteRange, from: ByteRange, _ place: DockerPlace, _ action: Action, hasKey: Bool) {
        self.path = path
        self.from = from
        self.place = place
        isSymlink = action == .symlink
        isWatched = hasKey && action.changesFiles
    }

    /// The files of an activity; nil where it is on none.
    init?(_ activity: Activity) {
        guard let file = activity.file else { return nil }
        self.init(file.path, from: file.from, file.place, activity.action, hasKey: !activity.keys.isEmpty)
    }

    /// Gives kind and name of each row, none of them twice; tells whether any of the files is Docker's.
    @inline(__always)
    @discardableResult
    func each(in bytes: Span<UInt8>, _ body: (DockerPlace, Span<UInt8>) -> Void) -> Bool {
        let name = bytes.extracting(path.indices)
        let row = name.extracting(0..<Self.rowLength(of: name, place))
        if place != .other { body(place, row) }
        var isFromDockers = false
        if !from.isEmpty {
            let old = bytes.extracting(from.indices)
            let oldPlace = DockerPlace(path: old)
            let oldRow = old.extracting(0..<Self.rowLength(of: old, oldPlace))
            isFromDockers = oldPlace != .other
            // What was moved away, or linked to, was touched as well.
            if isFromDockers, !isSymlink, oldPlace != place || !oldRow.isEqual(row) { body(oldPlace, oldRow) }
        }
        if place != .other || isFromDockers { return true }
        // A watched file by another name: what a container calls /host/etc/docker/daemon.json, say.
        if isWatched, !path.isEmpty { body(.other, row) }
        return false
    }

    /// How much of a path names its row: all of it, or below a data root what stands for many.
    @inline(__always)
    static func rowLength(of path: Span<UInt8>, _ place: DockerPlace) -> Int {
        min(place.foldedLength(of: path), ActivityTables.pathLimit)
    }
}
