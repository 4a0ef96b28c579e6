import Dispatch
import Synchronization

/// Does pieces of work on several cores at once and gives their results in order, as they are asked for.
///
/// Each worker draws the next piece itself, one worker at a time. So what it takes to make a piece, such as undoing a
/// compression, runs beside the work on those before it, and the worker goes on with what its own core has at hand.
/// Whoever asks for a result that is not there yet does a piece himself meanwhile, so he counts as a core; for one core
/// there is no other. Memory holds a piece for each core and as many results that nobody has taken yet.
package final class OrderedWork<Piece: Sendable, Result: Sendable>: Sendable {
    private let next: @Sendable () -> Piece?
    private let work: @Sendable (Piece) -> Result
    private let workers: Int
    /// Whose turn it is to draw: a semaphore, since who waits for a mutex keeps a core busy for as long as its holder runs,
    /// and making a piece can take long.
    private let turn = DispatchSemaphore(value: 1)
    /// How many pieces have been drawn, and whether more may be.
    private let drawn = Mutex(Drawing())
    private let results = Mutex(Results())
    /// One for each piece that may be drawn before a result is taken.
    private let room: DispatchSemaphore
    /// One for each result, and one for the end.
    private let news = DispatchSemaphore(value: 0)
    private let group = DispatchGroup()

    private struct Drawing {
        var count = 0
        var isOver = false
    }

    private struct Results {
        var ready: [Int: Result] = [:]
        var taken = 0
        /// How many there will be, as soon as that is known.
        var total: Int?
    }

    /// Begins at once, if there are several cores.
    ///
    /// - Parameters:
    ///   - cores: how many are used: a worker for each of them but one, which is that of whoever takes the results.
    ///   - next: makes the next piece, nil at the end; never called by two at a time.
    ///   - work: what is done with a piece.
    package init(cores: Int, next: @escaping @Sendable () -> Piece?, work: @escaping @Sendable (Piece) -> Result) {
        self.next = next
        self.work = work
        workers = max(0, cores - 1)
        room = DispatchSemaphore(value: 0)
        guard workers > 0 else { return }
        for _ in 0..<cores * 2 { room.signal() }
        // A queue each, which always gets a thread: concurrent queues share a pool of as many as there are cores, in which
        // workers that wait would keep out those they wait for.
        for number in 0..<workers {
            DispatchQueue(label: "docktrail.work.\(number)").async(group: group) { [self] in run() }
        }
    }

    /// The next result, in the pieces' order; nil behind the last one.
    package func take() -> Result? {
        guard workers > 0 else { return draw().map { work($0.piece) } }
        while true {
            let (result, isOver) = results.withLock { results -> (Result?, Bool) in
                let result = results.ready.removeValue(forKey: results.taken)
                if result != nil { results.taken += 1 }
                return (result, results.taken == results.total)
            }
            if let result {
                room.signal()
                return result
            }
            if isOver { return nil }
            if !doPiece() { news.wait() }
        }
    }

    /// Begins no further piece, and waits for those that have begun.
    package func stop() {
        drawn.withLock { $0.isOver = true }
        for _ in 0..<workers { room.signal() }
        group.wait()
    }

    /// The next piece; nil behind the last one.
    private func draw() -> (number: Int, piece: Piece)? {
        turn.wait()
        defer { turn.signal() }
        return drawInTurn()
    }

    private func drawInTurn() -> (number: Int, piece: Piece)? {
        guard !drawn.withLock({ $0.isOver }), let piece = next() else {
            drawn.withLock { $0.isOver = true }
            return nil
        }
        return drawn.withLock { drawn in
            drawn.count += 1
            return (drawn.count - 1, piece)
        }
    }

    /// Does a piece if that can begin without waiting; false if it cannot, or there is none.
    private func doPiece() -> Bool {
        guard room.wait(timeout: .now()) == .success else { return false }
        guard turn.wait(timeout: .now()) == .success else {
            room.signal()
            return false
        }
        let piece = drawInTurn()
        turn.signal()
        guard let (number, piece) = piece else {
            noteEnd()
            return true
        }
        let result = work(piece)
        results.withLock { $0.ready[number] = result }
        return true
    }

    /// What a worker does.
    private func run() {
        while true {
            room.wait()
            guard let (number, piece) = draw() else { break }
            let result = work(piece)
            results.withLock { $0.ready[number] = result }
            news.signal()
        }
        noteEnd()
        news.signal()
    }

    /// Notes how many results there will be: there is nothing more to draw.
    private func noteEnd() {
        room.signal()  // for a worker that waits for room
        let total = drawn.withLock { $0.count }
        results.withLock { $0.total = total }
    }
}
