import AuditEvents

/// Finds the file call behind a system call's number, for every architecture that libaudit knows.
///
/// One array for each architecture that the log shows, made when it is first met.
struct FileCallTable: Sendable {
    /// Numbers above this belong to no table; the newest calls are below 500.
    private static let highestNumber: UInt32 = 1023
    /// x32 programs call with this bit set (arch/x86/include/uapi/asm/unistd.h).
    private static let x32Bit: UInt32 = 0x4000_0000
    /// Architectures that are told apart; a log that claims more of them is damaged.
    private static let architecturesLimit = 64

    private var architectures: [UInt32] = []
    private var calls: [[FileCall?]] = []

    /// The call, or nil if it does not act on a file by name.
    mutating func call(_ number: UInt32, architecture: UInt32) -> FileCall? {
        let number = number & ~Self.x32Bit
        guard number <= Self.highestNumber else { return nil }
        if let known = architectures.firstIndex(of: architecture) { return calls[known][Int(number)] }
        guard architectures.count < Self.architecturesLimit else { return nil }
        var table = [FileCall?](repeating: nil, count: Int(Self.highestNumber) + 1)
        for (name, call) in FileCall.byName {
            guard let number = Interpretation.systemCallNumber(named: name, architecture: architecture),
                number <= Self.highestNumber
            else { continue }
            table[Int(number)] = call
        }
        architectures.append(architecture)
        calls.append(table)
        return table[Int(number)]
    }
}
