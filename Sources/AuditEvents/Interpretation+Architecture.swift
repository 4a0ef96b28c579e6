internal import CAudit

extension Interpretation {
    /// The name of an AUDIT_ARCH value: `x86_64`, `i386`, `aarch64`.
    ///
    /// The name is libaudit's, so 32-bit ARM is `armeb` there, whatever its byte order. A value that libaudit does not
    /// know gives `unknown-elf-type(c00000f3)`, as ausearch prints it.
    public static func architectureName(_ architecture: UInt32) -> String {
        let machine = audit_elf_to_machine(architecture)
        if machine >= 0, let name = unsafe audit_machine_to_name(machine) {
            return unsafe String(cString: name)  // constant text of libaudit, copied
        }
        return "unknown-elf-type(\(String(architecture, radix: 16)))"
    }

    /// The AUDIT_ARCH values whose kernel interfaces differ in ways that matter here.
    enum Architecture {
        static let x86: UInt32 = 0x4000_0003
        static let x8664: UInt32 = 0xc000_003e
        static let arm: UInt32 = 0x4000_0028
        static let arm64: UInt32 = 0xc000_00b7
        static let powerpc: UInt32 = 0x14
        static let powerpc64: UInt32 = 0x8000_0015
        static let powerpc64LittleEndian: UInt32 = 0xc000_0015
        static let s390: UInt32 = 0x16
        static let s390x: UInt32 = 0x8000_0016
        static let alpha: UInt32 = 0xc000_9026

        static func isARM(_ value: UInt32) -> Bool { value == arm || value == arm64 }

        static func isPowerPC(_ value: UInt32) -> Bool {
            value == powerpc || value == powerpc64 || value == powerpc64LittleEndian
        }

        static func isS390(_ value: UInt32) -> Bool { value == s390 || value == s390x }
    }
}
