import Analysis
import Glibc
import Synchronization

/// Shows on a terminal how far reading has come, once it takes longer than a moment.
final class Progress: Sendable {
    private let total: UInt64
    private let began = Clock.now
    private let state = Mutex((lastShown: Int64(0), isShown: false))

    /// Milliseconds before anything is shown, and between two looks.
    private static let patience: Int64 = 1000
    private static let interval: Int64 = 200

    /// Progress over so many stored bytes, or nil if nobody could see it.
    init?(total: UInt64, isWanted: Bool) {
        guard isWanted, total > 0, Terminal.isError else { return nil }
        self.total = total
    }

    /// Shows how many bytes have been read.
    func note(_ read: UInt64) {
        let now = Clock.now
        state.withLock { state in
            guard now - began > Self.patience, now - state.lastShown > Self.interval else { return }
            state.lastShown = now
            if !state.isShown { Interruption.noteProgress(isShown: true) }
            state.isShown = true
            let elapsed = Double(now - began) / 1000
            let rate = Double(read) / elapsed
            let share = min(100, Int(Double(read) / Double(total) * 100))
            let left = rate > 0 ? Int((Double(total) - Double(min(read, total))) / rate) : 0
            Self.show("\rreading: \(share) %, \(Int(rate / 1_000_000)) MB/s, \(left) s left   ")
        }
    }

    /// Takes the line away again.
    func finish() {
        state.withLock { state in
            guard state.isShown else { return }
            Self.eraseLine()
            Interruption.noteProgress(isShown: false)
            state.isShown = false
        }
    }

    /// Takes the line away that stands on the terminal.
    static func eraseLine() { show("\r\u{1b}[K") }

    private static func show(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
