import FoundationEssentials

/// What of an engine's daemon.json gives the host away, or blinds those who watch it.
///
/// Meanings are those of dockerd(8) and docs.docker.com/reference/cli/dockerd.
public struct DaemonSettings: Sendable {
    /// Bytes of a file; daemon.json has seldom more than some hundred.
    public static let fileLimit = 1 << 20

    /// The dangerous settings, each in a few words with its value as written; it is a stranger's text, not escaped.
    public let dangers: [String]

    /// Settings of the file's bytes.
    ///
    /// - Throws: if the bytes are no JSON object with values of the engine's types, with the path as given.
    public init(json: [UInt8], path: String) throws(DetectionError) {
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: Data(json))
        } catch {
            throw DetectionError(file: path, line: 1, reason: "this is no daemon.json that the engine would take")
        }
        dangers = file.dangers
    }

    private struct File: Decodable {
        var hosts: [String]?
        var tlsverify: Bool?
        var insecureRegistries: [String]?
        var seccompProfile: String?
        var defaultRuntime: String?
        var runtimes: [String: Runtime]?
        var group: String?
        var iptables: Bool?
        var logDriver: String?
        var directRouting: Bool?

        struct Runtime: Decodable {
            var path: String?
        }

        enum CodingKeys: String, CodingKey {
            case hosts, tlsverify, runtimes, group, iptables
            case insecureRegistries = "insecure-registries"
            case seccompProfile = "seccomp-profile"
            case defaultRuntime = "default-runtime"
            case logDriver = "log-driver"
            case directRouting = "allow-direct-routing"
        }

        var dangers: [String] {
            var dangers: [String] = []
            for host in hosts ?? [] where host.hasPrefix("tcp://") && tlsverify != true {
                dangers.append("a socket at \(host) without client certificates")
            }
            for registry in insecureRegistries ?? [] { dangers.append("the insecure registry \(registry)") }
            if seccompProfile == "unconfined" { dangers.append("no seccomp profile") }
            if let defaultRuntime, !File.knownRuntimes.contains(defaultRuntime) {
                dangers.append("the default runtime \(defaultRuntime)")
            }
            for (name, runtime) in (runtimes ?? [:]).sorted(by: { $0.key < $1.key }) {
                guard let path = runtime.path, path.hasPrefix("/"), !path.hasPrefix("/usr/") else { continue }
                dangers.append("the runtime \(name) at \(path)")
            }
            if let group, !group.isEmpty, group != "docker", group != "root" {
                dangers.append("the socket in the group \(group)")
            }
            if iptables == false { dangers.append("no firewall rules for containers") }
            if logDriver == "none" { dangers.append("no logs of containers") }
            if directRouting == true { dangers.append("direct routes to containers") }
            return dangers
        }

        private static let knownRuntimes: Set<String> = [
            "runc", "io.containerd.runc.v2", "crun", "nvidia", "runsc", "kata-runtime",
        ]
    }
}
