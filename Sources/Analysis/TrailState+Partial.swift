extension TrailState {
    /// The state as it stands in a partial result.
    var encoded: [UInt8] {
        // `Encodable` lets types refuse, and none of these does; a reader refuses an empty text.
        (try? StateEncoder.bytes(of: self)) ?? []
    }

    /// A state that stands in a partial result.
    init(from reader: PartialReader) throws(PartialError.Kind) {
        self = try StateDecoder.value(of: Self.self, from: reader)
    }
}
