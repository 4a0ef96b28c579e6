internal import CAudit
/// stub
public enum Interpretation {
    public static func systemCallName(_ number: UInt32, architecture: UInt32) -> String? {
        unsafe audit_syscall_to_name(Int32(number), audit_elf_to_machine(architecture)).map { unsafe String(cString: $0) }
    }
}
