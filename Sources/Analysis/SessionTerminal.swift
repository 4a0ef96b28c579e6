import AuditRecords

/// The terminal of the earliest activity that names one.
///
/// Activities of the same stamp are told apart by the name itself, so that their order does not matter.
struct SessionTerminal: Sendable {
    /// Bytes of a terminal's name that are kept: glibc's UT_LINESIZE.
    static let lengthLimit = 32

    /// The activity's stamp; meaningless where there is no name.
    private(set) var stamp = Stamp(milliseconds: .max, serial: .max)
    private var length: UInt8 = 0
    private var bytes = InlineArray<32, UInt8>(repeating: 0)

    /// No terminal.
    init() {}

    /// The name; empty where no activity had one.
    var name: [UInt8] { (0..<Int(length)).map { bytes[$0] } }

    /// Takes the name of an activity, if none that is earlier has one.
    @inline(__always)
    mutating func note(_ name: Span<UInt8>, _ stamp: Stamp) {
        guard !name.isEmpty, length == 0 || stamp <= self.stamp else { return }
        take(name, stamp)
    }

    /// Takes the other one's name, if that is the earlier.
    mutating func note(_ other: SessionTerminal) {
        note(other.bytes.span.extracting(0..<Int(other.length)), other.stamp)
    }

    private mutating func take(_ name: Span<UInt8>, _ stamp: Stamp) {
        let name = name.extracting(first: Self.lengthLimit)
        if length > 0, self.stamp == stamp, !name.precedes(bytes.span.extracting(0..<Int(length))) { return }
        for index in name.indices { bytes[index] = name[index] }
        length = UInt8(name.count)
        self.stamp = stamp
    }
}

extension Span<UInt8> {
    /// Whether the bytes come before others in lexicographic order.
    func precedes(_ other: Span<UInt8>) -> Bool {
        for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
            return self[index] < other[index]
        }
        return count < other.count
    }
}
