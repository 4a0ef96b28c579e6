import AuditLogs
import Synchronization

/// Cuts a set of logs into segments, oldest first.
///
/// Plain files are cut by offsets. What is compressed is cut as it is decompressed, which one worker at a time does; where
/// there are enough such files, each is a segment of its own instead, so that several are decompressed at once.
final class SegmentFeed: Sendable {
    /// Stored bytes of a file that is a segment of its own however few there are: it is not worth cutting.
    private static let smallFile: UInt64 = 1 << 20

    private let files: [LogFile]
    private let firstIndex: Int
    private let size: UInt64
    private let hasManyArchives: Bool
    private let keepsFilesWhole: Bool
    private let state = Mutex(State())

    private struct State: ~Copyable {
        /// The file that is being cut, and where in it the next segment begins.
        var file = 0
        var start: UInt64 = 0
        var chunks: ChunkReader?
        /// Stored bytes of the files before it.
        var stored: UInt64 = 0
    }

    /// A feed of a set without streams, in segments of about `size` bytes.
    ///
    /// `cores` is how many decompress files side by side; nil where a file's results are too much to be held at once, so
    /// that every file is cut. `firstIndex` is the first file's place among all of the host's.
    init(_ files: [LogFile], size: UInt64, cores: Int?, firstIndex: Int = 0) {
        self.files = files
        self.firstIndex = firstIndex
        self.size = max(1, size)
        keepsFilesWhole = cores != nil
        hasManyArchives = files.count { !$0.isPlain && $0.isIndependent } >= 2 * max(2, cores ?? 1)
    }

    /// The next segment; nil behind the last one.
    func next() -> LogSegment? {
        state.withLock { state in
            while state.file < files.count {
                let file = files[state.file]
                let segment = file.isPlain ? nextRange(of: file, &state) : nextChunk(of: file, &state)
                if let segment { return segment }
                state.stored += file.storedBytes ?? 0
                state.file += 1
                state.start = 0
                state.chunks = nil
            }
            return nil
        }
    }

    private func nextRange(of file: LogFile, _ state: inout State) -> LogSegment? {
        guard let bytes = file.storedBytes, state.start < max(1, bytes), state.start != .max else { return nil }
        let start = state.start
        let end = start + min(size, bytes - start)
        // The last segment goes on to wherever the file ends by then.
        state.start = end == bytes ? .max : end
        let range = start..<state.start
        return segment(of: file, .range(range), state.stored + min(end, bytes), state.file)
    }

    private func nextChunk(of file: LogFile, _ state: inout State) -> LogSegment? {
        if state.start == .max { return nil }
        let stored = file.storedBytes ?? 0
        if keepsFilesWhole, file.isIndependent, hasManyArchives || stored <= Self.smallFile {
            state.start = .max
            return segment(of: file, .whole, state.stored + stored, state.file)
        }
        if state.chunks == nil {
            do {
                state.chunks = try ChunkReader(file, size: Int(min(size, UInt64(ChunkReader.chunkSize))))
            } catch {
                state.start = .max
                return segment(of: file, .unreadable, state.stored, state.file)
            }
        }
        guard let chunk = state.chunks?.next() else {
            state.start = .max
            guard state.chunks?.hasLongLine == true else { return nil }
            return segment(of: file, .unreadable, state.stored, state.file)
        }
        return segment(of: file, .chunk(chunk), state.stored + (state.chunks?.storedBytesRead ?? 0), state.file)
    }

    private func segment(
        of file: LogFile,
        _ content: LogSegment.Content,
        _ stored: UInt64,
        _ source: Int
    ) -> LogSegment {
        LogSegment(file: file, source: firstIndex + source, content: content, storedBytesRead: stored)
    }
}
