/// Logs that belong together: a directory's, or those named one by one.
public struct LogSet: Hashable, Sendable {
    /// The directory as given by the user, or what stands for the files named.
    public let name: String
    /// The files to read, oldest first by content, then those without any record, streams last.
    public let files: [LogFile]

    /// A set from its parts.
    public init(name: String, files: [LogFile]) {
        self.name = name
        self.files = files
    }
}
