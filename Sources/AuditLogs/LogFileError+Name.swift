extension LogFileError.Kind {
    /// A name for the kind that stays the same from version to version.
    public var name: String {
        switch code {
        case .notFound: "not-found"
        case .permissionDenied: "permission-denied"
        case .isDirectory: "is-directory"
        case .notAFile: "not-a-file"
        case .unsupportedCompression: "unsupported-compression"
        case .truncatedArchive: "truncated-archive"
        case .corruptArchive: "corrupt-archive"
        case .trailingGarbage: "trailing-garbage"
        case .tooMuchMemory: "too-much-memory"
        case .nestedTooDeep: "nested-too-deep"
        case .tooManyMembers: "too-many-members"
        case .shrank: "shrank"
        case .replaced: "replaced"
        case .readFailed: "read-failed"
        case .noLogFound: "no-log-found"
        case .noHost: "no-host"
        }
    }

    /// The kind with a name; nil if there is none.
    ///
    /// `format` is what `unsupportedFormat` gives.
    public init?(name: String, format: String?) {
        let kinds: [Self] = [
            .notFound, .permissionDenied, .isDirectory, .notAFile, .truncatedArchive, .corruptArchive, .trailingGarbage,
            .tooMuchMemory, .nestedTooDeep, .tooManyMembers, .shrank, .replaced, .readFailed, .noLogFound, .noHost,
            .unsupportedCompression(format ?? ""),
        ]
        guard let kind = kinds.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}
