import DockerActivity
import Testing

@Suite struct `What a client asks for` {
    private func facts(_ line: String) -> ClientFacts {
        ClientFacts(arguments: line.split(separator: " ").map { Array($0.utf8) })
    }

    private func texts(_ values: [[UInt8]]) -> [String] { values.map { String(decoding: $0, as: UTF8.self) } }

    private func mounts(_ line: String) -> [String] {
        facts(line).mounts
            .map { mount in
                "\(texts([mount.source])[0]) \(texts([mount.target])[0]) \(mount.isWritable ? "rw" : "ro")"
            }
    }

    @Test(arguments: [
        ("docker run image", "run"), ("docker container run image", "run"), ("podman --root /x create image", "create"),
        ("nerdctl -n k8s.io exec web sh", "exec"), ("docker -H tcp://h:2375 ps", "ps"),
        ("docker volume create x", "volume create"), ("docker system prune -a", "system prune"), ("docker", ""),
    ])
    func `is a command`(line: String, command: String) {
        #expect(texts([facts(line).command]) == [command])
    }

    @Test(arguments: [
        ("-v /:/host", "/ /host rw"), ("-v /:/host:ro", "/ /host ro"), ("-v=/etc/:/e:rw,z", "/etc /e rw"),
        ("--volume /var/run/../run/docker.sock:/s", "/var/run/docker.sock /s rw"), ("-itv /etc:/e", "/etc /e rw"),
        ("--mount type=bind,source=/,target=/h", "/ /h rw"),
        ("--mount type=bind,src=/etc,dst=/e,readonly", "/etc /e ro"),
        ("--mount type=bind,src=/etc,dst=/e,readonly=false", "/etc /e rw"),
        (
            "--mount type=volume,src=v,dst=/e,volume-opt=type=none,volume-opt=o=bind,volume-opt=device=/etc",
            "/etc /e rw"
        ),
        ("--mount type=bind,\"source=/etc\",target=/e", "/etc /e rw"), ("-v ./data:/d", "./data /d rw"),
    ])
    func `has mounts of the host, however they are written`(option: String, mount: String) {
        #expect(mounts("docker run --rm \(option) image sh") == [mount])
        #expect(texts([facts("docker run --rm \(option) image sh").image]) == ["image"])
    }

    @Test(arguments: ["-v data:/d", "-v /d", "--mount type=tmpfs,target=/d", "--mount src=data,dst=/d", "--tmpfs /d"])
    func `has none for a volume`(option: String) {
        #expect(mounts("docker run \(option) image").isEmpty)
    }

    @Test func `has a local volume that is a directory of the host`() {
        #expect(mounts("docker volume create -d local -o type=none -o o=bind -o device=/etc x") == ["/etc  rw"])
    }

    @Test(arguments: [
        ("docker run --privileged image", true), ("docker run --privileged=true image", true),
        ("docker run --privileged=false image", false), ("docker exec --privileged web sh", true),
        ("docker run image --privileged", false), ("docker ps", false),
    ])
    func `is privileged`(line: String, isPrivileged: Bool) {
        #expect(facts(line).isPrivileged == isPrivileged)
    }

    @Test func `has what a container is given beyond its own`() {
        let facts = facts(
            "docker run --cap-add cap_sys_admin --cap-add=ALL --device /dev/sda:/dev/x:r --device-cgroup-rule c --pid host "
                + "--net=host --security-opt seccomp=unconfined -w /proc/self/fd/7 --name web image sh -c x"
        )
        #expect(texts(facts.capabilities) == ["SYS_ADMIN", "ALL"])
        #expect(texts(facts.devices) == ["/dev/sda", "c"])
        #expect(texts(facts.namespaces) == ["pid=host", "network=host"])
        #expect(texts(facts.securityOptions) == ["seccomp=unconfined"])
        #expect(texts([facts.workingDirectory]) == ["/proc/self/fd/7"])
        #expect(texts(facts.containers) == ["web"])
        #expect(texts([facts.image, facts.program]) == ["image", "sh -c x"])
    }

    @Test func `has names of variables, and never their values`() {
        let facts = facts("docker run -e DB_PASSWORD=secret -e HOME --env TOKEN=x image")
        #expect(texts(facts.environment) == ["DB_PASSWORD", "TOKEN"])
        #expect(texts(facts.options) == ["-e", "-e", "--env"])
    }

    @Test func `is for containers and engines that it names`() {
        #expect(texts(facts("docker exec -it -u root web sh -c id").containers) == ["web"])
        #expect(texts(facts("docker exec -it -u root web sh -c id").program) == "sh -c id")
        #expect(texts(facts("docker -H tcp://10.0.0.5:2375 run image").hosts) == ["tcp://10.0.0.5:2375"])
        #expect(texts(facts("docker --host=ssh://x run image").hosts) == ["ssh://x"])
        #expect(texts(facts("docker run image -H tcp://x").hosts) == [])
        #expect(texts(facts("docker run -h web image").image) == "image")
    }

    @Test func `keeps so many values and no more`() {
        let options = String(repeating: "-v /a:/b --cap-add X -e A=1 ", count: ClientFacts.valuesLimit + 5)
        let facts = facts("docker run \(options) image")
        #expect(facts.mounts.count == ClientFacts.valuesLimit)
        #expect(facts.capabilities.count == ClientFacts.valuesLimit)
    }

    private func texts(_ value: [UInt8]) -> String { String(decoding: value, as: UTF8.self) }
}
