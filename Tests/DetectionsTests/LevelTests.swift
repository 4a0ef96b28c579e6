import Detections
import Testing

@Suite("Levels")
struct LevelTests {
    @Test func `are ordered from informational to critical`() {
        #expect(Level.allCases == Level.allCases.sorted())
        #expect(Level.allCases.map(\.raised) == [.low, .medium, .high, .critical, .critical])
        #expect(Level.allCases.map(\.lowered) == [.informational, .informational, .low, .medium, .high])
    }

    @Test func `alert from medium on`() {
        #expect(Level.allCases.filter(\.isAlerting) == [.medium, .high, .critical])
    }
}
