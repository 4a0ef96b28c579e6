import Reports
import Testing

@Suite struct `A table` {
    private func table() -> TextTable {
        var table = TextTable(columns: [
            .words("FILE", minimum: 12, cut: .path), .words("USER", minimum: 4), .numbers("CHANGES"), .fixed("LEVEL"),
        ])
        table.append([.init("/etc/docker/daemon.json", .bold), .init("alice"), .init(12), .init("high", .alarm)])
        table.append([
            .init("/etc/systemd/system/docker.service.d/override.conf"), .init("deployment-bot"), .init(1_234_567),
            .init("low"),
        ])
        return table
    }

    private func shown(_ table: TextTable, width: Int?, colour: Bool = false, indent: Int = 0) -> String {
        output { table.append(to: &$0, width: width, style: .init(hasColour: colour), indent: indent) }
    }

    @Test func `is as wide as its cells need`() {
        #expect(
            shown(table(), width: nil) == """
                FILE                                                USER              CHANGES  LEVEL
                /etc/docker/daemon.json                             alice                  12  high
                /etc/systemd/system/docker.service.d/override.conf  deployment-bot  1,234,567  low

                """
        )
    }

    @Test func `shrinks its widest column first`() {
        #expect(
            shown(table(), width: 70) == """
                FILE                                  USER              CHANGES  LEVEL
                /etc/docker/daemon.json               alice                  12  high
                /etc/systemd/syste…e.d/override.conf  deployment-bot  1,234,567  low

                """
        )
    }

    @Test(arguments: 24...120)
    func `fits each width`(width: Int) {
        let lines = shown(table(), width: width, indent: 2).split(separator: "\n")
        #expect(lines.count == 3)
        // Numbers and levels take 20 columns, gaps and indent 8; the other two keep four letters each.
        for line in lines { #expect(line.count <= max(width, 36), "\(line)") }
        #expect(lines[2].contains("1,234,567"))
    }

    @Test func `sets off with colour where there is some`() {
        var table = TextTable(columns: [.words("")])
        table.append([.init("plain")])
        table.append([.init("loud", .alarm)])
        #expect(shown(table, width: 80, colour: true) == "plain\n\u{1b}[1;31mloud\u{1b}[0m\n")
        #expect(shown(table, width: 80) == "plain\nloud\n")
    }

    @Test func `escapes its cells and aligns by what is seen`() {
        var table = TextTable(columns: [.words("A"), .words("B")])
        table.append([.init("\u{1b}[2J\n"), .init("x")])
        table.append([.init("日本"), .init("y")])
        #expect(
            shown(table, width: 80) == #"""
                A        B
                \e[2J\n  x
                日本     y

                """#
        )
    }

    @Test func `takes rows that are too short or too long`() {
        var table = TextTable(columns: [.words("A"), .words("B")])
        table.append([.init("1")])
        table.append([.init("1"), .init("2"), .init("3")])
        #expect(shown(table, width: 80) == "A  B\n1\n1  2\n")
        #expect(table.rowCount == 2)
    }
}
