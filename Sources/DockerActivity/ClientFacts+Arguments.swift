import AuditRecords

extension ClientFacts {
    mutating func read(_ arguments: [[UInt8]]) {
        var reader = ClientArguments(arguments)
        readHosts(arguments)
        guard var word = reader.command(valued: Self.globalOptions) else { return }
        if word.span.equals("container") {
            guard let further = reader.command(valued: []) else { return }
            word = further
        } else if Self.groups.contains(where: { word.span.equals($0) }),
            let further = reader.command(valued: [])
        {
            word += [UInt8(ascii: " ")] + further
        }
        command = word
        let isNew = word.span.equals("run") || word.span.equals("create")
        let isExec = word.span.equals("exec")
        let switches = isNew ? ClientRequest.switches + Self.podmanSwitches : Self.otherSwitches
        let shortSwitches = isNew ? ClientRequest.shortSwitches : Self.shortSwitches(of: word)
        while let option = reader.option(switches: switches, shortSwitches: shortSwitches) {
            Self.add(option.name, to: &options)
            read(option.name.span, option.value)
        }
        readRest(Array(reader.rest), isNew: isNew, isExec: isExec)
    }

    /// The client's options before its command that have a value of their own: docker/cli cli/flags/options.go, podman(1),
    /// nerdctl's command reference.
    private static let globalOptions: [StaticString] =
        ClientRequest.globalOptions + [
            "--address", "-a", "--namespace", "-n", "--snapshotter", "--connection", "--identity", "--url", "--root",
            "--runroot", "--runtime", "--runtime-flag", "--storage-driver", "--storage-opt", "--tmpdir", "--module",
            "--cgroup-manager", "--data-root", "--volumepath", "--hooks-dir", "--network-config-dir",
        ]
    /// Commands that have commands of their own.
    private static let groups: [StaticString] = [
        "volume", "image", "system", "network", "compose", "plugin", "context", "buildx", "builder", "swarm", "service",
        "stack", "secret", "config", "node", "trust", "manifest",
    ]
    /// Options of `podman run` without a value that docker does not have.
    private static let podmanSwitches: [StaticString] = [
        "--env-host", "--http-proxy", "--no-hosts", "--no-hostname", "--passwd", "--read-only-tmpfs", "--replace",
        "--rmi",
        "--rootfs", "--tls-verify", "--unsetenv-all",
    ]
    /// Options without a value of `exec`, `login`, `build`, `rm` and `prune`.
    private static let otherSwitches: [StaticString] = [
        "--all", "--attach", "--detach", "--force", "--help", "--interactive", "--link", "--no-cache",
        "--password-stdin",
        "--privileged", "--pull", "--quiet", "--squash", "--tty", "--volumes",
    ]

    /// Letters without a value: `-t` of `exec` is one, of `build` it is followed by a name.
    private static func shortSwitches(of command: [UInt8]) -> [UInt8] {
        switch String(decoding: command, as: UTF8.self) {
        case "build", "image build", "buildx build": Array("q".utf8)
        case "exec": Array("dit".utf8)
        case "login", "volume create": []
        case "rm": Array("flv".utf8)
        default: Array("adfiqt".utf8)
        }
    }

    private mutating func readHosts(_ arguments: [[UInt8]]) {
        var index = 1
        while index < arguments.count, arguments[index].first == UInt8(ascii: "-") {
            let argument = arguments[index]
            if argument.span.equals("-H") || argument.span.equals("--host") || argument.span.equals("--url") {
                index += 1
                if index < arguments.count { Self.add(arguments[index], to: &hosts) }
            } else {
                for prefix in ["--host=", "--url=", "-H="] as [StaticString] where argument.span.hasPrefix(prefix) {
                    Self.add(Array(argument.dropFirst(prefix.utf8CodeUnitCount)), to: &hosts)
                }
                if Self.globalOptions.contains(where: { argument.span.equals($0) }) { index += 1 }
            }
            index += 1
        }
    }

    private mutating func readRest(_ rest: [[UInt8]], isNew: Bool, isExec: Bool) {
        let blank = [UInt8(ascii: " ")]
        if isNew {
            image = rest.first ?? []
            let words = (program.isEmpty ? [] : [program]) + rest.dropFirst()
            program = Array(words.joined(separator: blank))
        } else if isExec {
            containers = Array(rest.prefix(1))
            program = Array(rest.dropFirst().joined(separator: blank))
        } else if command.span.equals("start") || command.span.equals("restart") || command.span.equals("rm") {
            containers = Array(rest.prefix(Self.valuesLimit))
        }
    }

    private mutating func read(_ name: Span<UInt8>, _ value: [UInt8]) {
        if name.equals("--privileged") {
            isPrivileged = Self.isTrue(value)
        } else if name.equals("--volume") || name.equals("-v") {
            add(ContainerMount.host(volume: value.span))
        } else if name.equals("--mount") {
            add(ContainerMount.host(mount: value.span))
        } else if name.equals("--use-api-socket") {
            let socket = Array("/run/docker.sock".utf8)
            add(Mount(source: socket, target: socket, isWritable: true))
        } else if name.equals("--cap-add") {
            for part in value.split(separator: UInt8(ascii: ",")) { Self.add(Self.capability(part), to: &capabilities) }
        } else if name.equals("--device") {
            Self.add(Array(value.prefix { $0 != UInt8(ascii: ":") }), to: &devices)
        } else if name.equals("--device-cgroup-rule") {
            Self.add(value, to: &devices)
        } else if name.equals("--security-opt") {
            Self.add(value, to: &securityOptions)
        } else if name.equals("--workdir") || name.equals("-w") {
            workingDirectory = value
        } else if name.equals("--name") {
            Self.add(value, to: &containers)
        } else if name.equals("--entrypoint") {
            program = value
        } else {
            readVariable(name, value)
            readNamespace(name, value)
            if command.span.equals("volume create") { readVolumeOption(name, value) }
        }
    }

    private mutating func readVariable(_ name: Span<UInt8>, _ value: [UInt8]) {
        let isVariable = name.equals("--env") || name.equals("-e") || name.equals("--build-arg")
        guard isVariable, let equals = value.firstIndex(of: UInt8(ascii: "=")) else { return }
        Self.add(Array(value[..<equals]), to: &environment)
    }

    private mutating func readNamespace(_ name: Span<UInt8>, _ value: [UInt8]) {
        for (option, namespace) in Self.namespaceOptions where name.equals(option) {
            Self.add(Array("\(namespace)=".utf8) + value, to: &namespaces)
        }
    }

    private static let namespaceOptions: [(option: StaticString, namespace: String)] = [
        ("--pid", "pid"), ("--net", "network"), ("--network", "network"), ("--ipc", "ipc"), ("--uts", "uts"),
        ("--userns", "userns"), ("--cgroupns", "cgroupns"),
    ]

    /// A local volume can be a directory of the host: `docker volume create -o o=bind -o device=/etc`.
    private mutating func readVolumeOption(_ name: Span<UInt8>, _ value: [UInt8]) {
        guard name.equals("--opt") || name.equals("-o"), value.span.hasPrefix("device=/") else { return }
        add(Mount(source: Array(value.dropFirst(7)), target: [], isWritable: true))
    }

    private mutating func add(_ mount: Mount?) {
        guard let mount, mounts.count < Self.valuesLimit else { return }
        mounts.append(mount)
    }

    private static func add(_ value: [UInt8], to values: inout [[UInt8]]) {
        if values.count < valuesLimit, !value.isEmpty { values.append(value) }
    }

    private static func capability(_ word: ArraySlice<UInt8>) -> [UInt8] {
        let capitals = word.map { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") ? $0 - 32 : $0 }
        return capitals.starts(with: "CAP_".utf8) ? Array(capitals.dropFirst(4)) : capitals
    }

    /// Whether a switch is on; Go's strconv.ParseBool has these words for that it is off.
    private static func isTrue(_ value: [UInt8]) -> Bool {
        !["0", "f", "F", "false", "FALSE", "False"].contains { value == Array($0.utf8) }
    }
}
