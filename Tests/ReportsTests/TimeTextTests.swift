import Analysis
import Foundation
import Reports
import Testing

@Suite struct `A moment` {
    @Test(
        arguments: [
            (1_795_209_138_703, "2026-11-20T21:12:18.703Z"),
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            (253_402_300_800_000, "9999-12-31T23:59:59.999Z"),
            (Int64.max, "9999-12-31T23:59:59.999Z"),
            (Int64.min, "0000-01-01T00:00:00.000Z"),
            (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        ] as [(Int64, String)]
    )
    func `is written in UTC`(milliseconds: Int64, expected: String) {
        #expect(output { TimeText.appendUTC(milliseconds, to: &$0) } == expected)
    }

    @Test func `is written in a zone`() throws {
        var clock = LocalClock(zone: try #require(DisplayZone(named: "Europe/Berlin")))
        let moments: [Int64] = [
            1_795_209_138_703, 1_774_745_999_999, 1_774_746_000_000, 1_792_889_999_000, 1_792_890_000_000, 0,
        ]
        let shown = moments.map { moment in output { TimeText.appendLocal(moment, by: &clock, to: &$0) } }
        #expect(
            shown == [
                "2026-11-20 22:12:18", "2026-03-29 01:59:59", "2026-03-29 03:00:00", "2026-10-25 02:59:59",
                "2026-10-25 02:00:00", "1970-01-01 01:00:00",
            ]
        )
    }

    @Test func `beyond the calendar is its end`() throws {
        var clock = LocalClock(zone: try #require(DisplayZone(named: "Pacific/Kiritimati")))
        #expect(output { TimeText.appendLocal(.max, by: &clock, to: &$0) } == "9999-12-31 23:59:59")
        #expect(output { TimeText.appendLocal(.min, by: &clock, to: &$0) }.hasPrefix("0000-01-01"))
    }
}

@Suite struct `A display zone` {
    @Test func `is known by its name in the database`() {
        #expect(DisplayZone(named: "Europe/Berlin")?.name == "Europe/Berlin")
        #expect(DisplayZone(named: "UTC")?.name == "UTC")
        #expect(DisplayZone(named: "Nowhere/Land") == nil)
        #expect(DisplayZone(named: "") == nil)
        #expect(DisplayZone.utc.offset(at: 1_795_209_138_703) == 0)
    }

    @Test(arguments: [
        "Europe/Berlin", "Europe/Moscow", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Pacific/Apia", "UTC",
    ])
    func `gives a clock the same offset as the database at any hour`(name: String) throws {
        let zone = try #require(DisplayZone(named: name))
        var clock = LocalClock(zone: zone)
        var random = SeededBytes(seed: 6)
        // Many hours of ten years in order, then some at random.
        var moments = (0..<3000).map { 1_293_840_000_000 + Int64($0) * 29 * 3_600_000 - 1 }
        moments += (0..<300).map { _ in Int64.random(in: 0...4_102_444_800_000, using: &random) }
        for moment in moments {
            let local = output { TimeText.appendLocal(moment, by: &clock, to: &$0) }
            let direct = output { buffer in
                TimeText.appendUTC(moment + Int64(zone.offset(at: moment)) * 1000, to: &buffer)
            }
            guard local == direct.prefix(19).replacing("T", with: " ") else {
                Issue.record("\(moment): \(local), not \(direct)")
                return
            }
        }
    }
}
