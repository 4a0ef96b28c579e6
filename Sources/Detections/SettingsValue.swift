/// A value of a settings file, with what an error says of its place.
struct SettingsValue {
    let node: YAMLNode
    let key: String
    let path: String

    /// A mistake in it; `reason` follows its name.
    func mistake(_ reason: String) -> DetectionError {
        DetectionError(file: path, line: node.line, reason: "\(key) \(reason)")
    }

    /// The value as one text.
    func text() throws(DetectionError) -> String {
        guard let text = node.text else { throw mistake("is \(node.kindName), and a text is expected") }
        return text
    }

    /// The value as texts: one, or a list of them.
    func texts() throws(DetectionError) -> [String] {
        guard node.elements != nil else { return [try text()] }
        return try elements().map { element throws(DetectionError) in try element.text() }
    }

    /// The values of a list.
    func elements() throws(DetectionError) -> [SettingsValue] {
        guard let elements = node.elements else { throw mistake("is \(node.kindName), and a list is expected") }
        return elements.map { SettingsValue(node: $0, key: key, path: path) }
    }

    /// The values of a mapping.
    func mapping() throws(DetectionError) -> [SettingsValue] {
        guard let entries = node.entries else {
            throw mistake("is \(node.kindName), and names with values are expected")
        }
        return entries.map { SettingsValue(node: $0.value, key: $0.key, path: path) }
    }

    /// The texts as patterns with `*` and `?`.
    func patterns() throws(DetectionError) -> [TextPattern] { try texts().map { TextPattern(setting: $0) } }

    /// The value as a level.
    func level() throws(DetectionError) -> Level {
        guard let level = Level(rawValue: try text()) else {
            throw mistake("is no level: \(Level.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return level
    }

    /// The value as a time of day, in minutes: `08:30`; `24:00` is the day's end.
    func minute() throws(DetectionError) -> Int {
        guard let minute = Self.minute(try text()), minute <= 1440 else {
            throw mistake("is no time of day, as \"08:30\"")
        }
        return minute
    }

    /// The value as a distance from UTC, in minutes: `Z`, `+01:00`.
    func zone() throws(DetectionError) -> Int {
        let text = try text()
        if text == "Z" { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-", let minutes = Self.minute(text.dropFirst()),
            minutes < 1440
        else { throw mistake("is no distance from UTC, as \"+01:00\"") }
        return sign == "-" ? -minutes : minutes
    }

    /// The value as a moment in UTC, in milliseconds since 1970: `2026-11-20`, `2026-11-20T21:00:00Z`; a day alone is its
    /// start, or its end.
    func moment(atEnd: Bool) throws(DetectionError) -> Int64 {
        let text = try text()
        let parts = text.split(separator: "T", maxSplits: 1)
        let numbers = parts.first?.split(separator: "-").map { Int64($0) } ?? []
        guard numbers.count == 3, let year = numbers[0], let month = numbers[1], let day = numbers[2],
            (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { throw mistake("is no moment in UTC, as 2026-11-20 or 2026-11-20T21:00Z") }
        let start = Self.days(year, month, day) * 86_400_000
        guard parts.count == 2 else { return atEnd ? start + 86_399_999 : start }
        var time = parts[1]
        if time.last == "Z" { time.removeLast() }
        let seconds = time.split(separator: ":")
        guard seconds.count == 2 || seconds.count == 3,
            let minute = Self.minute(seconds.prefix(2).joined(separator: ":")),
            let second = seconds.count == 3 ? Int64(seconds[2]) : 0, (0..<61).contains(second)
        else { throw mistake("is no moment in UTC, as 2026-11-20 or 2026-11-20T21:00Z") }
        return start + Int64(minute) * 60_000 + second * 1000
    }

    private static func minute(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]),
            let minute = Int(parts[1]),
            (0...24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    /// Days since 1970-01-01 of a date of the Gregorian calendar: years are counted from March, so that the leap day ends one.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }
}

extension TextPattern {
    /// A whole text of the settings, with `*` and `?`.
    init(setting: String) {
        self.init(WildcardText.parts(of: setting), place: .whole, isCased: true)
    }
}
