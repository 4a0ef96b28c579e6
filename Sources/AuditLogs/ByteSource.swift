/// Where bytes come from, one block after the other: a file, a part of one, what an archive holds.
protocol ByteSource: ~Copyable, Sendable {
    /// Reads into the buffer from an index on; 0 at the end.
    ///
    /// - Throws: what ended the bytes before their time, once all that could be had was given out.
    mutating func read(into buffer: inout [UInt8], from index: Int) throws(LogFileError) -> Int

    /// SHA-256 of the file as it is stored, in lower-case hex; nil if it was not asked for or cannot be had.
    mutating func digest() -> String?
}
