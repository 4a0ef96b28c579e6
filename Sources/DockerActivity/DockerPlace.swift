/// What kind of file a host path is, seen from Docker.
///
/// The raw values are the ones that are printed.
public enum DockerPlace: String, Sendable, CaseIterable, Codable {
    /// The engine's settings: /etc/docker and the environment files.
    case daemonConfig = "daemon-config"
    /// Certificates and keys of the engine, its clients and its registries.
    case tls
    /// systemd's units of the engine and their drop-ins.
    case unit
    /// Programs of the engine and its runtime.
    case binary
    /// The sockets that the engine and containerd listen on.
    case socket
    /// Settings, logs and run-time state of containers.
    case containerState = "container-state"
    /// Layers and metadata of images.
    case imageLayer = "image-layer"
    /// The writable layer of a container.
    case containerLayer = "container-layer"
    /// Volumes.
    case volume
    /// The engine's plugins.
    case plugin
    /// Whatever else lies below the data root.
    case dataRoot = "data-root"
    /// /etc/passwd, /etc/group and their shadows.
    case accountFile = "account-file"
    /// The audit system's settings and rules.
    case auditConfig = "audit-config"
    /// The audit log itself.
    case auditLog = "audit-log"
    /// A file outside Docker that was reached from a container.
    case hostFile = "host-file"
    /// Any other file.
    case other
}
