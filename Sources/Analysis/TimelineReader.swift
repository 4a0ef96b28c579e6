import AuditLogs
import Synchronization

/// Gives out a timeline piece by piece: all wanted activities, in order of time, serial and path over all hosts.
///
/// Can be asked from several threads; each piece is given out once.
public final class TimelineReader: Sendable {
    private let state: Mutex<State>
    private let progress: @Sendable (UInt64) -> Void

    private struct State {
        var hosts: [HostStream]
        var outcome: LogAnalysis.Outcome
        var stored: UInt64 = 0
    }

    init(
        _ hosts: sending [HostStream],
        _ outcome: LogAnalysis.Outcome,
        progress: @escaping @Sendable (UInt64) -> Void
    ) {
        state = Mutex(State(hosts: hosts, outcome: outcome))
        self.progress = progress
    }

    /// The next piece; nil behind the last one.
    public func next() -> TimelinePiece? {
        state.withLock { state in
            var piece = TimelinePiece()
            while !piece.isFull, let host = Self.earliest(of: state.hosts) {
                repeat {
                    host.takeFirst(into: &piece)
                } while state.hosts.count == 1 && !piece.isFull && host.firstStamp != nil
            }
            let stored = state.hosts.reduce(0) { $0 + $1.storedBytesRead }
            if stored > state.stored {
                state.stored = stored
                progress(stored)
            }
            state.outcome.activities += UInt64(piece.count)
            return piece.count > 0 ? piece : nil
        }
    }

    /// What could not be done, complete when there is no further piece.
    public func outcome() -> LogAnalysis.Outcome {
        state.withLock { state in
            var outcome = state.outcome
            for host in state.hosts { host.addOutcome(to: &outcome) }
            return outcome
        }
    }

    /// The host whose next activity is the earliest; of several the first.
    private static func earliest(of hosts: [HostStream]) -> HostStream? {
        var earliest: HostStream?
        for host in hosts {
            guard let stamp = host.firstStamp else { continue }
            if let present = earliest?.firstStamp, present <= stamp { continue }
            earliest = host
        }
        return earliest
    }
}
