import DockerActivity

extension DockerPlace {
    /// Which files keep their rows where there are too many: 0 before 1 before 2.
    ///
    /// Docker's own files and the host's accounts and audit files are few and matter most; below the data root names
    /// come in any number.
    var rank: UInt64 {
        switch self {
        case .daemonConfig, .tls, .unit, .binary, .socket, .plugin, .accountFile, .auditConfig, .auditLog: 0
        case .hostFile, .other: 1
        case .containerState, .imageLayer, .containerLayer, .volume, .dataRoot: 2
        }
    }
}
