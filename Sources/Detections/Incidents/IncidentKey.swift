import DockerActivity

/// Something that findings can have in common.
enum IncidentKey: Hashable {
    /// An event, by the line of its first record.
    case event(source: UInt32, line: UInt64)
    /// A container, by the first digits of its id.
    case container(node: [UInt8], id: [UInt8])
    /// A process.
    case process(node: [UInt8], number: UInt32)
    /// The children of a process.
    case child(node: [UInt8], of: UInt32)
    /// A login user; the session is there where the number is one that several people share.
    case person(node: [UInt8], id: UInt32, session: UInt32?)
    /// Somebody who was made a member of a group, by name.
    case member(node: [UInt8], name: [UInt8])
    /// A file that was changed, by its path.
    case changed(node: [UInt8], path: [UInt8])
    /// A file that was changed or used.
    case used(node: [UInt8], path: [UInt8])
}

extension Finding {
    /// Digits of a container's id by which it is told from others, as the engine's client prints it.
    private static let idDigits = 12

    /// The container that acted; nil where it is not known which.
    var containerKey: IncidentKey? {
        guard let id = actor.container?.id, id.count >= Self.idDigits else { return nil }
        return .container(node: node, id: Array(id.prefix(Self.idDigits)))
    }

    /// The container that had the acting one started; nil where none did, as far as is known.
    var startingContainerKey: IncidentKey? {
        guard let id = actor.container?.startedFrom, id.count >= Self.idDigits else { return nil }
        return .container(node: node, id: Array(id.prefix(Self.idDigits)))
    }

    /// Who is behind it; nil where nobody is named.
    var personKey: IncidentKey? {
        if let container = actor.container {
            guard container.confidence == .certain || container.confidence == .likely else { return nil }
            return Self.person(container.startedByID, session: nil, node)
        }
        return Self.person(actor.loginID, session: actor.session, node)
    }

    private static func person(_ id: UInt32?, session: UInt32?, _ node: [UInt8]) -> IncidentKey? {
        guard let id, id != SubjectFacts.unset else { return nil }
        guard id == 0 else { return .person(node: node, id: id, session: nil) }
        return session.map { .person(node: node, id: id, session: $0) }
    }

    /// The people whom it makes members of the docker group.
    var newMembers: [ArraySlice<UInt8>] {
        guard CodeDetection.joining.contains(detection), outcome != .failure else { return [] }
        return member.split { $0 == UInt8(ascii: ",") || $0 == 1 }
    }

    /// What the person behind it is called; empty where nobody is named.
    var personName: [UInt8] { actor.container?.startedBy ?? actor.login }

    /// The path of the file that it changed or used, where that is one; nil for files of accounts, which tools change for
    /// whoever has an account.
    var sharedFile: [UInt8]? {
        guard files == 1, hasTruePath, outcome == .success || outcome == .claimed,
            action.isChangeOfFile || action == .connect, DockerPlace(path: file.span) != .accountFile
        else { return nil }
        return Array(file.withoutVar)
    }

    /// Whether it is a correlation that tells a whole story by itself.
    var isChain: Bool { detection.hasPrefix("beh-chain-") }

    /// Whether its records state what was done and by whom, and how sure it is if not.
    var basis: (Incident.Basis, Confidence) {
        if isChain || confidence != .certain { return (.inferred, confidence) }
        // Programs tell what they were asked to do, and not whether it was done.
        if outcome == .claimed { return (.inferred, .likely) }
        return (.observed, .certain)
    }
}
