extension SiteSettings {
    /// Reads `docktrail.yml`.
    ///
    /// - Throws: the first mistake, with the path as given.
    public init(text: [UInt8], path: String) throws(DetectionError) {
        self.init()
        for entry in try Self.root(of: text, path) {
            let value = SettingsValue(node: entry.value, key: entry.key, path: path)
            switch entry.key {
            case "office-hours": officeHours = try OfficeHours(value)
            case "automation": acceptances += try Self.automation(value)
            case "agents": acceptances += try Self.agents(value)
            case "socket-users": acceptances += try Self.socketUsers(value)
            case "disable": disabled.formUnion(try value.texts())
            case "levels":
                for level in try value.mapping() { levels[level.key] = try level.level() }
            case "accepted":
                for element in try value.elements() { acceptances.append(try Acceptance(element)) }
            default:
                throw value.mistake(
                    "is no setting: there are accepted, agents, automation, disable, levels, office-hours and socket-users"
                )
            }
        }
    }

    /// Reads a list of approved changes: the entries of `changes:` are as those of `accepted:` in `docktrail.yml`.
    ///
    /// - Throws: the first mistake, with the path as given.
    public static func changes(text: [UInt8], path: String) throws(DetectionError) -> SiteSettings {
        var settings = SiteSettings()
        for entry in try root(of: text, path) {
            let value = SettingsValue(node: entry.value, key: entry.key, path: path)
            guard entry.key == "changes" else { throw value.mistake("is not known here: a list of changes is") }
            for element in try value.elements() { settings.acceptances.append(try Acceptance(element)) }
        }
        return settings
    }

    private static func root(of text: [UInt8], _ path: String) throws(DetectionError) -> [YAMLNode.Entry] {
        let documents = YAMLReader.documents(in: text.span)
        guard let first = documents.first else { return [] }
        guard documents.count == 1 else {
            throw DetectionError(file: path, line: 1, reason: "there is more than one document")
        }
        switch first {
        case .wrong(var error):
            error.file = path
            throw error
        case .read(let node):
            guard let entries = node.entries else {
                throw DetectionError(
                    file: path,
                    line: node.line,
                    reason: "settings with names are expected, not \(node.kindName)"
                )
            }
            return entries
        }
    }

    private static func automation(_ value: SettingsValue) throws(DetectionError) -> [Acceptance] {
        try acceptances(value, of: ofAutomation, "trusted automation") { $0.logins = [$1] }
    }

    private static func agents(_ value: SettingsValue) throws(DetectionError) -> [Acceptance] {
        try acceptances(value, of: ofAgents, "a known agent") { $0.images = [$1] }
    }

    private static func socketUsers(_ value: SettingsValue) throws(DetectionError) -> [Acceptance] {
        try acceptances(value, of: ofSocketUsers, "may use the socket") { $0.logins = [$1] }
    }

    private static func acceptances(
        _ value: SettingsValue,
        of detections: [String],
        _ reason: String,
        _ set: (inout Acceptance, TextPattern) -> Void
    ) throws(DetectionError) -> [Acceptance] {
        try value.texts()
            .map { text in
                var acceptance = Acceptance()
                acceptance.detections = detections.map { TextPattern(setting: $0) }
                acceptance.reason = reason
                set(&acceptance, TextPattern(setting: text))
                return acceptance
            }
    }
}

extension Acceptance {
    fileprivate init(_ value: SettingsValue) throws(DetectionError) {
        self.init()
        for part in try value.mapping() {
            switch part.key {
            case "detection", "detections": detections = try part.patterns()
            case "login", "logins": logins = try part.patterns()
            case "file", "files": files = try part.patterns()
            case "program", "programs": programs = try part.patterns()
            case "image", "images": images = try part.patterns()
            case "member", "members": members = try part.patterns()
            case "from": from = try part.moment(atEnd: false)
            case "until": to = try part.moment(atEnd: true)
            case "reason": reason = try part.text()
            default:
                throw part.mistake(
                    "is not known here: detection, login, file, program, image, member, from, until and reason are"
                )
            }
        }
        if reason.isEmpty { throw value.mistake("needs a reason") }
        if detections.isEmpty, logins.isEmpty, files.isEmpty, programs.isEmpty, images.isEmpty, members.isEmpty {
            throw value.mistake("would accept everything: name a detection, login, file, program, image or member")
        }
    }
}

extension OfficeHours {
    fileprivate init(_ value: SettingsValue) throws(DetectionError) {
        self.init(days: [0, 1, 2, 3, 4], from: 0, to: 0, ahead: 0)
        var isComplete = (from: false, to: false)
        for part in try value.mapping() {
            switch part.key {
            case "days":
                days = []
                for name in try part.texts() {
                    guard let day = Self.names.firstIndex(of: String(name.lowercased().prefix(3))) else {
                        throw part.mistake("has \"\(name)\", which is no day: mon, tue, wed, thu, fri, sat, sun")
                    }
                    days.insert(day)
                }
            case "from":
                from = try part.minute()
                isComplete.from = true
            case "to":
                to = try part.minute()
                isComplete.to = true
            case "zone": ahead = try part.zone()
            default: throw part.mistake("is not known here: days, from, to and zone are")
            }
        }
        guard isComplete.from, isComplete.to else { throw value.mistake("needs from and to, such as \"08:00\"") }
    }

    private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}
