/// The commands whose record by sudo is the only trace of an act, by where the record stands.
///
/// Found in a first look at a log, they let a second one tell each at its own time.
struct CommandTraces: Sendable {
    /// Commands that are remembered; of more, the later ones are not told in the second look.
    static let limit = 1 << 16

    /// For each record, a bit for each file that it names.
    private var files: [Foreknowledge.Place: UInt16] = [:]

    /// Whether a record is the only trace of an act on one of the files that it names.
    func isOnlyTrace(_ evidence: Activity.Evidence, file: Int) -> Bool {
        guard let mask = files[Foreknowledge.Place(evidence)] else { return false }
        return mask >> UInt16(file) & 1 == 1
    }

    mutating func add(_ evidence: Activity.Evidence, file: Int) {
        let place = Foreknowledge.Place(evidence)
        guard files.count < Self.limit || files[place] != nil else { return }
        files[place, default: 0] |= 1 << UInt16(file)
    }
}
