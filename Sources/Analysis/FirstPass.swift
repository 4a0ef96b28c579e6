import DockerActivity

/// What a first pass over a set of logs found, for a second one that has to tell at once.
struct FirstPass {
    /// What later events tell of earlier ones, by machine.
    let foreknowledge: [[UInt8]: Foreknowledge]
    /// Which findings activities are part of.
    let judgements: Judgements
    /// Whether several machines could be the host of which something was given.
    let sharesHost: Bool
    /// What is worth knowing of the pass, and no problem.
    let notes: [String]

    /// What a trail that has come to its end found.
    init(_ trail: HostTrail, _ judgements: Judgements) {
        foreknowledge = trail.foreknowledge
        sharesHost = trail.sharesHost
        var judgements = judgements
        judgements.choose()
        self.judgements = judgements
        let untold = Foreknowledge.note(untoldFiles: trail.untoldFiles)
        notes = [untold, NodeTrails.note(unfollowed: trail.unfollowed)].compactMap(\.self) + judgements.notes
    }
}
