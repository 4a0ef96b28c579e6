import Synchronization
import Testing

@testable import Analysis

@Suite struct `Work on several cores` {
    /// Draws pieces 0, 1, 2 …, and notes how far the drawing is ahead and whether two draw at once.
    private final class Source: Sendable {
        struct State {
            var next = 0
            var isDrawing = false
            var drewTogether = false
        }
        let state = Mutex(State())
        let count: Int

        init(_ count: Int) { self.count = count }

        func next() -> Int? {
            let piece = state.withLock { state -> Int? in
                if state.isDrawing { state.drewTogether = true }
                state.isDrawing = true
                guard state.next < count else { return nil }
                state.next += 1
                return state.next - 1
            }
            state.withLock { $0.isDrawing = false }
            return piece
        }
    }

    /// Takes longer for some pieces than for others.
    @Sendable private static func work(_ piece: Int) -> Int {
        var random = UInt64(piece) &* 0x9E37_79B9_7F4A_7C15
        for _ in 0..<(piece % 7) * 2000 { random = random &* 6_364_136_223_846_793_005 &+ 1 }
        return random == 1 ? -1 : piece * 3
    }

    @Test(arguments: [1, 2, 3, 8], [0, 1, 2, 500])
    func `gives each result once, in the order of the pieces, which are drawn by one at a time`(cores: Int, count: Int)
    {
        let source = Source(count)
        let work = OrderedWork(cores: cores, next: source.next, work: Self.work)
        var results: [Int] = []
        while let result = work.take() { results.append(result) }
        work.stop()
        #expect(results == (0..<count).map { $0 * 3 })
        #expect(work.take() == nil)
        #expect(source.state.withLock { !$0.drewTogether })
    }

    @Test(arguments: [2, 3, 8])
    func `draws no more than two pieces ahead for each core`(cores: Int) {
        let source = Source(500)
        let work = OrderedWork(cores: cores, next: source.next, work: Self.work)
        for taken in 1...100 {
            _ = work.take()
            #expect(source.state.withLock { $0.next } <= taken + 2 * cores)
        }
        work.stop()
    }

    @Test(arguments: [1, 2, 8])
    func `that is stopped gives what was begun, and begins no more`(cores: Int) {
        let source = Source(10_000)
        let work = OrderedWork(cores: cores, next: source.next, work: Self.work)
        for _ in 0..<20 { _ = work.take() }
        work.stop()
        let drawn = source.state.withLock { $0.next }
        var results: [Int] = []
        while let result = work.take() { results.append(result) }
        #expect(results == (20..<drawn).map { $0 * 3 })
        #expect(source.state.withLock { $0.next } == drawn)
    }
}
