import AuditLogs
import Testing

@Suite struct `An error of a log file` {
    struct Example: CustomTestStringConvertible, Sendable {
        let error: LogFileError
        let text: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Example(
            error: LogFileError(.permissionDenied, path: "logs/audit.log", errno: 13),
            text: "cannot read logs/audit.log: permission denied (try sudo)"
        ),
        Example(
            error: LogFileError(.truncatedArchive, path: "a.gz", offset: 93211),
            text: "cannot read all of a.gz: the archive ends too early at byte 93211"
        ),
        Example(
            error: LogFileError(.unsupportedCompression("xz"), path: "a.xz"),
            text: "cannot read a.xz: xz archives are not supported here (unpack it first: xz -dk)"
        ),
        Example(
            error: LogFileError(.readFailed, path: "a", offset: 4096, errno: 5),
            text: "cannot read a: input/output error at byte 4096"
        ),
        Example(
            error: LogFileError(.notFound, path: "\u{1b}[2Ja\u{202e}\nb"),
            text: #"cannot read \x1b[2Ja\xe2\x80\xae\x0ab: no such file or directory (check the path)"#
        ),
    ])
    func `is one sentence for people`(example: Example) {
        #expect(example.error.description == example.text)
    }

    @Test func `can be tested for its kind`() {
        let error = LogFileError(.unsupportedCompression("xz"), path: "a")
        #expect(error.kind == .unsupportedCompression("xz"))
        #expect(error.kind != .unsupportedCompression("zstd"))
        #expect(error.kind.unsupportedFormat == "xz")
        #expect(LogFileError(.shrank, path: "a").kind.unsupportedFormat == nil)
    }
}
