import Dispatch
import Synchronization

/// The result of one piece of work that is done beside everything else.
final class PendingResult<Result: Sendable>: Sendable {
    private let result = Mutex<Result?>(nil)
    private let isFilled = DispatchSemaphore(value: 0)

    /// Begins the work.
    init(_ work: @escaping @Sendable () -> Result) {
        DispatchQueue.global()
            .async { [self] in
                let value = work()
                result.withLock { $0 = value }
                isFilled.signal()
            }
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
