import DockerActivity

extension Watch {
    /// Which acts may mean anything to what is watched.
    ///
    /// Hundreds of findings are asked of each act, and hardly any is concerned, so names are compared by their hashes first.
    struct Interest: Codable, Sendable {
        /// What is asked of an act, worked out once for all findings.
        struct Question {
            fileprivate let kind: LaterAct.Kind
            fileprivate let name, login: UInt64
            fileprivate let startsEngine: Bool

            init(_ act: LaterAct) {
                kind = act.kind
                name = Interest.hash(act.name)
                login = Interest.hash(act.actor.login)
                startsEngine = act.kind == .run && act.startsEngine
            }
        }

        /// Hashes of files, members and rules' keys.
        private var names: [UInt64] = []
        /// Whether the start of the engine or of containerd counts, an entry into the group, and that recording goes on.
        private var ofStarts = false
        private var ofEntries = false
        private var ofResuming = false

        /// Adds what is watched.
        mutating func add(_ subject: Subject) {
            switch subject.kind {
            case .file:
                names.append(Self.hash(subject.name))
                if subject.place == .daemonConfig || subject.place == .unit { ofStarts = true }
            case .member, .rules: names.append(Self.hash(subject.name))
            case .password: ofEntries = true
            case .recording: ofResuming = true
            }
        }

        /// Whether an act may mean something.
        func holds(_ question: Question) -> Bool {
            let names = names.span
            for index in names.indices where names[index] == question.name || names[index] == question.login {
                return true
            }
            return ofStarts && question.startsEngine || ofEntries && question.kind == .enter
                || ofResuming && question.kind == .resume
        }

        private static func hash(_ name: [UInt8]) -> UInt64 {
            let path = name.withoutVar
            var hash = StableHash()
            hash.add(path.span)
            return hash.value
        }
    }
}
