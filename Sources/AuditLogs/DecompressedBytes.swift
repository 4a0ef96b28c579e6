/// The bytes of a source, decompressed.
struct DecompressedBytes: ByteSource, ~Copyable {
    /// Bytes given out so far.
    private(set) var count: UInt64 = 0
    /// Stored bytes read so far.
    private(set) var storedCount: UInt64

    private let path: String
    private var source: any ByteSource & ~Copyable
    private var decompressor: any Decompressor & ~Copyable
    /// Stored bytes that are still to be decompressed.
    private var input: [UInt8]
    private var inputRange: Range<Int>
    private var isInputAtEnd = false
    private var inputError: LogFileError?
    private var isFinished = false
    private var error: LogFileError?

    /// What a source holds, from its first byte.
    ///
    /// - Parameters:
    ///   - source: stored bytes.
    ///   - head: what has already been read of it.
    ///   - decompressor: what undoes the compression.
    ///   - path: what errors call the archive.
    init(
        _ source: consuming any ByteSource & ~Copyable,
        head: ArraySlice<UInt8> = [],
        through decompressor: consuming any Decompressor & ~Copyable,
        path: String
    ) {
        self.path = path
        self.source = source
        self.decompressor = decompressor
        input = Array(head)
        inputRange = 0..<head.count
        storedCount = UInt64(head.count)
        if input.count < LogReader.blockSize { input += repeatElement(0, count: LogReader.blockSize - input.count) }
    }

    /// Goes on until there is output, or nothing more to come.
    mutating func read(into buffer: inout [UInt8], from index: Int) throws(LogFileError) -> Int {
        if let error { throw error }
        guard !isFinished, index < buffer.count else { return 0 }
        while true {
            if inputRange.isEmpty, !isInputAtEnd { readInput() }
            let step = decompress(into: &buffer, from: index)
            if step.produced > 0 || step.isFinished {
                error = step.fault.map { failure(of: $0) }
                isFinished = step.isFinished && step.produced == 0
                count &+= UInt64(step.produced)
                return step.produced
            }
            if let failure = inputError ?? step.fault.map({ failure(of: $0) }) {
                error = failure
                throw failure
            }
        }
    }

    private mutating func readInput() {
        do throws(LogFileError) {
            let read = try source.read(into: &input, from: 0)
            inputRange = 0..<read
            storedCount &+= UInt64(read)
            isInputAtEnd = read == 0
        } catch {
            // The decompressor may hold output still; this is why it will get no further.
            inputError = error
            isInputAtEnd = true
        }
    }

    private mutating func decompress(into buffer: inout [UInt8], from index: Int) -> DecompressionStep {
        // Taken out for the call, which changes another part of this value.
        var input: [UInt8] = []
        swap(&input, &self.input)
        defer { swap(&input, &self.input) }
        var all = buffer.mutableSpan
        var output = all._mutatingExtracting(index..<all.count)
        let step = decompressor.decompress(input.span.extracting(inputRange), isLast: isInputAtEnd, into: &output)
        inputRange = inputRange.lowerBound + step.consumed..<inputRange.upperBound
        return step
    }

    mutating func digest() -> String? { source.digest() }

    private func failure(of fault: DecompressionStep.Fault) -> LogFileError {
        inputError ?? LogFileError(fault.kind, path: path, offset: storedCount &- UInt64(inputRange.count))
    }
}

extension DecompressionStep.Fault {
    fileprivate var kind: LogFileError.Kind {
        switch self {
        case .truncated: .truncatedArchive
        case .corrupt: .corruptArchive
        case .trailingGarbage: .trailingGarbage
        case .tooMuchMemory: .tooMuchMemory
        }
    }
}
