import TestSupport

/// One line of `docktrail timeline --format ndjson`.
struct PrintedActivity {
    let moment: Moment
    let action: String
    let outcome: String
    let path: TruePath?
    let from: TruePath?
    let login: String
    /// The login user's number; that of an unset one is 4294967295.
    let loginID: Int?
    /// The whole line.
    let json: JSONValue

    init(_ json: JSONValue) {
        self.json = json
        moment = Moment(json)
        action = json["action"].string ?? ""
        outcome = json["outcome"].string ?? ""
        path = json["file"]["path"].string.map { TruePath(printed: $0) }
        from = json["file"]["from"].string.map { TruePath(printed: $0) }
        login = json["subject"]["login"].string ?? ""
        loginID = login == "unset" ? 4_294_967_295 : json["subject"]["auid"].integer
    }

    /// Whether the login user is the one of that name in the lab; a log in RAW format knows only the number.
    func isBy(_ name: String) -> Bool { Self.isLogin(login, of: name) }

    /// Whether a login user as printed is the one of that name in the lab.
    static func isLogin(_ login: String, of name: String) -> Bool {
        login == name || numbers[name].map { login == "uid:\($0)" } == true
    }

    /// The accounts of the host that was recorded.
    private static let numbers = [
        "root": 0, "alice": 1001, "bob": 1002, "mallory": 1003, "deploy": 1004, "carol": 1500, "frank": 1600,
        "ivan": 1733, "tess": 1801, "ci-runner": 1990, "svc-build": 2001, "dave": 3000, "oskar": 3001,
        "sys-backup": 3777, "erin": 4242, "svc-web": 4300,
    ]

    /// What the program says of a folder of logs, with every activity.
    static func timeline(
        of folder: String,
        _ options: [String] = []
    ) throws -> (activities: [PrintedActivity], result: CommandResult) {
        let result = try Program.run(["timeline", "--format", "ndjson"] + options + [folder])
        return (try JSONValue.lines(of: result.text).map { PrintedActivity($0) }, result)
    }
}
