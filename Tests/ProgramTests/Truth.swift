import TestSupport

/// What is known to be in a recording.
struct Truth {
    /// Lines by record type.
    let recordsByType: [String: Int]
    /// Lines in which no record can be recognised.
    let malformed: Int
    /// The events on watched files that a system call made.
    let events: [Event]
    /// What was run on the host, one after the other; only of recordings that are about groups.
    let steps: [Step]
    /// Files that only sudo's record of a command names.
    let onlyInCommands: [TruePath]

    init(_ truth: JSONValue) {
        recordsByType = truth["records_by_type"].counts
        malformed = truth["expect"]["malformed"].integer ?? 0
        onlyInCommands = truth["expect"]["visible_only_in_user_cmd"].array.compactMap(\.string)
            .map { TruePath(Array($0.utf8)) }
        events = truth["events"].array.filter { !$0["syscall"].isNull }.map { Event($0) }
        steps = truth["steps"].isNull ? [] : truth["steps"].array.map { Step($0) }
    }

    /// One event of a system call on a watched file.
    struct Event {
        let moment: Moment
        let action: String
        /// The file's true path on the host; nil where nobody knows.
        let path: TruePath?
        /// The other name of a rename or link.
        let from: TruePath?
        /// How the path is derived, in the truth's words; empty where it is not.
        let resolvedBy: String
        /// Whether the record's own name leads to the true path, without knowing anything else.
        let isPlain: Bool
        let login: String
        /// Who is behind it, where the login user does not tell; nil where he does.
        let actor: String?
        let outcome: String

        init(_ event: JSONValue) {
            moment = Moment(event)
            action = event["action"].string ?? ""
            path = TruePath(event, "host_path")
            from = TruePath(event, "from_path")
            resolvedBy = event["resolved_by"].string ?? ""
            isPlain = ["name", "cwd"].contains(resolvedBy)
            login = event["login_user"].string ?? ""
            actor = event["true_actor"].string
            outcome = event["success"].integer == 1 ? "success" : "failure"
        }
    }
}

extension Truth {
    /// One command that a login user ran.
    struct Step {
        /// When it began, and the last moment before the next one; as times are printed.
        let time: ClosedRange<String>
        let command: String
        /// What the account records tell of it.
        let changes: Set<GroupChange>

        init(_ step: JSONValue) {
            let from = step["from"].string ?? ""
            time = from...max(from, step["to"].string ?? "")
            command = step["command"].string ?? ""
            let login = step["login_user"].string ?? ""
            changes = Set(step["group_changes"].array.map { GroupChange($0, $0["group"], $0["member"], login: login) })
        }
    }

    /// One change of a group; that of /etc/group and that of /etc/gshadow are the same.
    struct GroupChange: Hashable, CustomStringConvertible {
        let action: String
        let outcome: String
        /// The group's name; nil where no record says it.
        let group: String?
        /// The member's name, or several with commas between them; nil where no record says it.
        let member: String?
        let login: String

        init(_ change: JSONValue, _ group: JSONValue, _ member: JSONValue, login: String) {
            action = change["action"].string ?? ""
            outcome = change["outcome"].string ?? ""
            self.group = group.string
            self.member = member.string
            // In a container a tool has no login user, whoever started it.
            self.login = change["login_user"].string ?? login
        }

        var description: String { "\(action) \(outcome) \(group ?? "?") \(member ?? "?") by \(login)" }
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
