import AuditRecords

/// What a process of the host is there for, as far as that changes who is behind what it does.
///
/// A program's name and arguments are its own word. They are asked only of a process that is known to be the host's, and
/// the answer is handed down from a process to its children, no further than the records name each parent.
enum ProcessRole: String, Sendable, CaseIterable, Codable {
    /// Nothing known: it does what its login user, or the system, does.
    case none
    /// A package manager, or a program that one runs.
    case packageManager
    /// Configuration management, or a program that it runs.
    case automation
    /// A program that the engine runs for itself, iptables say.
    case engineHelper

    /// The role that a program says it has.
    ///
    /// Package managers are told by where they lie as well: nobody but root can put a program there.
    init(_ subject: SubjectFacts, in bytes: Span<UInt8>) {
        let executable = bytes.extracting(subject.executable.indices)
        let name = executable.extracting(PathText.lastPart(of: executable))
        let command = bytes.extracting(subject.command.indices)
        if Self.isPackageManager(name), Self.isInSystem(executable) {
            self = .packageManager
        } else if Self.isInterpreter(name) {
            let script = command.extracting(Self.argument(of: command, behindOptions: true))
            let program = script.extracting(PathText.lastPart(of: script))
            if Self.isInSystem(script), Self.isInSystem(executable), Self.isPackageManager(program) {
                self = .packageManager
            } else if Self.isAutomation(program) || Self.isAutomation(command: command) {
                self = .automation
            } else {
                self = .none
            }
        } else {
            self = Self.isAutomation(name) ? .automation : .none
        }
    }

    /// Takes what a record of the process says of the program that it runs now.
    ///
    /// Whoever gets a shell out of a package manager acts himself: it runs scripts, and no shell that waits for commands.
    mutating func note(_ subject: SubjectFacts, in bytes: Span<UInt8>) {
        let own = ProcessRole(subject, in: bytes)
        if own != .none {
            self = own
        } else if self == .packageManager, Self.isInteractiveShell(subject, in: bytes) {
            self = .none
        }
    }

    private static func isPackageManager(_ name: Span<UInt8>) -> Bool {
        name.equals("dpkg") || name.equals("apt-get") || name.equals("apt") || name.equals("aptitude")
            || name.equals("unattended-upgrade") || name.equals("rpm") || name.equals("dnf") || name.equals("dnf5")
            || name.equals("dnf-3") || name.equals("microdnf") || name.equals("yum") || name.equals("zypper")
            || name.equals("packagekitd") || name.equals("snapd") || name.equals("pacman") || name.equals("apk")
    }

    private static func isAutomation(_ name: Span<UInt8>) -> Bool {
        name.equals("puppet") || name.equals("chef-client") || name.equals("cinc-client")
            || name.equals("salt-minion") || name.equals("salt-call") || name.equals("cloud-init")
            || name.equals("cf-agent")
    }

    /// Ansible's modules lie in a directory of their own below the login user's home (its `remote_tmp`).
    private static func isAutomation(command: Span<UInt8>) -> Bool { command.contains("/.ansible/tmp/ansible-tmp-") }

    /// Whether a path lies where distributions put programs, and only root can.
    private static func isInSystem(_ path: Span<UInt8>) -> Bool {
        path.hasPrefix("/usr/bin/") || path.hasPrefix("/usr/sbin/") || path.hasPrefix("/usr/lib/")
            || path.hasPrefix("/usr/libexec/") || path.hasPrefix("/bin/") || path.hasPrefix("/sbin/")
    }

    private static func isInterpreter(_ name: Span<UInt8>) -> Bool {
        name.hasPrefix("python") || name.hasPrefix("platform-python") || name.hasPrefix("ruby")
            || name.hasPrefix("perl")
    }

    /// Whether a process is a shell without a script or a command to run.
    private static func isInteractiveShell(_ subject: SubjectFacts, in bytes: Span<UInt8>) -> Bool {
        let executable = bytes.extracting(subject.executable.indices)
        let name = executable.extracting(PathText.lastPart(of: executable))
        guard
            name.equals("sh") || name.equals("dash") || name.equals("bash") || name.equals("zsh") || name.equals("ksh")
        else { return false }
        let command = bytes.extracting(subject.command.indices)
        let argument = command.extracting(argument(of: command, behindOptions: false))
        return argument.isEmpty || argument.equals("-i") || argument.equals("-l") || argument.equals("-")
    }

    /// Where the first argument of a command line lies, or the first one that is no option; empty where it has none.
    private static func argument(of command: Span<UInt8>, behindOptions: Bool) -> Range<Int> {
        let blank = UInt8(ascii: " ")
        var start = command.firstIndex(of: blank, from: 0, to: command.count) + 1
        while start < command.count {
            let end = command.firstIndex(of: blank, from: start, to: command.count)
            if !behindOptions || command[start] != UInt8(ascii: "-") { return start..<end }
            start = end + 1
        }
        return command.count..<command.count
    }
}
