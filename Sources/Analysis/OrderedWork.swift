import Dispatch
import Synchronization

/// Does pieces of work on several cores at once and gives their results in order, as they are asked for.
///
/// Each worker draws the next piece itself, one worker at a time. So what it takes to make a piece, such as undoing a
/// compression, runs beside the work on those before it, and the worker goes on with what its own core has at hand.
/// Memory holds a piece for each worker and as many results that nobody has taken yet. For one core there is no worker:
/// whoever asks for a result does the work.
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
    ///   - cores: how many workers there are.
    ///   - next: makes the next piece, nil at the end; never called by two at a time.
    ///   - work: what is done with a piece.
    package init(cores: Int, next: @escaping @Sendable () -> Piece?, work: @escaping @Sendable (Piece) -> Result) {
        self.next = next
        self.work = work
        workers = cores > 1 ? cores : 0
        room = DispatchSemaphore(value: 0)
        guard workers > 0 else { return }
        for _ in 0..<workers * 2 { room.signal() }
        // A queue each, which always gets a thread: concurrent queues share a pool of as many as there are cores, in which
        // workers that wait would keep out those they wait for.
        for number in 0..<workers {
            DispatchQueue(label: "docktrail.work.\(number)").async(group: group) { [self] in run() }
        }
    }

    /// The next result, in the pieces' order; nil behind the last one.
    package func take() -> Result? {
        guard workers > 0 else {
            guard let piece = draw() else { return nil }
            return work(piece.piece)
        }
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
            news.wait()
        }
    }

    /// Begins no further piece, and waits for those that have begun.
    package func stop() {
        drawn.withLock { $0.isOver = true }
        for _ in 0..<workers { room.signal() }
        group.wait()
    }

    private func draw() -> (number: Int, piece: Piece)? {
        turn.wait()
        defer { turn.signal() }
        guard !drawn.withLock({ $0.isOver }), let piece = next() else {
            drawn.withLock { $0.isOver = true }
            return nil
        }
        return drawn.withLock { drawn in
            drawn.count += 1
            return (drawn.count - 1, piece)
        }
    }

    private func run() {
        while true {
            room.wait()
            guard let (number, piece) = draw() else { break }
            let result = work(piece)
            results.withLock { $0.ready[number] = result }
            news.signal()
        }
        room.signal()  // for the worker that waits for room: there is nothing more to draw
        let total = drawn.withLock { $0.count }
        results.withLock { $0.total = total }
        news.signal()
    }
}
