/// The programs that change groups or enter one, by the options that they take.
///
/// Options as in the sources of shadow 4.17 (src/*.c), adduser 3.152 and BusyBox 1.37 (loginutils/*.c).
enum AccountTool: String, Sendable, CaseIterable {
    case usermod, useradd, userdel, gpasswd, groupmems, groupadd, groupmod, groupdel
    case newgrp, sg
    /// Debian's scripts, which run the tools above; BusyBox has programs of the same names.
    case adduser, addgroup, deluser, delgroup

    /// The letters of getopt(3): a colon behind one that takes an argument.
    var letters: String {
        switch self {
        case .usermod: "abc:d:e:f:g:G:hl:Lmop:P:rR:s:u:Uv:V:w:W:Z:"
        case .useradd: "b:c:d:De:f:Fg:G:hk:K:lmMNop:P:rR:s:u:UZ:"
        case .userdel: "fhP:rR:Z"
        case .gpasswd: "a:A:d:hM:Q:rR"
        case .groupmems: "a:d:g:hlpR:"
        case .groupadd: "fg:hK:op:P:rR:U:"
        case .groupmod: "ag:hn:op:P:R:U:"
        case .groupdel: "fhP:R:"
        case .newgrp, .sg: "c:"
        // Beside BusyBox's letters, capital ones that stand for words of Debian's.
        case .adduser: "c:Dg:G:h:Hk:qs:Su:"
        case .addgroup: "c:g:qS"
        case .deluser: "c:q"
        case .delgroup: "c:q"
        }
    }

    /// The long options, each with the letter that means the same; `.` stands for one that is passed over, `:` for one that
    /// is passed over with its argument.
    var words: [(word: String, letter: Character)] {
        switch self {
        case .usermod:
            Self.ofUsers + [("append", "a"), ("remove", "r"), ("login", "l"), ("lock", "L"), ("unlock", "U")]
                + [("move-home", "m"), ("home", "d"), ("add-subuids", "v"), ("del-subuids", "V"), ("add-subgids", "w")]
                + [("del-subgids", "W")]
        case .useradd:
            Self.ofUsers + [("base-dir", "b"), ("home-dir", "d"), ("defaults", "D"), ("skel", "k"), ("key", "K")]
                + [("no-log-init", "l"), ("create-home", "m"), ("no-create-home", "M"), ("no-user-group", "N")]
                + [("system", "r"), ("user-group", "U"), ("btrfs-subvolume-home", "."), ("add-subids-for-system", "F")]
        case .userdel: Self.ofAll + [("force", "f"), ("remove", "r"), ("selinux-user", "Z")]
        case .gpasswd:
            [("add", "a"), ("delete", "d"), ("members", "M"), ("administrators", "A")]
                + [("remove-password", "r"), ("restrict", "R"), ("root", "Q"), ("help", "h")]
        case .groupmems: [("add", "a"), ("delete", "d"), ("group", "g"), ("list", "l"), ("purge", "p"), ("root", "R")]
        case .groupadd: Self.ofAll + Self.ofGroups + [("force", "f"), ("key", "K"), ("system", "r")]
        case .groupmod: Self.ofAll + Self.ofGroups + [("append", "a"), ("new-name", "n")]
        case .groupdel: Self.ofAll + [("force", "f")]
        case .newgrp, .sg: [("command", "c")]
        case .adduser, .addgroup, .deluser, .delgroup: Self.ofDebian
        }
    }

    /// Whether the first word that is no option ends the options.
    var stopsAtFirstWord: Bool { self == .newgrp || self == .sg }

    /// Whether it sends account records wherever it changes a group.
    var sendsRecords: Bool {
        switch self {
        case .usermod, .useradd, .userdel, .gpasswd, .groupadd, .groupmod, .groupdel: true
        default: false
        }
    }

    private static let ofAll: [(word: String, letter: Character)] = [("root", "R"), ("prefix", "P"), ("help", "h")]
    private static let ofGroups: [(word: String, letter: Character)] = [
        ("gid", "g"), ("non-unique", "o"), ("password", "p"), ("users", "U"),
    ]
    private static let ofUsers: [(word: String, letter: Character)] =
        ofAll + [
            ("comment", "c"), ("expiredate", "e"), ("inactive", "f"), ("gid", "g"), ("groups", "G"),
            ("non-unique", "o"),
            ("password", "p"), ("shell", "s"), ("uid", "u"), ("selinux-user", "Z"), ("badname", "."), ("badnames", "."),
        ]
    private static let ofDebian: [(word: String, letter: Character)] = [
        ("ingroup", "G"), ("gid", "g"), ("uid", "u"), ("shell", "s"), ("home", ":"), ("gecos", ":"), ("comment", ":"),
        ("firstuid", ":"), ("lastuid", ":"), ("firstgid", ":"), ("lastgid", ":"), ("conf", "c"), ("backup-to", ":"),
        ("system", "S"), ("group", "."), ("quiet", "q"), ("verbose", "."), ("debug", "."), ("disabled-password", "."),
        ("disabled-login", "."), ("no-create-home", "."), ("force-badname", "."), ("allow-badname", "."),
        ("allow-bad-names", "."), ("allow-all-names", "."), ("add_extra_groups", "."), ("add-extra-groups", "."),
        ("encrypt-home", "."), ("remove-home", "."), ("remove-all-files", "."), ("backup", "."), ("only-if-empty", "."),
    ]
}
