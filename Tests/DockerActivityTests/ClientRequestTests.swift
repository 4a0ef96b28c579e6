import Testing

@testable import DockerActivity

@Suite struct `A client's request` {
    private func request(_ line: String) -> ClientRequest {
        ClientRequest(arguments: line.split(separator: " ").map { Array($0.utf8) }, isExact: true)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test(arguments: [
        ("docker run image", ClientRequest.Kind.run), ("docker container run image", .run),
        ("docker --context far -l debug create image", .create), ("docker -H=unix:///x start web", .start),
        ("docker exec web sh", .exec), ("docker compose up -d", .several), ("docker ps -a", .none),
        ("docker", .none), ("docker --version", .none), ("docker container ls", .none), ("docker unheard-of", .several),
    ])
    func `is of a kind`(line: String, kind: ClientRequest.Kind) {
        #expect(request(line).kind == kind)
    }

    @Test(arguments: [
        "docker run -it --rm --name web -v /a:/b:ro image sh -c x",
        "docker run -itv /a:/b --name=web image sh -c x",
        "docker run -v=/a:/b -d --privileged=true --name web -- image sh -c x",
        "docker run -v/a:/b -e KEY=value --name web --cap-add ALL image sh -c x",
        "docker run --volume /a/./c/../:/b/ --name web image sh -c x",
        "docker run --mount type=bind,source=/a,target=/b,readonly --name web image sh -c x",
        "docker run --mount type=bind,src=/a,dst=/b --name web image sh -c x",
        "docker run --name web -v /a:/b --entrypoint sh image -c x",
    ])
    func `names what the new container is made of, however it is written`(line: String) {
        let request = request(line)
        #expect(text(request.name) == "web")
        #expect(text(request.image) == "image")
        #expect(text(request.command) == "sh -c x")
        #expect(request.mounts == [ContainerMount(.host(Array("/a".utf8)), at: Array("/b".utf8).span)])
        #expect(!request.hasFurtherMounts)
    }

    @Test(arguments: [
        ("-v data:/d", ContainerMount.Source.volume(Array("data".utf8))), ("-v /d", .hidden), ("-v ./data:/d", .hidden),
        ("--tmpfs /d:size=1m", .hidden), ("--mount type=tmpfs,target=/d", .hidden),
        ("--mount source=data,target=/d", .volume(Array("data".utf8))),
        ("--mount type=volume,src=data,volume-subpath=x,dst=/d", .hidden),
    ])
    func `tells a volume, and what is no file of the host`(option: String, source: ContainerMount.Source) {
        #expect(request("docker run \(option) image").mounts.map(\.source) == [source])
    }

    @Test(arguments: ["-v x", "--mount type=bind,\"source=/a,b\",target=/c", "--volumes-from web"])
    func `says where there may be mounts that it does not know`(option: String) {
        #expect(request("docker run \(option) image").hasFurtherMounts)
    }

    @Test func `names the containers that it is for`() {
        #expect(request("docker start -ai one two").targets.map(text) == ["one", "two"])
        #expect(request("docker restart -t 5 one").targets.map(text) == ["one"])
        #expect(request("docker exec -u root -it one sh").targets.map(text) == ["one"])
    }

    @Test func `of cut arguments never traps`() {
        for line in [
            "docker run -v", "docker run --name", "docker run --", "docker -H", "docker exec -e", "docker run -",
        ] {
            #expect(request(line).targets.isEmpty)
        }
    }
}

@Suite struct `Mounts` {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func mount(_ destination: String, _ source: ContainerMount.Source) -> ContainerMount? {
        ContainerMount(source, at: bytes(destination).span)
    }

    @Test(arguments: [
        ("/host/etc/group", "/etc/group"), ("/host", "/"), ("/hostile/x", nil),
        ("/data/x", "/var/lib/docker/volumes/db/_data/x"),
        ("/host/tmp/x", nil), ("/cfg", "/srv/cfg.json"), ("/etc/passwd", nil),
    ])
    func `lead to the host's files by the longest destination`(name: String, path: String?) {
        let mounts = ContainerMounts(
            [
                mount("/host", .host(bytes("/"))), mount("/host/tmp", .hidden), mount("/data", .volume(bytes("db"))),
                mount("/cfg", .host(bytes("/srv/cfg.json"))),
            ]
            .compactMap { $0 },
            dataRoot: bytes("/var/lib/docker")
        )
        #expect(mounts.hostPath(of: bytes(name)).map { String(decoding: $0, as: UTF8.self) } == path)
    }
}
