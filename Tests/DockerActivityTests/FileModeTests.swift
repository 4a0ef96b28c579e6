import DockerActivity
import Testing

@Suite struct `The mode that a call asks for` {
    /// A call by its number and arguments.
    struct Example: CustomTestStringConvertible, Sendable {
        let number: Int
        let type: String
        let arguments: [String]
        let mode: UInt32?
        var testDescription: String { "\(number) \(type) \(arguments)" }

        init(_ number: Int, _ type: String, _ arguments: [String], _ mode: UInt32?) {
            self.number = number
            self.type = type
            self.arguments = arguments
            self.mode = mode
        }
    }

    private func mode(_ example: Example, further: [(type: String, text: String)] = []) -> UInt32? {
        var call = MadeUpCall(example.number, [MadeUpCall.Item("\"/etc/docker/x\"", example.type)])
        call.arguments = example.arguments
        call.further = further
        return ActivityLog(call.lines).activities.first?.file?.newMode
    }

    @Test(arguments: [
        Example(90, "NORMAL", ["7f", "1b6", "0", "0"], 0o666), Example(91, "NORMAL", ["3", "81a4", "0", "0"], 0o644),
        Example(268, "NORMAL", ["ffffff9c", "7f", "9ed", "0"], 0o4755),
        Example(452, "NORMAL", ["ffffff9c", "7f", "1a4", "100"], 0o644),
        Example(2, "CREATE", ["7f", "241", "180", "0"], 0o600),
        Example(257, "CREATE", ["ffffff9c", "7f", "241", "1b6"], 0o666),
        Example(85, "CREATE", ["7f", "1a4", "0", "0"], 0o644), Example(83, "CREATE", ["7f", "1ed", "0", "0"], 0o755),
        Example(258, "CREATE", ["ffffff9c", "7f", "1c0", "0"], 0o700),
    ])
    func `is told in permission bits`(example: Example) {
        #expect(mode(example) == example.mode)
    }

    @Test func `has the type of a special file`() {
        #expect(mode(Example(133, "CREATE", ["7f", "61a4", "800", "0"], nil)) == 0o060644)
        #expect(mode(Example(259, "CREATE", ["ffffff9c", "7f", "21b6", "103"], nil)) == 0o020666)
    }

    @Test func `of openat2 stands in a record of its own`() {
        let call = Example(437, "CREATE", ["ffffff9c", "7f", "7f", "18"], nil)
        #expect(mode(call, further: [("OPENAT2", "oflag=0101101 mode=0640 resolve=0x0")]) == 0o640)
        #expect(mode(call) == nil)
    }

    @Test func `is none where the file is there already, or the call is about something else`() {
        #expect(mode(Example(257, "NORMAL", ["ffffff9c", "7f", "241", "1b6"], nil)) == nil)
        #expect(mode(Example(92, "NORMAL", ["7f", "1b6", "0", "0"], nil)) == nil)
    }

    @Test(arguments: [
        (92, ["7f", "3e9", "69", "0"], UInt32(1001), UInt32(105)), (94, ["7f", "0", "ffffffff", "0"], 0, nil),
        (93, ["3", "ffffffff", "69", "0"], nil, 105), (260, ["ffffff9c", "7f", "0", "0"], 0, 0),
        (92, ["7f", "ffffffffffffffff", "ffffffffffffffff", "0"], nil, nil), (90, ["7f", "1b6", "0", "0"], nil, nil),
    ])
    func `stands beside the owner and group of a chown`(
        number: Int,
        arguments: [String],
        owner: UInt32?,
        group: UInt32?
    ) {
        var call = MadeUpCall(number, [MadeUpCall.Item("\"/etc/docker/x\"", "NORMAL")])
        call.arguments = arguments
        let file = ActivityLog(call.lines).activities.first?.file
        #expect(file?.newOwnerID == owner && file?.newGroupID == group)
        let changes = owner != nil && owner != 0 || group != nil && group != 0
        #expect(file?.changesOwner == (owner == nil && group == nil ? nil : changes), "the file is root's")
    }
}
