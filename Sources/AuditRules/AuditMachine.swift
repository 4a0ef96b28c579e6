/// A kind of machine, with the two ABIs that programs on it call the kernel by.
public struct AuditMachine: Hashable, Sendable {
    /// What `arch=b64` means, as `AUDIT_ARCH_` of linux/audit.h.
    public let wide: UInt32
    /// What `arch=b32` means; nil where the machine has no such programs.
    public let narrow: UInt32?

    /// x86-64 with i386.
    public static let x86 = AuditMachine(wide: 0xc000_003e, narrow: 0x4000_0003)
    /// 64-bit ARM with 32-bit ARM.
    public static let arm = AuditMachine(wide: 0xc000_00b7, narrow: 0x4000_0028)

    /// The machine this runs on.
    public static var native: AuditMachine {
        #if arch(arm64)
        .arm
        #else
        .x86
        #endif
    }

    /// The ABIs: 64 bits first.
    public var architectures: [UInt32] { [wide] + (narrow.map { [$0] } ?? []) }

    /// How auditctl names an ABI: `b64`, `b32`, or its number where it is none of the two.
    func name(of architecture: UInt32) -> String {
        if architecture == wide { return "b64" }
        if architecture == narrow { return "b32" }
        return "0x" + String(architecture, radix: 16, uppercase: true)
    }
}
