/// Something that no rule of a plan sees.
public struct BlindSpot: Hashable, Sendable {
    /// What it is, in a few words.
    public let what: String
    /// Why, and what to do instead.
    public let why: String
}

extension BlindSpot {
    /// What a set of rules does not see.
    static func all(of rules: [AuditRule]) -> [BlindSpot] {
        var spots = [
            BlindSpot(
                what: "what was written",
                why:
                    "an opening for writing is recorded, not the bytes; descriptors opened before the rules were loaded, or "
                    + "passed over a socket, are not recorded at all"
            )
        ]
        if !rules.contains(where: { $0.list == .ioUring }) {
            spots.append(
                BlindSpot(
                    what: "io_uring",
                    why:
                        "its file operations go past watches and syscall rules: set kernel.io_uring_disabled=2, or take "
                        + "the profile hunting with audit 3.1 or later"
                )
            )
        }
        if !rules.contains(where: { $0.calls(include: "open_by_handle_at") }) {
            spots.append(
                BlindSpot(
                    what: "open_by_handle_at",
                    why:
                        "it opens a file by its inode, from a container too, and no watch sees it: the profile standard has a rule"
                )
            )
        }
        if !rules.contains(where: { $0.calls(include: "connect") }) {
            spots.append(
                BlindSpot(
                    what: "use of the socket",
                    why:
                        "connect is no write, so no watch sees who talks to the engine: the profile standard has a rule"
                )
            )
        }
        spots += [
            BlindSpot(
                what: "the engine's TCP address",
                why:
                    "what comes over the network leaves no event with a path: close it, or look at the engine's own log"
            ),
            BlindSpot(
                what: "who is behind the engine",
                why:
                    "what goes through its API runs as the engine, with no login user: the client's connect or execution "
                    + "beside it tells"
            ),
            BlindSpot(
                what: "directories renamed away or made anew",
                why:
                    "a rule on a directory follows the directory, not its name: install again after /etc/docker was replaced; "
                    + "rules status tells"
            ),
            BlindSpot(
                what: "what is mounted over a watched path",
                why: "a file system that was mounted after the rules were loaded is not watched below their paths"
            ),
        ]
        return spots
    }
}

extension AuditRule {
    /// Whether the rule is asked at a call of a 64-bit program and is no path watch.
    fileprivate func calls(include name: String) -> Bool {
        guard action == .always, list == .exit, permissions == nil else { return false }
        return AuditNames.call(name, AuditMachine.native.wide).map { calls.contains($0) } ?? false
    }
}
