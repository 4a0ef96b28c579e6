import AuditLogs
import Foundation
import Testing

@Suite struct `A log reader` {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// What reading to the end or to an error gives.
    struct Outcome {
        var bytes: [UInt8] = []
        var error: LogFileError?
        var storedBytes: UInt64 = 0
        var uncompressedBytes: UInt64 = 0
        var digest: String?
    }

    func readAll(_ file: LogFile, block: Int = LogReader.blockSize, hashing: Bool = false) throws -> Outcome {
        var outcome = Outcome()
        var reader = try LogReader(file, hashing: hashing)
        var buffer = [UInt8](repeating: 0, count: block)
        do {
            while true {
                let count = try reader.read(into: &buffer)
                if count == 0 { break }
                outcome.bytes += buffer[..<count]
            }
        } catch {
            outcome.error = error
        }
        outcome.storedBytes = reader.storedBytesRead
        outcome.uncompressedBytes = reader.uncompressedBytesRead
        outcome.digest = reader.digest()
        return outcome
    }

    func readAll(_ path: String, block: Int = LogReader.blockSize) throws -> Outcome {
        try readAll(try LogFile(path: path), block: block)
    }

    /// Lines that compress, but not to nothing.
    static func text(_ count: Int, seed: Int = 0) -> [UInt8] {
        Array(longText[seed * 1000..<seed * 1000 + count])
    }

    /// Made once, since it takes its time.
    private static let longText: [UInt8] = {
        var numbers = SeededNumbers(seed: 1)
        var bytes: [UInt8] = []
        while bytes.count < 4_100_000 {
            bytes += Array("type=SYSCALL a0=\(String(numbers.next(), radix: 16)) a1=\(numbers.next()) a2=0\n".utf8)
        }
        return bytes
    }()

    @Test(arguments: [0, 1, 5, 511, 512, 262_144, 700_001])
    func `gives a plain file's bytes`(size: Int) throws {
        let text = Self.text(size)
        let path = try directory.write(text, to: "audit.log")
        for block in [512, 4096, LogReader.blockSize] {
            let outcome = try readAll(path, block: block)
            #expect(outcome.bytes == text)
            #expect(outcome.error == nil)
            #expect(outcome.storedBytes == UInt64(size))
            #expect(outcome.uncompressedBytes == UInt64(size))
        }
    }

    @Test(arguments: [0, 1, 511, 300_000, 3_000_000])
    func `gives a gzip file's content`(size: Int) throws {
        let text = Self.text(size)
        let path = try directory.write(try directory.gzip(text), to: "no-suffix")
        let file = try LogFile(path: path)
        #expect(file.compression == .gzip)
        for block in [512, 65_536, LogReader.blockSize] {
            let outcome = try readAll(file, block: block)
            #expect(outcome.bytes == text)
            #expect(outcome.error == nil)
            #expect(outcome.storedBytes == file.storedBytes)
        }
    }

    @Test func `gives all members of a gzip file, padding between and behind them left out`() throws {
        let parts = (1...5).map { Self.text($0 * 70_000, seed: $0) }
        var stored: [UInt8] = []
        for part in parts { stored += try directory.gzip(part) + [UInt8](repeating: 0, count: part.count % 7) }
        stored += try directory.gzip([])
        stored += [UInt8](repeating: 0, count: 1_000_000)
        let outcome = try readAll(try directory.write(stored, to: "members.gz"), block: 1000)
        #expect(outcome.error == nil)
        #expect(outcome.bytes == Array(parts.joined()))
        #expect(outcome.storedBytes == UInt64(stored.count))
    }

    @Test func `reads a gzip header with every optional part`() throws {
        let plain = try directory.gzip("content".utf8)
        // FTEXT, FEXTRA, FNAME, FCOMMENT of RFC 1952.
        let header: [UInt8] = [0x1f, 0x8b, 8, 0b0001_1101, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3]
        let stored = header + Array("audit.log\0a comment\0".utf8) + plain.dropFirst(10)
        #expect(try readAll(try directory.write(stored, to: "a")).bytes == Array("content".utf8))
    }

    @Test func `gives what a truncated gzip file holds, then the error`() throws {
        let text = Self.text(2_000_000)
        let whole = try directory.gzip(text)
        for kept in [2, 5, 10, 11, whole.count / 2, whole.count - 9, whole.count - 8, whole.count - 1] {
            let outcome = try readAll(try directory.write(whole.prefix(kept), to: "t.gz"))
            #expect(outcome.error?.kind == .truncatedArchive, "\(kept)")
            #expect(outcome.error?.offset == UInt64(kept))
            #expect(outcome.bytes == Array(text.prefix(outcome.bytes.count)))
            if kept >= whole.count - 9 { #expect(outcome.bytes.count >= text.count - 2) }
            if kept == whole.count / 2 { #expect(outcome.bytes.count > 900_000) }
        }
    }

    @Test func `says that a member behind a whole one is truncated`() throws {
        let first = try directory.gzip("one\n".utf8)
        let second = try directory.gzip(Self.text(1000))
        let outcome = try readAll(try directory.write(first + second.dropLast(20), to: "t.gz"))
        #expect(outcome.bytes.starts(with: Array("one\ntype=".utf8)))
        #expect(outcome.error?.kind == .truncatedArchive)
    }

    @Test func `gives what stands before a damaged byte, then the error`() throws {
        let text = Self.text(2_000_000)
        var stored = try directory.gzip(text)
        let place = stored.count / 2
        stored[place] ^= 0x55
        let outcome = try readAll(try directory.write(stored, to: "c.gz"))
        #expect(outcome.error?.kind == .corruptArchive)
        let offset = try #require(outcome.error?.offset)
        #expect(offset > UInt64(place) && offset <= UInt64(stored.count))
        #expect(outcome.bytes.prefix(900_000) == text.prefix(900_000))
    }

    @Test func `verifies checksum and length`() throws {
        let text = Self.text(100_000)
        let whole = try directory.gzip(text)
        for fromEnd in [8, 1] {
            var stored = whole
            stored[stored.count - fromEnd] ^= 1
            let outcome = try readAll(try directory.write(stored, to: "c.gz"))
            #expect(outcome.bytes == text)
            #expect(outcome.error?.kind == .corruptArchive)
        }
    }

    @Test func `throws the same error again and again`() throws {
        let stored = try directory.gzip("text".utf8).dropLast(3)
        var reader = try LogReader(try LogFile(path: try directory.write(stored, to: "t.gz")))
        var buffer = [UInt8](repeating: 0, count: 1000)
        #expect(try reader.read(into: &buffer) == 4)
        for _ in 1...3 {
            do {
                _ = try reader.read(into: &buffer)
                Issue.record("no error")
            } catch {
                #expect(error.kind == .truncatedArchive)
            }
        }
    }

    @Test(arguments: [[0x21], [0x1f], [0x1f, 0x8c, 1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 0, 0x41, 0]] as [[UInt8]])
    func `reports what follows behind an archive's end`(garbage: [UInt8]) throws {
        let archive = try directory.gzip("text".utf8)
        let outcome = try readAll(try directory.write(archive + garbage, to: "g.gz"))
        #expect(outcome.bytes == Array("text".utf8))
        if garbage != [0x1f] {
            #expect(outcome.error?.kind == .trailingGarbage)
            let zeros = garbage.prefix { $0 == 0 }.count
            #expect(outcome.error?.offset == UInt64(archive.count + zeros))
        } else {
            #expect(outcome.error != nil)
        }
    }

    @Test func `streams an archive that is far larger unpacked`() throws {
        let path = directory("bomb")
        try directory.run("sh", "-c", "head -c 50000000 /dev/zero | gzip -1 > bomb")
        var reader = try LogReader(try LogFile(path: path))
        var buffer = [UInt8](repeating: 0, count: LogReader.blockSize)
        while try reader.read(into: &buffer) > 0 {}
        #expect(reader.uncompressedBytesRead == 50_000_000)
        #expect(reader.storedBytesRead < 500_000)
        #expect(buffer.count == LogReader.blockSize)
    }

    @Test(arguments: ["zip", "7z", "rar", "compress"])
    func `names a format that it cannot read`(format: String) throws {
        let path = try directory.write(Samples.magic(format), to: "audit.log.1")
        #expect(throws: LogFileError(.unsupportedCompression(format), path: path)) { try LogFile(path: path) }
        let archived = try directory.write(try directory.gzip(Samples.magic(format)), to: "audit.log.2")
        #expect(try readAll(archived).error?.kind.unsupportedFormat == format)
    }

    @Test func `reads a FIFO, plain or compressed, whatever size the pieces have`() throws {
        let text = Self.text(300_000)
        for stored in [text, try directory.gzip(text), Array("t".utf8), [0x1f], []] {
            let path = directory("fifo")
            try directory.run("rm", "-f", "fifo")
            try directory.run("mkfifo", "fifo")
            let file = try LogFile(path: path)
            #expect(file.isStream)
            #expect(file.storedBytes == nil)
            Thread.detachNewThread {
                guard let handle = FileHandle(forWritingAtPath: path) else { return }
                for byte in stored.prefix(3) { try? handle.write(contentsOf: [byte]) }
                try? handle.write(contentsOf: stored.dropFirst(3))
                try? handle.close()
            }
            let outcome = try readAll(file, hashing: true)
            #expect(outcome.bytes == (stored.count > 1 && stored[0] == 0x1f ? text : stored))
            #expect(outcome.error == nil)
            #expect(outcome.digest == (try directory.sha256(of: stored)))
        }
    }

    @Test func `does not wait for ever for somebody who writes to a FIFO`() throws {
        try directory.run("mkfifo", "fifo")
        let file = try LogFile(path: directory("fifo"))
        let start = ContinuousClock.now
        var reader = try LogReader(file)
        var buffer: [UInt8] = []
        #expect(try reader.read(into: &buffer) == 0)
        #expect(ContinuousClock.now - start < .seconds(LogReader.fifoWait + 20))
        #expect(reader.note == "nobody wrote to \(file.name): it counts as empty")
    }

    @Test func `waits for a FIFO's writer who takes longer than the first wait`() throws {
        try directory.run("mkfifo", "fifo")
        let path = directory("fifo")
        Thread.detachNewThread {
            guard let handle = FileHandle(forWritingAtPath: path) else { return }
            Thread.sleep(forTimeInterval: Double(LogReader.fifoWait) + 1)
            try? handle.write(contentsOf: Array("late\n".utf8))
            try? handle.close()
        }
        let outcome = try readAll(try LogFile(path: path))
        #expect(outcome.bytes == Array("late\n".utf8))
    }

    @Test func `gives what is left of a file that shrinks, then the error`() throws {
        let text = Self.text(1_000_000)
        let path = try directory.write(text, to: "audit.log")
        var reader = try LogReader(try LogFile(path: path), hashing: true)
        var buffer = [UInt8](repeating: 0, count: 200_000)
        var read = try reader.read(into: &buffer)
        #expect(read == 200_000)
        try directory.run("truncate", "-s", "300000", path)
        read += try reader.read(into: &buffer)
        #expect(read == 300_000)
        #expect(buffer.prefix(100_000) == text[200_000..<300_000])
        do {
            _ = try reader.read(into: &buffer)
            Issue.record("no error")
        } catch {
            #expect(error == LogFileError(.shrank, path: path, offset: 300_000))
        }
        #expect(reader.digest() == (try directory.sha256(of: text.prefix(300_000))))
    }

    @Test func `says of an archive that shrinks that it shrank`() throws {
        let stored = try directory.gzip(Self.text(4_000_000))
        try #require(stored.count > 600_000)
        let path = try directory.write(stored, to: "audit.log.1")
        var reader = try LogReader(try LogFile(path: path))
        var buffer = [UInt8](repeating: 0, count: 1000)
        _ = try reader.read(into: &buffer)
        try directory.run("truncate", "-s", "300000", path)
        do {
            while try reader.read(into: &buffer) > 0 {}
            Issue.record("no error")
        } catch {
            #expect(error.kind == .shrank)
        }
        #expect(reader.uncompressedBytesRead > 800_000)
    }

    @Test func `reads a file that grows to its end`() throws {
        let path = try directory.write("one\n", to: "audit.log")
        var reader = try LogReader(try LogFile(path: path))
        var buffer: [UInt8] = []
        #expect(try reader.read(into: &buffer) == 4)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Array("two\n".utf8))
        #expect(try reader.read(into: &buffer) == 4)
        #expect(buffer.prefix(4) == Array("two\n".utf8)[...])
        #expect(try reader.read(into: &buffer) == 0)
    }

    @Test func `refuses a file that took the place of another`() throws {
        let file = try LogFile(path: try directory.write("old", to: "audit.log"))
        try FileManager.default.moveItem(atPath: directory("audit.log"), toPath: directory("audit.log.1"))
        try directory.write("new", to: "audit.log")
        #expect(throws: LogFileError(.replaced, path: file.path)) { try readAll(file) }
    }

    @Test func `hashes the stored bytes`() throws {
        let text = Self.text(600_000)
        for (name, stored) in [("plain", text), ("archive", try directory.gzip(text)), ("nothing", [])] {
            let file = try LogFile(path: try directory.write(stored, to: name))
            let expected = try directory.sha256(of: stored)
            #expect(try readAll(file, hashing: true).digest == expected)
            #expect(try readAll(file).digest == nil)
            // Without reading, and after one block.
            var unread = try LogReader(file, hashing: true)
            #expect(unread.digest() == expected)
            var begun = try LogReader(file, hashing: true)
            var buffer = [UInt8](repeating: 0, count: 1000)
            _ = try begun.read(into: &buffer)
            #expect(begun.digest() == expected)
            #expect(begun.digest() == expected)
        }
        let damaged = try directory.gzip(text) + Array("garbage".utf8)
        let file = try LogFile(path: try directory.write(damaged, to: "damaged"))
        #expect(try readAll(file, hashing: true).digest == (try directory.sha256(of: damaged)))
    }

    @Test func `reads a part of a plain file`() throws {
        let text = Self.text(1_000_000)
        let file = try LogFile(path: try directory.write(text, to: "audit.log"))
        for range in [0..<0, 0..<10, 5..<999_999, 262_144..<524_288, 999_000..<2_000_000, 3_000_000..<4_000_000] {
            var reader = try LogReader(file, range: UInt64(range.lowerBound)..<UInt64(range.upperBound))
            var buffer: [UInt8] = []
            var bytes: [UInt8] = []
            while case let count = try reader.read(into: &buffer), count > 0 { bytes += buffer[..<count] }
            #expect(bytes == Array(text[range.clamped(to: 0..<text.count)]))
            #expect(reader.storedBytesRead == UInt64(bytes.count))
        }
    }

    @Test func `cannot read a part of an archive`() throws {
        let file = try LogFile(path: try directory.write(try directory.gzip("a".utf8), to: "a"))
        #expect(throws: LogFileError(.readFailed, path: file.path, errno: ESPIPE)) {
            try LogReader(file, range: 0..<1).skip()
        }
    }

    @Test func `goes to another thread`() async throws {
        let file = try LogFile(path: try directory.write(try directory.gzip("text".utf8), to: "a"))
        let reader = try LogReader(file)
        let count = try await count(reader)
        #expect(count == 4)
    }

    @concurrent private func count(_ reader: consuming sending LogReader) async throws -> Int {
        var buffer: [UInt8] = []
        return try reader.read(into: &buffer)
    }

    @Test func `cannot open what is not there or not a file`() throws {
        let missing = directory("missing")
        #expect(throws: LogFileError(.notFound, path: missing, errno: ENOENT)) { try LogFile(path: missing) }
        #expect(throws: LogFileError(.isDirectory, path: directory.path)) { try LogFile(path: directory.path) }
        let loop = directory("loop")
        try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
        #expect(throws: LogFileError(.readFailed, path: loop, errno: ELOOP)) { try LogFile(path: loop) }
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything, so nothing is refused"))
    func `cannot open what the user may not read`() throws {
        let path = try directory.write("text", to: "audit.log")
        try directory.run("chmod", "0", path)
        #expect(throws: LogFileError(.permissionDenied, path: path, errno: EACCES)) { try LogFile(path: path) }
    }
}

extension LogReader {
    /// Lets a reader that could be opened go.
    consuming func skip() {}
}

extension TemporaryDirectory {
    /// What sha256sum says of the bytes.
    func sha256(of bytes: some Sequence<UInt8>) throws -> String {
        try write(bytes, to: "to-hash")
        return String(decoding: try run("sha256sum", "to-hash").prefix(64), as: UTF8.self)
    }
}
