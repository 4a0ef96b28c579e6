import AuditLogs
import TestSupport
import Testing

/// A program of the system that compresses, for what is compared with it.
struct Packer: CustomTestStringConvertible, Sendable {
    let compression: LogCompression
    let command: [String]
    let suffix: String
    var testDescription: String { command.joined(separator: " ") }

    /// All of them, gzip left out where a test of its own covers it.
    static let all = [
        Packer(compression: .xz, command: ["xz", "-c"], suffix: "xz"),
        Packer(compression: .xz, command: ["xz", "-c", "--format=lzma"], suffix: "lzma"),
        Packer(compression: .zstd, command: ["zstd", "-qc"], suffix: "zst"),
        Packer(compression: .bzip2, command: ["bzip2", "-c"], suffix: "bz2"),
        Packer(compression: .lz4, command: ["lz4", "-qc", "-BD", "--content-size"], suffix: "lz4"),
    ]

    static let gzip = Packer(compression: .gzip, command: ["gzip", "-nc"], suffix: "gz")

    /// Whether the programs are there; where they are not, a test says so by being skipped.
    static let areInstalled = ExternalTool.areUsable("xz", "zstd", "bzip2", "lz4", "gzip", "tar")
    static let missing: Comment =
        "run scripts/install-dependencies --tests: xz, zstd, bzip2, lz4, gzip and tar are needed"

    func pack(_ bytes: some Sequence<UInt8>, in directory: TemporaryDirectory) throws -> [UInt8] {
        try directory.pack(bytes, command)
    }

    /// Whether a damaged content would be noticed: lzma has no checksum.
    var hasChecksum: Bool { suffix != "lzma" }
}
