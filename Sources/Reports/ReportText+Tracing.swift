extension ReportText {
    /// Says with which options a timeline lists what a table counts.
    mutating func trace(_ options: String, lists what: String = "the acts behind a line") {
        style.begin(.dim, in: &output)
        paragraph("docktrail timeline \(options) lists \(what)")
        style.end(.dim, in: &output)
    }
}
