extension DockerPlace {
    /// The kind's number, from 0 to 15.
    @inlinable
    public var index: Int32 {
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
}
