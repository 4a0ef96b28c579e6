/// Finds, among files that begin alike, those that hold nothing of their own.
///
/// Judged on decompressed content, a block of each file at a time. Of a damaged archive, what can be decompressed
/// counts: the rest of one that was cut off while its original was still there is in the original.
struct CopyElimination {
    /// Why a file is not needed.
    struct Copy {
        /// Index of the file that is read instead.
        var of: Int
        /// Whether that one goes on where this one ends.
        var isBeginning: Bool
    }

    private struct Kept {
        var file: LogFile
        var index: Int
    }

    private var kept: [Kept] = []
    private var copies: [Int: Copy] = [:]

    /// Compares one more file with those that are kept; add the better copies first.
    mutating func add(_ file: LogFile, index: Int) {
        for position in kept.indices {
            let other = kept[position]
            switch ContentComparison.compare(file, other.file) {
            case .different:
                continue
            case .same(let firstIsDamaged, let secondIsDamaged):
                if secondIsDamaged, !firstIsDamaged {
                    copies[other.index] = Copy(of: index, isBeginning: false)
                    kept[position] = Kept(file: file, index: index)
                } else {
                    copies[index] = Copy(of: other.index, isBeginning: false)
                }
            case .firstIsBeginning:
                copies[index] = Copy(of: other.index, isBeginning: true)
            case .secondIsBeginning:
                copies[other.index] = Copy(of: index, isBeginning: true)
                kept[position] = Kept(file: file, index: index)
            }
            return
        }
        kept.append(Kept(file: file, index: index))
    }

    /// The files that are not needed, each with the one that is finally kept.
    var dropped: [(index: Int, copy: Copy)] {
        copies.map { index, copy in
            var last = copy
            // A file is dropped once only, for one that was kept then; so this chain has an end.
            while let next = copies[last.of] {
                last = Copy(of: next.of, isBeginning: last.isBeginning || next.isBeginning)
            }
            return (index, last)
        }
    }
}
