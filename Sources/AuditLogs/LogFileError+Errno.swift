import SystemPackage

extension LogFileError {
    /// The kind that an error number of the system stands for.
    init(_ error: Errno, path: String, offset: UInt64? = nil) {
        let kind: Kind =
            switch error {
            case .noSuchFileOrDirectory, .notDirectory: .notFound
            case .permissionDenied, .notPermitted: .permissionDenied
            case .isDirectory: .isDirectory
            case .noSuchAddressOrDevice: .notAFile
            default: .readFailed
            }
        self.init(kind, path: path, offset: offset, errno: error.rawValue)
    }

    /// What a call of swift-system threw: error numbers, although not every signature says so.
    init(system error: any Error, path: String, offset: UInt64? = nil) {
        self.init(error as? Errno ?? .ioError, path: path, offset: offset)
    }
}
