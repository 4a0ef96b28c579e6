/// What the meaning of a field depends on beside the field itself.
///
/// All of it stands in the same record: `arch=`, `syscall=` and `a0=` to `a3=` of a SYSCALL record. What is nil is not
/// guessed: an argument of an unknown call keeps its hexadecimal digits.
public struct InterpretationContext: Sendable {
    /// The record's `arch=` (`0xc000003e` is x86-64).
    public var architecture: UInt32?
    /// The record's `syscall=`.
    public var systemCall: UInt32?
    /// The call's first argument: the request of socketcall, ipc and prctl.
    public var argument0: UInt64?
    /// The second argument: open's flags, fcntl's command, the level of a socket option.
    public var argument1: UInt64?
    /// The third argument: openat's flags.
    public var argument2: UInt64?
    /// The names of users and groups of the machine that wrote the log.
    public var names: AccountNames

    /// A context of which nothing is known but, maybe, the machine's accounts.
    public init(names: AccountNames = AccountNames()) {
        self.names = names
    }
}
