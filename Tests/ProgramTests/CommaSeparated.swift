/// A reader of comma-separated values after RFC 4180, as strict as the tests need.
enum CommaSeparated {
    /// The rows; nil where a quote stands where none may.
    static func rows(of text: String) -> [[String]]? {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            if isQuoted {
                if scalar != "\"" {
                    cell.unicodeScalars.append(scalar)
                } else if scalars.first == "\"" {
                    scalars.removeFirst()
                    cell.append("\"")
                } else if let next = scalars.first, !",\r\n".unicodeScalars.contains(next) {
                    return nil
                } else {
                    isQuoted = false
                }
                continue
            }
            switch scalar {
            case "\"" where cell.isEmpty: isQuoted = true
            case "\"": return nil
            case ",":
                row.append(cell)
                cell = ""
            case "\r" where scalars.first == "\n": continue
            case "\n":
                rows.append(row + [cell])
                row = []
                cell = ""
            default: cell.unicodeScalars.append(scalar)
            }
        }
        if isQuoted { return nil }
        return row.isEmpty && cell.isEmpty ? rows : rows + [row + [cell]]
    }
}
