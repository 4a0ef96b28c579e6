@testable import AuditRecords
import Testing

@Suite struct `A record type` {
    @Test func `has one number for a name and one name for a number`() {
        let names = RecordType.names.map { "\($0.name)" }
        #expect(Set(names).count == names.count)
        #expect(Set(RecordType.names.map(\.number)).count == names.count)
        #expect(names.count > 150)
    }

    @Test func `is found by its name, and only by its whole name`() {
        let table = RecordTypeTable()
        func number(_ name: String) -> UInt16 {
            let bytes = Array(name.utf8)
            return table.number(in: bytes.span, from: 0, to: bytes.count)
        }
        let names = Set(RecordType.names.map { "\($0.name)" })
        for entry in RecordType.names {
            let name = "\(entry.name)"
            #expect(number(name) == entry.number)
            #expect(RecordType(rawValue: entry.number).name == name)
            for near in [String(name.dropLast()), name + "X", name.lowercased(), "X" + name, String(name.dropFirst())]
            where !names.contains(near) {
                #expect(number(near) == 0)
            }
        }
        #expect(number("") == 0)
    }

    @Test func `is found inside a longer text`() {
        let bytes = Array("xxPATHxx".utf8)
        let number = RecordTypeTable().number(in: bytes.span, from: 2, to: 6)
        #expect(number == 1302)
    }

    @Test func `without a name keeps its number`() {
        #expect(RecordType(rawValue: 1499).name == "UNKNOWN[1499]")
        #expect(RecordType.unnumbered.name == "UNKNOWN[0]")
    }

    @Test(arguments: [
        (UInt16(1005), true, false), (1006, false, false), (1099, false, false), (1100, true, false),
        (1199, true, false), (1200, false, true), (1299, false, true), (1300, false, false), (2099, false, false),
        (2100, true, false), (2999, true, false), (3000, false, false),
    ])
    func `knows who sent it`(number: UInt16, fromUserSpace: Bool, fromDaemon: Bool) {
        #expect(RecordType(rawValue: number).isFromUserSpace == fromUserSpace)
        #expect(RecordType(rawValue: number).isFromDaemon == fromDaemon)
    }
}
