import Testing

@testable import Detections

@Suite("The settings in daemon.json")
struct DaemonSettingsTests {
    @Test(arguments: [
        (
            #"{"hosts": ["unix:///run/docker.sock", "tcp://0.0.0.0:2375"]}"#,
            ["a socket at tcp://0.0.0.0:2375 without client certificates"]
        ),
        (#"{"hosts": ["tcp://0.0.0.0:2376"], "tlsverify": true}"#, []),
        (#"{"insecure-registries": ["reg.lan:5000"]}"#, ["the insecure registry reg.lan:5000"]),
        (
            #"{"seccomp-profile": "unconfined", "iptables": false}"#,
            ["no seccomp profile", "no firewall rules for containers"]
        ),
        (
            #"{"runtimes": {"x": {"path": "/tmp/runc"}, "nvidia": {"path": "/usr/bin/nvidia-container-runtime"}}, "default-runtime": "x"}"#,
            ["the default runtime x", "the runtime x at /tmp/runc"]
        ),
        (#"{"group": "users", "log-driver": "none"}"#, ["the socket in the group users", "no logs of containers"]),
        (#"{"log-driver": "json-file", "log-opts": {"max-size": "10m"}, "unknown": [1, {"a": null}]}"#, []),
        ("{}", []),
    ])
    func `that are dangerous are named`(json: String, dangers: [String]) throws {
        #expect(try DaemonSettings(json: Array(json.utf8), path: "daemon.json").dangers == dangers)
    }

    @Test(arguments: ["", "[]", "{", #"{"hosts": 1}"#])
    func `that the engine would refuse are refused`(json: String) {
        #expect(throws: DetectionError.self) { try DaemonSettings(json: Array(json.utf8), path: "daemon.json") }
    }
}
