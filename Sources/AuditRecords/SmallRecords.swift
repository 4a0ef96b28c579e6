/// The field of a CWD record.
public struct CwdRecord: Sendable {
    /// The working directory; the real one, even after a `cd` through a symbolic link.
    public private(set) var directory = FieldValue()

    /// Reads the field in `body`, a range of `line`.
    public init(_ line: Span<UInt8>, body: ByteRange) {
        var fields = FieldScanner(body)
        while fields.nextName(in: line) {
            let value = fields.value(in: line)
            if fields.name == packed("cwd") {
                directory = value
                return
            }
        }
    }
}

/// The field of a PROCTITLE record.
public struct ProctitleRecord: Sendable {
    /// The process's argument memory, NUL between arguments, at most 128 bytes; the process can rewrite it.
    public private(set) var title = FieldValue()

    /// Reads the field in `body`, a range of `line`.
    public init(_ line: Span<UInt8>, body: ByteRange) {
        var fields = FieldScanner(body)
        while fields.nextName(in: line) {
            let value = fields.value(in: line)
            if fields.name == packed("proctitle") {
                title = value
                return
            }
        }
    }
}

/// The fields of an OPENAT2 record.
public struct OpenHowRecord: Sendable {
    /// The open flags; nil where the record does not hold them.
    public private(set) var flags: UInt64?
    /// The mode that a new file is to have; nil where the record does not hold it.
    public private(set) var mode: UInt64?

    /// Reads the fields in `body`, a range of `line`.
    ///
    /// The kernel prints flags and mode in octal (kernel/auditsc.c, show_special).
    public init(_ line: Span<UInt8>, body: ByteRange) {
        var fields = FieldScanner(body)
        while fields.nextName(in: line) {
            if fields.name == packed("oflag") {
                flags = fields.number(in: line, bitsPerDigit: 3)
            } else if fields.name == packed("mode") {
                mode = fields.number(in: line, bitsPerDigit: 3)
            } else {
                fields.skipValue(in: line)
            }
        }
    }
}
