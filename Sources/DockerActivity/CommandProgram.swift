import AuditRecords

/// Which of a program's arguments name files that it changes.
enum CommandProgram: Sendable {
    /// None: it reads, or is about something else than the files that it names.
    case none
    /// All that are no options.
    case all
    /// All behind the first, which says how: a mode, an owner, an expression.
    case behindFirst
    /// The last one, where the others are read.
    case last
    /// Those behind a sign of equality: dd's `of=`.
    case assigned
    /// Not known: what looks like an absolute path.
    case absolute

    /// What is known of a program by its name; `arguments` are those of the command.
    init(name: Span<UInt8>, arguments: some Collection<ShellWords.Word>) {
        let text = Array(copying: name)
        if text == Array("sed".utf8) {
            self = arguments.contains { Self.editsInPlace($0) } ? .behindFirst : .none
        } else if text == Array("tar".utf8) {
            self = Self.extracts(arguments) ? .absolute : .none
        } else if text == Array("ln".utf8) {
            self = arguments.contains { Self.isShortOption($0, "s") } ? .last : .all
        } else {
            self = Self.programs[text] ?? .absolute
        }
    }

    /// Whether sed is told to write the file back: `-i`, `-i.bak`, `-ri`, `--in-place`.
    private static func editsInPlace(_ word: ShellWords.Word) -> Bool {
        isShortOption(word, "i") || word.text.starts(with: "--in-place".utf8)
    }

    /// Whether tar is told to unpack: `tar xf`, `tar -C / -xf`, `tar --extract`.
    private static func extracts(_ arguments: some Collection<ShellWords.Word>) -> Bool {
        if let first = arguments.first?.text, first.first != UInt8(ascii: "-") {
            return first.contains(UInt8(ascii: "x"))
        }
        return arguments.contains { isShortOption($0, "x") || $0.text == Array("--extract".utf8) }
    }

    private static func isShortOption(_ word: ShellWords.Word, _ letter: Unicode.Scalar) -> Bool {
        let text = word.text
        return text.count > 1 && text[0] == UInt8(ascii: "-") && text[1] != UInt8(ascii: "-")
            && text.contains(UInt8(ascii: letter))
    }

    private static let programs: [[UInt8]: CommandProgram] = {
        let names: [(CommandProgram, String)] = [
            (.all, "tee mv rm rmdir mkdir touch truncate unlink shred patch sudoedit"),
            (.all, "vi vim nvim nano emacs ed ex joe mcedit pico micro editor sensible-editor"),
            (.behindFirst, "chmod chown chgrp chattr setfacl"),
            (.last, "cp install rsync scp"),
            (.assigned, "dd"),
            (.none, "cat tac less more head tail grep egrep fgrep zgrep zcat view ls dir stat file wc od xxd hexdump"),
            (.none, "strings diff cmp md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum"),
            (.none, "find locate which test [ readlink realpath dirname basename getfacl getfattr lsattr du df jq"),
            (.none, "echo printf true false cd pwd id ps kill pkill lsof fuser journalctl systemctl service"),
            (.none, "docker docker-compose dockerd containerd ctr runc crun podman nerdctl crictl"),
            (.none, "auditctl augenrules ausearch aureport docktrail"),
        ]
        var programs: [[UInt8]: CommandProgram] = [:]
        for (kind, list) in names {
            for name in list.split(separator: " ") { programs[Array(name.utf8)] = kind }
        }
        return programs
    }()
}
