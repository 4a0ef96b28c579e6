/// How somebody used the docker group's rights, or asked for them.
///
/// The raw values are the ones that are printed.
public enum GroupUse: String, Sendable, CaseIterable, Codable {
    /// By newgrp, which begins a shell in the group.
    case newgrp
    /// By sg, which runs a command in the group.
    case sg
    /// By the group's password, as newgrp's and sg's record tells.
    case password
    /// By entering the group, as newgrp's and sg's record tells.
    case enter
    /// By a process that has the group as its own, real or effective.
    case rights
}
