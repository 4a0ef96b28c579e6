internal import CAudit

extension Interpretation {
    /// The name of an error number: `EACCES` for 13.
    ///
    /// The numbers are the ones that x86, ARM, POWER and s390 share. The sign does not matter: a record writes `-13`.
    public static func errorName(_ number: Int32) -> String? {
        guard let magnitude = CInt(exactly: number.magnitude), let name = unsafe audit_errno_to_name(magnitude) else {
            return nil
        }
        return unsafe String(cString: name)  // constant text of libaudit, copied
    }

    /// The C library's English sentence for an error number: `Permission denied` for 13.
    static func errorDescription(_ number: Int32) -> String? {
        guard let magnitude = CInt(exactly: number.magnitude), let text = unsafe strerrordesc_np(magnitude) else {
            return nil
        }
        return unsafe String(cString: text)  // constant text of glibc, copied
    }

    /// The text of `exit=`: `EACCES(Permission denied)` where it is an error; nil where it is a plain result.
    static func exitText(_ result: Int64) -> String? {
        guard result < 0, let number = Int32(exactly: result), let name = errorName(number) else { return nil }
        return "\(name)(\(errorDescription(number) ?? "Unknown error"))"
    }

    /// The name of an audit filter list: `exit` for 4.
    static func filterListName(_ number: Int64) -> String? {
        guard let list = CInt(exactly: number), let name = unsafe audit_flag_to_name(list) else { return nil }
        return unsafe String(cString: name)  // constant text of libaudit, copied
    }
}
