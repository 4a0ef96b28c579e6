/// Numbers of the audit log turned into names, as `ausearch -i` prints them.
///
/// Everything here is pure: no state, no file, no locale, nothing of the analysing machine but the tables of its
/// libaudit. Names of system calls, architectures, errors and filter lists are libaudit's. Its lookups are safe from
/// any thread: they search read-only tables and return pointers to constant text (in 3.0.9 the object file that holds
/// them has neither data nor bss), though its manual does not promise it; the text is copied at once.
///
/// Where ausearch 3.0.9 errs, this does not follow it: `oflag=` of OPENAT2 is octal, `vm=centos` is not hexadecimal,
/// `uid=?` is not root, system calls after 450 have names, and an abstract socket's name is not shown as a path.
public enum Interpretation {}

extension Interpretation {
    /// The text of one raw field, as bytes.
    ///
    /// - Parameters:
    ///   - name: The field's name as in the record (`auid`, `a2`, `saddr`).
    ///   - value: The value as in the record: bare, or with its quotes.
    ///   - recordType: The record type's number (1300 is SYSCALL).
    ///   - context: What else the event and the machine tell.
    /// - Returns: The text; the value's own bytes where there is nothing to interpret. Decoded text is a stranger's:
    ///   it may hold any byte, and the caller escapes it. Several keys stay separated by the byte 0x01.
    public static func text(
        ofField name: Span<UInt8>,
        value: Span<UInt8>,
        recordType: UInt16,
        context: InterpretationContext = InterpretationContext()
    ) -> [UInt8] {
        let field = InterpretedField(name: name, recordType: recordType)
        if field.isText, let quoted = InterpretedBytes.unquoted(value) { return quoted }
        return field.text(value, context: context) ?? InterpretedBytes.copy(value)
    }

    /// The text of one raw field whose value was freed from its quotes.
    ///
    /// What the record has in quotes is literal, so `isQuoted` gives the value back as it is.
    public static func text(
        ofField name: Span<UInt8>,
        value: Span<UInt8>,
        isQuoted: Bool,
        recordType: UInt16,
        context: InterpretationContext = InterpretationContext()
    ) -> [UInt8] {
        guard !isQuoted else { return InterpretedBytes.copy(value) }
        let field = InterpretedField(name: name, recordType: recordType)
        return field.text(value, context: context) ?? InterpretedBytes.copy(value)
    }

    /// The text of one raw field whose name and value are arrays.
    public static func text(
        ofField name: [UInt8],
        value: [UInt8],
        recordType: UInt16,
        context: InterpretationContext = InterpretationContext()
    ) -> [UInt8] {
        text(ofField: name.span, value: value.span, recordType: recordType, context: context)
    }

    /// Whether a field's value is text that may be written in hexadecimal digits.
    public static func isEncoded(_ name: Span<UInt8>, recordType: UInt16) -> Bool {
        InterpretedField(name: name, recordType: recordType).isText
    }

    /// Whether a field's value is the id of a user.
    public static func isUserID(_ name: Span<UInt8>, recordType: UInt16) -> Bool {
        InterpretedField(name: name, recordType: recordType) == .userID
    }

    /// Whether a field's value is the id of a group.
    public static func isGroupID(_ name: Span<UInt8>, recordType: UInt16) -> Bool {
        InterpretedField(name: name, recordType: recordType) == .groupID
    }
}
