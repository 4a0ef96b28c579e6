/// Rows of cells for people, aligned in columns and fitted to a terminal's width.
///
/// Each column is as wide as its longest cell, within its own bounds. Where all together are wider than the terminal, the
/// widest column that may shrink gives way first, down to its minimum, so that short columns stay whole. Text from a log
/// is escaped when a cell is made; a cell that is too long is cut with `…`.
public struct TextTable: Sendable {
    /// Blanks between two columns.
    private static let gap = 2

    private let columns: [Column]
    private var rows: [[Cell]] = []

    /// A table without rows.
    public init(columns: [Column]) {
        self.columns = columns
    }

    /// How many rows there are.
    public var rowCount: Int { rows.count }

    /// Adds a row; cells that are missing are empty, and those without a column are left out.
    public mutating func append(_ row: [Cell]) {
        var cells = Array(row.prefix(columns.count))
        while cells.count < columns.count { cells.append(Cell("")) }
        rows.append(cells)
    }

    /// Appends the titles, where any column has one, and all rows.
    ///
    /// A width of nil, for a pipe, cuts nothing but what the columns themselves limit.
    public func append(to output: inout OutputBuffer, width: Int?, style: TextStyle, indent: Int = 0) {
        let widths = widths(in: width.map { $0 - indent })
        if columns.contains(where: { !$0.title.isEmpty }) {
            let titles = columns.map { Cell($0.title, .dim) }
            append(titles, widths: widths, style: style, indent: indent, to: &output)
        }
        for row in rows { append(row, widths: widths, style: style, indent: indent, to: &output) }
    }

    private func append(
        _ row: [Cell],
        widths: [Int],
        style: TextStyle,
        indent: Int,
        to output: inout OutputBuffer
    ) {
        var line = TextLine(style: style)
        var start = indent
        for (index, cell) in row.enumerated() {
            let free = max(0, widths[index] - cell.width)
            line.move(to: columns[index].alignment == .right ? start + free : start, gap: 0)
            let cut = columns[index].cut
            line.write(escaped: cell.bytes.span, limit: widths[index], cut: cut, cell.emphasis, to: &output)
            start += widths[index] + Self.gap
        }
        line.end(in: &output)
    }

    /// What each column gets of a width.
    private func widths(in width: Int?) -> [Int] {
        var widths = columns.indices.map { index in
            let longest = rows.reduce(Cell(columns[index].title).width) { max($0, $1[index].width) }
            return min(longest, columns[index].maximum)
        }
        guard let width else { return widths }
        let room = width - Self.gap * max(0, columns.count - 1)
        shrink(&widths, to: room) { columns[$0].minimum }
        // A terminal too narrow even for that: columns that may shrink at all go on to a few letters.
        shrink(&widths, to: room) { min(columns[$0].minimum, Column.fewestColumns) }
        return widths
    }

    /// Takes from the widest column that may shrink until all fit, or until none may.
    private func shrink(_ widths: inout [Int], to room: Int, minimum: (Int) -> Int) {
        var excess = widths.reduce(0, +) - room
        while excess > 0 {
            let shrinkable = widths.indices.filter { columns[$0].shrinks && widths[$0] > minimum($0) }
            guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { return }
            // Down to the next widest in one step, so that the work does not grow with a cell's length.
            let next = shrinkable.filter { widths[$0] < widths[widest] }.map { widths[$0] }.max() ?? 0
            let step = max(1, min(excess, widths[widest] - max(next, minimum(widest))))
            widths[widest] -= step
            excess -= step
        }
    }
}
