/// Finds the word that somebody may have meant.
enum Spelling {
    /// Letters of a word that is looked at; longer ones are nobody's slip.
    private static let lengthLimit = 64

    /// The word nearest to one that is not known; nil where none is near.
    static func nearest(to word: String, among known: [String]) -> String? {
        guard word.utf8.count <= lengthLimit else { return nil }
        let wanted = Array(word.lowercased().utf8)
        var best: (word: String, distance: Int)?
        for candidate in known {
            let distance = distance(wanted, Array(candidate.lowercased().utf8))
            if distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(1, wanted.count / 3) else { return nil }
        return best.word
    }

    /// How many letters must be put in, taken out or changed (Levenshtein's distance).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (other, candidate) in right.enumerated() {
                let changed = diagonal + (letter == candidate ? 0 : 1)
                diagonal = row[other + 1]
                row[other + 1] = min(changed, row[other] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
