import TestSupport
import Testing

@testable import Analysis

@Suite struct `A bound of keys` {
    private func bound(_ entries: [(key: Int, bytes: Int)], count: Int, bytes: Int) -> KeyBound<Int> {
        var bound = KeyBound<Int>()
        bound.fall(for: entries, countLimit: count, byteLimit: bytes)
        return bound
    }

    @Test func `admits everything within the limits`() {
        let bound = bound([(3, 10), (1, 10)], count: 2, bytes: 20)
        #expect(bound.smallestRefused == nil && bound.admits(.max))
    }

    @Test func `refuses the first key that is one too many, and all beyond it`() {
        let bound = bound([(3, 0), (1, 0), (2, 0)], count: 2, bytes: 0)
        #expect(bound.admits(2) && !bound.admits(3) && !bound.admits(4))
    }

    @Test func `refuses the first key whose bytes are too many, and smaller ones beyond it`() {
        let bound = bound([(1, 5), (2, 6), (3, 1)], count: 9, bytes: 10)
        #expect(bound.admits(1) && !bound.admits(2) && !bound.admits(3))
    }

    @Test func `keeps entries of the same key together`() {
        let bound = bound([(1, 0), (2, 0), (2, 0)], count: 2, bytes: 0)
        #expect(bound.admits(1) && !bound.admits(2))
    }

    @Test func `falls to a lower bound and never rises`() {
        var low = bound([(1, 0)], count: 0, bytes: 0)
        var high = bound([(2, 0)], count: 0, bytes: 0)
        let isRaised = low.fall(to: high)
        let isLowered = high.fall(to: low)
        let isLoweredByNone = high.fall(to: KeyBound())
        #expect(!isRaised && isLowered && !isLoweredByNone)
        #expect(low.smallestRefused == 1 && high.smallestRefused == 1)
    }
}
