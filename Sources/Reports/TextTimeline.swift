internal import Analysis
internal import AuditRecords
public import DockerActivity

/// Writes each activity as one line for people.
///
/// A line shows a mark (`!` for what is suspicious), the local time, who, what, on which file, by which program, and which
/// detections it is about. In fewer than 110 columns the date stands in a heading of its own and the program is only named; there, and in the wide
/// form, columns stay aligned as long as their texts fit, and a long path is cut in its middle before a line would break.
public struct TextTimeline: TimelineRenderer {
    /// A heading stands where a day begins.
    public static var linesAreIndependent: Bool { false }

    private var names: ActivityNames
    private var clock: LocalClock
    private let layout: TimelineLayout
    private let showsNodes: Bool
    private var line: TextLine
    /// Where a cell is put together before it is cut.
    private var cell = OutputBuffer()
    /// The process, which is put together before the file: its width decides what the file may take.
    private var process = OutputBuffer()
    /// The day whose heading was written last, as year, month and day in one number.
    private var headedDay: Int?

    /// A renderer for a terminal of so many columns; nil, for a pipe, cuts nothing.
    public init(
        context: ActivityContext,
        zone: DisplayZone,
        width: Int?,
        style: TextStyle,
        showsNodes: Bool = false
    ) {
        let layout = TimelineLayout(width: width)
        self.init(context: context, zone: zone, layout: layout, style: style, showsNodes: showsNodes)
    }

    init(context: ActivityContext, zone: DisplayZone, layout: TimelineLayout, style: TextStyle, showsNodes: Bool) {
        names = ActivityNames(context: context)
        clock = LocalClock(zone: zone)
        self.layout = layout
        line = TextLine(style: style)
        self.showsNodes = showsNodes
    }

    /// Appends the line that names the zone, and the columns' titles.
    public mutating func appendHeader(to output: inout OutputBuffer) {
        output.append("Times are in ")
        TerminalText.append(clock.zone.name.utf8.span, to: &output)
        output.append(".\n")
        write("TIME", at: layout.time, to: &output)
        if layout.isWide { write("SERIAL", at: layout.serial, to: &output) }
        write("LOGIN → USER", at: layout.subject, to: &output)
        write("ACTION", at: layout.action, to: &output)
        write("FILE", at: layout.file, to: &output)
        write("PROCESS", at: layout.process, to: &output)
        line.end(in: &output)
    }

    /// Appends some of a batch's activities, a line each, and a heading wherever a day begins.
    public mutating func append(_ positions: Range<Int>, of batch: ActivityBatch, to output: inout OutputBuffer) {
        let text = batch.bytes.span
        for position in positions.clamped(to: batch.activities.indices) {
            append(batch.activities[position], nil, of: text, to: &output)
        }
    }

    /// Appends an edit's line, and a heading where a day begins.
    mutating func append(_ edit: Edit, to output: inout OutputBuffer) {
        append(edit.activity, edit, of: edit.text.span, to: &output)
    }

    private mutating func append(
        _ activity: Activity,
        _ edit: Edit?,
        of text: Span<UInt8>,
        to output: inout OutputBuffer
    ) {
        let time = clock.reading(at: activity.stamp.milliseconds)
        if !layout.isWide { appendHeading(for: time, at: activity.stamp.milliseconds, to: &output) }
        let base: TextStyle.Emphasis = activity.disposition == .routine ? .dim : .plain

        if activity.disposition == .suspicious {
            cell.append("!")
            write(.alarm, to: &output)
        }
        line.move(to: layout.time, gap: 1)
        if layout.isWide {
            TimeText.appendDate(of: time, to: &cell)
            cell.append(" ")
        }
        TimeText.appendTimeOfDay(of: time, to: &cell)
        write(.dim, to: &output)
        if layout.isWide {
            line.move(to: layout.serial, gap: 2)
            cell.append(decimal: activity.stamp.serial)
            write(.dim, to: &output)
        }

        line.move(to: layout.subject, gap: 1)
        appendSubject(of: activity, in: text)
        write(base, to: &output)

        line.move(to: layout.action, gap: 2)
        if let edit {
            ActionText.append(edit, &names, to: &cell)
        } else {
            ActionText.append(activity, &names, to: &cell)
        }
        let isAlarming = activity.outcome == .failure || activity.disposition == .suspicious
        write(isAlarming ? .alarm : base, limit: layout.actionLimit, to: &output)

        let processWidth =
            appendProcess(of: activity.subject, in: text) + appendContainer(activity.container, in: text)
        line.move(to: layout.file, gap: layout.fileGap)
        let limit = layout.fileLimit(from: line.column, processWidth: processWidth)
        TimelineObject.append(activity, in: text, limit: limit, to: &cell)
        let cut: TerminalText.Cut = activity.file == nil ? .end : .path
        write(base == .dim ? .dim : .bold, limit: limit, cut: cut, to: &output)

        if processWidth > 0 {
            line.move(to: layout.processColumn(from: line.column, width: processWidth), gap: 2)
            let limit = layout.processLimit(from: line.column)
            line.write(cell: &process, limit: limit, cut: .path, base, to: &output)
        }
        appendDetections(of: activity, in: text, to: &output)
        line.end(in: &output)
    }

    // MARK: - Cells

    private mutating func appendHeading(for time: CalendarTime, at moment: Int64, to output: inout OutputBuffer) {
        let day = (time.year * 100 + time.month) * 100 + time.day
        guard day != headedDay else { return }
        headedDay = day
        line.style.begin(.bold, in: &output)
        output.append(verbatim: Self.weekdays[time.weekday])
        output.append(" ")
        TimeText.appendDate(of: time, to: &output)
        line.style.end(.bold, in: &output)
        output.append(" (")
        TimeText.appendOffset(clock.offset(at: moment), to: &output)
        output.append(")\n")
    }

    private static let weekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    /// Who: the login user, and whose rights were used where those are another's.
    private mutating func appendSubject(of activity: Activity, in text: Span<UInt8>) {
        let subject = activity.subject
        if showsNodes, !activity.node.isEmpty {
            TerminalText.append(name: text.extracting(activity.node.clamped(to: text)), to: &cell)
            cell.append(": ")
        }
        var login = bytes(of: names.login(of: subject, in: text), in: text)
        let user =
            subject.effectiveUserID != nil || !subject.effectiveUser.isEmpty
            ? names.user(subject.effectiveUserID, recorded: subject.effectiveUser, in: text)
            : names.user(subject.userID, recorded: subject.user, in: text)
        let acting = bytes(of: user, in: text)
        guard !acting.isEmpty, acting != login else {
            TerminalText.append(escaped: login.span, limit: layout.subjectLimit, cut: .end, to: &cell)
            return
        }
        let actingWidth = min(TerminalText.width(ofEscaped: acting.span), layout.subjectLimit / 2)
        let limit = layout.subjectLimit - 3 - actingWidth
        if login.isEmpty { login = [UInt8(ascii: "?")] }
        TerminalText.append(escaped: login.span, limit: limit, cut: .end, to: &cell)
        cell.append(" → ")
        TerminalText.append(escaped: acting.span, limit: layout.subjectLimit / 2, cut: .end, to: &cell)
    }

    /// Puts together by which program: the task's name, in the wide form with its executable.
    ///
    /// Gives the width.
    private mutating func appendProcess(of subject: SubjectFacts, in text: Span<UInt8>) -> Int {
        let executable = text.extracting(subject.executable.clamped(to: text))
        let task = text.extracting(subject.taskName.clamped(to: text))
        var nameStart = executable.count
        while nameStart > 0, executable[nameStart - 1] != UInt8(ascii: "/") { nameStart -= 1 }
        let name = executable.extracting(nameStart..<executable.count)
        guard layout.isWide else { return TerminalText.append(name: task.isEmpty ? name : task, to: &process) }
        guard !task.isEmpty, !Self.isSameTask(task, name) else {
            return TerminalText.append(name: executable, to: &process)
        }
        let width = TerminalText.append(name: task, to: &process)
        if executable.isEmpty { return width }
        process.append(" (")
        let inner = TerminalText.append(name: executable, to: &process)
        process.append(")")
        return width + inner + 3
    }

    /// Puts together in which container: ` in ci`, ` in 2835197313d4`, ` in a container`; nothing on the host.
    ///
    /// Gives the width.
    private mutating func appendContainer(_ container: ContainerFacts?, in text: Span<UInt8>) -> Int {
        guard let container else { return 0 }
        let name = text.extracting(container.name.clamped(to: text))
        let id = text.extracting(container.id.clamped(to: text))
        if name.isEmpty, id.isEmpty {
            process.append(" in a container")
            return 15
        }
        process.append(" in ")
        // Of an id as many digits as the engine's client prints.
        return TerminalText.append(name: name.isEmpty ? id.extracting(0..<min(12, id.count)) : name, to: &process) + 4
    }

    /// Whether a task has its executable's name; the kernel keeps 15 bytes of it.
    private static func isSameTask(_ task: Span<UInt8>, _ name: Span<UInt8>) -> Bool {
        guard task.count == min(name.count, 15) else { return false }
        for position in 0..<task.count where task[position] != name[position] { return false }
        return true
    }

    /// Adds which detections it is about: at the line's end, or on a terminal, where there is no room, in a line of their own.
    private mutating func appendDetections(of activity: Activity, in text: Span<UInt8>, to output: inout OutputBuffer) {
        if activity.detections.isEmpty { return }
        cell.append(layout.width == nil ? "[" : "↳ ")
        for byte in activity.detections.clamped(to: text) {
            // Ids are letters, digits and hyphens: a rule with any other is refused.
            if text[byte] == 0x01 { cell.append(", ") } else { cell.append(text[byte]) }
        }
        if layout.width == nil {
            cell.append("]")
            line.move(to: 0, gap: 2)
        } else {
            line.end(in: &output)
            line.move(to: layout.subject, gap: 0)
        }
        write(.dim, limit: layout.width.map { $0 - layout.subject } ?? .max, to: &output)
    }

    // MARK: - Parts

    private func bytes(of principal: ActivityNames.Principal, in text: Span<UInt8>) -> [UInt8] {
        var escaped = OutputBuffer()
        switch principal {
        case .absent: return []
        case .unset: escaped.append("unset")
        case .recorded(let range): TerminalText.append(name: text.extracting(range.clamped(to: text)), to: &escaped)
        case .named(let name): TerminalText.append(name: name.utf8.span, to: &escaped)
        case .numbered(let id):
            escaped.append("uid:")
            escaped.append(decimal: UInt64(id))
        }
        return escaped.bytes
    }

    private mutating func write(_ title: StaticString, at column: Int, to output: inout OutputBuffer) {
        line.move(to: column, gap: 2)
        cell.append(title)
        write(.dim, to: &output)
    }

    /// Writes the cell and empties it.
    private mutating func write(
        _ emphasis: TextStyle.Emphasis,
        limit: Int = .max,
        cut: TerminalText.Cut = .end,
        to output: inout OutputBuffer
    ) {
        line.write(cell: &cell, limit: limit, cut: cut, emphasis, to: &output)
    }
}
