import TestSupport

/// What is known to be in a recording.
struct Truth {
    /// Lines by record type.
    let recordsByType: [String: Int]
    /// Lines in which no record can be recognised.
    let malformed: Int
    /// The events on watched files that a system call made.
    let events: [Event]

    init(_ truth: JSONValue) {
        recordsByType = truth["records_by_type"].counts
        malformed = truth["expect"]["malformed"].integer ?? 0
        events = truth["events"].array.filter { !$0["syscall"].isNull }.map { Event($0) }
    }

    /// One event of a system call on a watched file.
    struct Event {
        let moment: Moment
        let action: String
        /// The file's true path on the host; nil where nobody knows.
        let path: TruePath?
        /// The other name of a rename or link.
        let from: TruePath?
        /// Whether the record's own name leads to the true path, without knowing anything else.
        let isPlain: Bool
        let login: String
        let outcome: String

        init(_ event: JSONValue) {
            moment = Moment(event)
            action = event["action"].string ?? ""
            path = TruePath(event, "host_path")
            from = TruePath(event, "from_path")
            isPlain = ["name", "cwd"].contains(event["resolved_by"].string)
            login = event["login_user"].string ?? ""
            outcome = event["success"].integer == 1 ? "success" : "failure"
        }
    }
}

/// When something happened: the time as printed, and the serial.
struct Moment: Hashable, CustomStringConvertible {
    let time: String
    let serial: Int

    init(_ value: JSONValue) {
        time = value["time"].string ?? ""
        serial = value["serial"].integer ?? -1
    }

    var description: String { "\(time) \(serial)" }
}

extension TruePath {
    /// A path of truth.json; bytes that are not UTF-8 are there in hex.
    init?(_ event: JSONValue, _ field: String) {
        if let hex = event["\(field)_hex"].string {
            self.init(Self.bytes(ofHex: hex))
        } else if let text = event[field].string {
            self.init(Array(text.utf8))
        } else {
            return nil
        }
    }

    private static func bytes(ofHex text: String) -> [UInt8] {
        let digits = text.compactMap { $0.hexDigitValue }
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}
