import DockerActivity

extension DockerPlace {
    /// The kind's number, from 0 to 15.
    @inline(__always)
    var index: Int32 {
        switch self {
        case .daemonConfig: 0
        case .tls: 1
        case .unit: 2
        case .binary: 3
        case .socket: 4
        case .containerState: 5
        case .imageLayer: 6
        case .containerLayer: 7
        case .volume: 8
        case .plugin: 9
        case .dataRoot: 10
        case .accountFile: 11
        case .auditConfig: 12
        case .auditLog: 13
        case .hostFile: 14
        case .other: 15
        }
    }

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
