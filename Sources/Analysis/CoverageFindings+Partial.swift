import DockerActivity

extension CoverageFindings {
    func write(to writer: inout PartialWriter) {
        // `Encodable` lets types refuse, and none of these does; a reader refuses an empty text.
        writer.text((try? StateEncoder.bytes(of: self)) ?? [])
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        self = try StateDecoder.value(of: Self.self, from: PartialReader(try reader.slice()))
    }
}
