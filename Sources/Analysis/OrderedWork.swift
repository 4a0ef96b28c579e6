import Dispatch
import Synchronization

/// Does pieces of work on several cores at once and hands their results over in order.
enum OrderedWork {
    /// Does `count` pieces, at most `ahead` of them begun before the first of these has been handed over.
    ///
    /// `consume` runs on the caller's thread and ends everything by answering false; pieces that have begun are waited
    /// for all the same.
    static func run<Result: Sendable>(
        _ count: Int,
        ahead: Int,
        work: @escaping @Sendable (Int) -> Result,
        consume: (Int, Result) -> Bool
    ) {
        let slots = (0..<count).map { _ in PendingResult<Result>() }
        let queue = DispatchQueue(label: "docktrail.scan", attributes: .concurrent)
        let begin = { (index: Int) in
            let slot = slots[index]
            queue.async { slot.fill(work(index)) }
        }
        var begun = min(count, max(1, ahead))
        for index in 0..<begun { begin(index) }
        for index in 0..<count where index < begun {
            let isWanted = consume(index, slots[index].take())
            guard isWanted else {
                for waiting in index + 1..<begun { _ = slots[waiting].take() }
                return
            }
            if begun < count {
                begin(begun)
                begun += 1
            }
        }
    }

    /// Begins one piece of work, whose result is asked for later.
    static func begin<Result: Sendable>(_ work: @escaping @Sendable () -> Result) -> PendingResult<Result> {
        let pending = PendingResult<Result>()
        DispatchQueue.global().async { pending.fill(work()) }
        return pending
    }
}

/// Where a result waits until somebody takes it.
final class PendingResult<Result: Sendable>: Sendable {
    private let result = Mutex<Result?>(nil)
    private let isFilled = DispatchSemaphore(value: 0)

    func fill(_ value: Result) {
        result.withLock { $0 = value }
        isFilled.signal()
    }

    /// The result, as soon as it is there; it can be taken once.
    func take() -> Result {
        while true {
            isFilled.wait()
            let value = result.withLock { stored -> Result? in
                defer { stored = nil }
                return stored
            }
            if let value { return value }
        }
    }
}
