import Reports
import Testing

@Suite struct `An amount` {
    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (-1234, "-1,234"), (1_234_567, "1,234,567"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func `has its thousands set apart`(number: Int, expected: String) {
        #expect(Quantity.count(number) == expected)
    }

    @Test(arguments: [(0, "no activities"), (1, "1 activity"), (2, "2 activities"), (1500, "1,500 activities")])
    func `takes its noun's number`(number: Int, expected: String) {
        #expect(Quantity.count(number, "activity", "activities") == expected)
    }

    @Test(
        arguments: [
            (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (12_897_484, "12.2 MiB"), (12_897_485, "12.3 MiB"),
            (1_048_575, "1023.9 KiB"), (1 << 30, "1.0 GiB"), (UInt64.max, "15.9 EiB"),
        ] as [(UInt64, String)]
    )
    func `of bytes has a unit`(number: UInt64, expected: String) {
        #expect(Quantity.bytes(number) == expected)
    }
}
