import CAudit

/// libaudit's tables: names of fields, calls, errors and types, and their numbers.
///
/// Each function looks into a constant table and keeps nothing, so that these may be asked from anywhere; libaudit's text
/// is static and copied at once. What the installed version does not know has no name here.
enum AuditNames {
    static func field(_ name: String) -> AuditRule.FieldCode? {
        let number = unsafe audit_name_to_field(name)
        return number < 0 ? nil : AuditRule.FieldCode(rawValue: UInt32(number))
    }

    static func name(of field: AuditRule.FieldCode) -> String? {
        unsafe text(audit_field_to_name(CInt(bitPattern: field.rawValue)))
    }

    /// The number of a call by an ABI; nil where the name is unknown there.
    static func call(_ name: String, _ architecture: UInt32) -> UInt32? {
        let machine = audit_elf_to_machine(architecture)
        guard machine >= 0 else { return nil }
        let number = unsafe audit_name_to_syscall(name, machine)
        return number < 0 ? nil : UInt32(number)
    }

    static func name(ofCall number: UInt32, _ architecture: UInt32) -> String? {
        let machine = audit_elf_to_machine(architecture)
        guard machine >= 0 else { return nil }
        return unsafe text(audit_syscall_to_name(CInt(bitPattern: number), machine))
    }

    static func name(of list: AuditRule.List) -> String? {
        unsafe text(audit_flag_to_name(CInt(bitPattern: list.rawValue)))
    }

    static func recordType(_ name: String) -> UInt32? {
        let number = unsafe audit_name_to_msg_type(name)
        return number > 0 ? UInt32(number) : nil
    }

    static func name(ofRecordType number: UInt32) -> String? {
        unsafe text(audit_msg_type_to_name(CInt(bitPattern: number)))
    }

    /// The number of an error's name, with its sign: `-EPERM` is -1.
    static func error(_ name: String) -> Int32? {
        let number = unsafe audit_name_to_errno(name)
        return number == 0 ? nil : number
    }

    static func name(ofError number: Int32) -> String? {
        unsafe text(audit_errno_to_name(number))
    }

    static func fileType(_ name: String) -> UInt32? {
        let number = unsafe audit_name_to_ftype(name)
        return number < 0 ? nil : UInt32(number)
    }

    static func fileSystemType(_ name: String) -> UInt32? {
        let number = unsafe audit_name_to_fstype(name)
        return number == -1 ? nil : UInt32(bitPattern: number)
    }

    static func name(ofFileSystemType number: UInt32) -> String? {
        unsafe text(audit_fstype_to_name(CInt(bitPattern: number)))
    }

    /// A machine's name, such as `x86_64`, as a number of linux/audit.h.
    static func architecture(_ name: String) -> UInt32? {
        let machine = unsafe audit_name_to_machine(name)
        guard machine >= 0 else { return nil }
        let number = audit_machine_to_elf(machine)
        return number == 0 ? nil : number
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe String(cString: pointer)
    }
}
