import SystemPackage

extension LogFileError {
    /// What a system call reported: error numbers, although not every signature of swift-system says so.
    init(system error: any Error, path: String, offset: UInt64? = nil) {
        let error = error as? Errno ?? .ioError
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
}
