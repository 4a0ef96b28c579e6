/// Where the columns of a timeline begin.
struct TimelineLayout: Sendable {
    /// The width from which a line carries its date, serial and executable.
    static let wideFrom = 110
    /// Narrower terminals break lines: less cannot say who did what.
    static let narrowest = 60

    /// The columns that a line may take; nil for as many as it needs.
    let width: Int?
    let isWide: Bool
    let time = 2
    let serial: Int
    let subject: Int
    let subjectLimit: Int
    let action: Int
    let file: Int
    let process: Int
    /// Blanks before a file whose column an action has run into.
    var fileGap: Int { isWide ? 2 : 1 }

    /// The columns for a terminal of some width, with so many for the action at least.
    ///
    /// The longest of the usual actions is removexattr; with room to spare, a refusal fits as well.
    init(width: Int?, actionWidth: Int = 13) {
        let usable = width.map { max($0, Self.narrowest) }
        self.width = usable
        // A pipe is wide; its columns are aligned as on a terminal of 160.
        let columns = usable ?? 160
        isWide = columns >= Self.wideFrom
        serial = isWide ? 23 : time
        subject = isWide ? 32 : 11
        subjectLimit = usable == nil ? .max : isWide ? 18 : 14
        action = subject + (isWide ? 20 : 16)
        file = action + max(actionWidth, 13 + (isWide ? min(14, max(1, columns - 130)) : 0))
        process = columns - max(12, (columns - file) / 3)
    }

    /// What an action may take, so that some of the file still fits.
    var actionLimit: Int { width.map { $0 - action - fileGap - Self.leastOfFile } ?? .max }

    /// What is left of a line from a column on; a process of which too little would be left is not shown.
    func processLimit(from column: Int) -> Int {
        guard let width else { return .max }
        return width - column < Self.leastOfProcess ? 0 : width - column
    }

    private static let leastOfFile = 8
    private static let leastOfProcess = 2

    /// What a file may take from a column on, so that a process of some width still fits.
    func fileLimit(from column: Int, processWidth: Int) -> Int {
        guard let width else { return .max }
        let rest = width - column
        // A process may take a third of what is left; the file is what the line is about.
        let taken = processWidth == 0 ? 0 : min(processWidth, max(4, rest / 3)) + 2
        return max(Self.leastOfFile, rest - taken)
    }

    /// Where a process begins: in its column, or earlier where it would not fit there.
    func processColumn(from column: Int, width processWidth: Int) -> Int {
        guard let width else { return process }
        return min(process, max(column + 2, width - processWidth))
    }
}
