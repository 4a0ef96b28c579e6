import SystemPackage

extension ProbeAct {
    /// Calls that can be made in vain: with these arguments each of them fails before it does anything.
    private static let callsInVain: Set<String> = [
        "open_by_handle_at", "setns", "finit_module", "init_module", "unshare", "pivot_root",
    ]

    /// The act that a rule must record, or why there is none that is harmless.
    static func forRule(
        _ rule: AuditRule,
        machine: AuditMachine,
        files: HostFiles,
        mayMakeFiles: Bool
    ) -> Swift.Result<ProbeAct, ProbeObstacle> {
        if rule.action == .never { return .failure(ProbeObstacle("it records nothing on purpose")) }
        if rule.list != .exit { return .failure(ProbeObstacle("there is no harmless act for its list")) }
        let isNarrow = rule.architecture.map { $0 == machine.narrow } ?? false
        if isNarrow, machine != .x86 || rule.permissions != nil {
            return .failure(ProbeObstacle("only a 32-bit program can show it"))
        }
        if rule.fields.contains(where: { [.exit, .loginUser, .executable].contains($0.code) }) {
            return .failure(ProbeObstacle("it asks for a result, a user or a program that a probe does not have"))
        }
        guard let bytes = rule.path else {
            let abi = rule.architecture ?? machine.wide
            let name = callsInVain.sorted()
                .first { name in
                    AuditNames.call(name, abi).map { rule.calls.contains($0) } ?? false
                }
            return name.map { .success(isNarrow ? .narrowCall($0) : .call($0)) }
                ?? .failure(ProbeObstacle("there is no harmless way to make its calls"))
        }
        let path = FilePath(String(decoding: bytes, as: UTF8.self))
        guard let entry = files.entry(path) else { return .failure(ProbeObstacle("\(path) does not exist yet")) }
        guard let permissions = rule.permissions else {
            return entry.kind == .socket
                ? .success(isNarrow ? .narrowConnect(path) : .connect(path))
                : .failure(ProbeObstacle("\(path) is no socket to connect to"))
        }
        if permissions.contains(.write) {
            return .success(mayMakeFiles && rule.isOnDirectory ? .makeAndRemove(path) : .create(path))
        }
        if permissions.contains(.attributes) { return .success(.attribute(path)) }
        if permissions.contains(.execute) {
            return entry.isExecutable ? .success(.execute(path)) : .failure(ProbeObstacle("\(path) is no program"))
        }
        return .success(.read(path))
    }
}
