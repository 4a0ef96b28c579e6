import Testing

@testable import AuditLogs

@Suite struct `A rotation name` {
    struct Example: CustomTestStringConvertible, Sendable {
        let name: String
        let base: String
        let number: UInt64?
        var testDescription: String { name }

        init(_ name: String, _ base: String, _ number: UInt64?) {
            self.name = name
            self.base = base
            self.number = number
        }
    }

    @Test(arguments: [
        Example("audit.log", "audit.log", nil),
        Example("audit.log.1", "audit.log", 1),
        Example("audit.log.12.gz", "audit.log", 12),
        Example("audit.log.3.tar.xz", "audit.log", 3),
        Example("audit.log.0", "audit.log", 0),
        Example("audit.log.99999", "audit.log", 99_999),
        Example("audit.log.20260101", "audit.log.20260101", nil),
        Example("audit.log-20260101.gz", "audit.log-20260101", nil),
        Example("audit.log.", "audit.log.", nil),
        Example(".1", ".1", nil),
        Example(".gz", ".gz", nil),
        Example("", "", nil),
        Example("audit.log.\u{661}", "audit.log.\u{661}", nil),
    ])
    func `is a base and a number`(example: Example) {
        let name = RotationName(example.name)
        #expect(name.base == example.base)
        #expect(name.number == example.number)
    }

    @Test func `is older with a higher number`() {
        let names = ["audit.log", "b.log.3", "audit.log.2", "audit.log.10.gz", "audit.log.0", "audit.log.1"]
        #expect(
            names.sorted(by: RotationName.isOlder)
                == ["audit.log.10.gz", "audit.log.2", "audit.log.1", "audit.log.0", "audit.log", "b.log.3"]
        )
    }

    @Test func `comes in the order in which people count`() {
        let names = ["a10", "a9", "b", "a", "a09", "a9b", "a99999999999999999999999", "A"]
        #expect(
            names.sorted(by: NaturalOrder.precedes)
                == ["A", "a", "a09", "a9", "a9b", "a10", "a99999999999999999999999", "b"]
        )
    }
}
