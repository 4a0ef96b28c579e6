import AuditEvents
import Testing

@Suite struct `A socket address` {
    struct Example: CustomTestStringConvertible, Sendable {
        let hexadecimal: String
        let address: SocketAddress
        let text: String
        var testDescription: String { text }

        init(_ hexadecimal: String, _ address: SocketAddress, _ text: String) {
            self.hexadecimal = hexadecimal
            self.address = address
            self.text = text
        }
    }

    static func address(_ text: String) -> SocketAddress? {
        let bytes = Array(text.utf8)
        return SocketAddress(hexadecimal: bytes.span)
    }

    static let loopback: [UInt8] = [UInt8](repeating: 0, count: 15) + [1]
    static let examples: [Example] = [
        Example(
            "01002F72756E2F646F636B65722E736F636B0000",
            .path(Array("/run/docker.sock".utf8)),
            "{ saddr_fam=local path=/run/docker.sock }"
        ),
        Example("01002F61", .path(Array("/a".utf8)), "{ saddr_fam=local path=/a }"),
        Example("00012F61", .path(Array("/a".utf8)), "{ saddr_fam=local path=/a }"),
        Example("0100004142", .abstract(Array("AB".utf8)), "{ saddr_fam=local path=@AB }"),
        Example("010000", .abstract([]), "{ saddr_fam=local path=@ }"),
        Example("0100", .unnamed, "{ saddr_fam=local unnamed socket }"),
        Example(
            "020000507F0000010000000000000000",
            .inet(address: [127, 0, 0, 1], port: 80),
            "{ saddr_fam=inet laddr=127.0.0.1 lport=80 }"
        ),
        Example(
            "0A0001BB00000000" + "00000000000000000000000000000001",
            .truncated(family: 10),
            "{ saddr_fam=inet6 sockaddr len too short }"
        ),
        Example(
            "0A0001BB00000000" + "00000000000000000000000000000001" + "00000000",
            .inet6(address: loopback, port: 443, scope: 0),
            "{ saddr_fam=inet6 laddr=::1 lport=443 }"
        ),
        Example(
            "000A01BB00000000" + "FE800000000000000000000000000001" + "00000002",
            .inet6(address: [0xfe, 0x80] + [UInt8](repeating: 0, count: 13) + [1], port: 443, scope: 2),
            "{ saddr_fam=inet6 laddr=fe80::1%2 lport=443 }"
        ),
        Example("100000000102000000000000", .netlink(port: 513), "{ saddr_fam=netlink nlnk-fam=16 nlnk-pid=513 }"),
        Example("001000000000020100000000", .netlink(port: 513), "{ saddr_fam=netlink nlnk-fam=16 nlnk-pid=513 }"),
        Example("02000050", .truncated(family: 2), "{ saddr_fam=inet sockaddr len too short }"),
        Example("110003", .other(family: 17, data: [3]), "{ saddr_fam=packet (unsupported) }"),
        Example("0000", .other(family: 0, data: []), "unknown-family(0)"),
        Example("FFFF01", .other(family: 65535, data: [1]), "unknown-family(65535)"),
    ]

    @Test(arguments: examples)
    func `is read from its hexadecimal text`(example: Example) throws {
        let address = try #require(Self.address(example.hexadecimal))
        #expect(address == example.address)
        #expect(address.description == example.text)
    }

    @Test(arguments: [
        ("20010DB8000000000000000000000001", "2001:db8::1"), ("20010DB8000100000001000000000001", "2001:db8:1:0:1::1"),
        ("00000000000000000000000000000000", "::"), ("20010DB8000100010001000100010001", "2001:db8:1:1:1:1:1:1"),
        ("20010DB8000000010001000100010001", "2001:db8:0:1:1:1:1:1"), ("00010000000000000000000000000000", "1::"),
        ("00000000000000000000FFFF01020304", "::ffff:1.2.3.4"), ("00010000000000010000000000000001", "1:0:0:1::1"),
        ("00000000000000000000000001020304", "::1.2.3.4"),
    ])
    func `of IPv6 is written in the short form`(hexadecimal: String, text: String) throws {
        let whole = "0A000000" + "00000000" + hexadecimal + "00000000"
        let address = try #require(Self.address(whole))
        #expect(address.description == "{ saddr_fam=inet6 laddr=\(text) lport=0 }")
    }

    @Test(arguments: ["", "01", "010", "01002", "0100ZZ", "(null)", String(repeating: "01", count: 4_097)])
    func `is none where the text is not an address's`(text: String) {
        #expect(Self.address(text) == nil)
    }

    @Test func `keeps a path's bytes, whatever they are`() {
        let path: [UInt8] = [0x2f, 0xff, 0x0a, 0x1b]
        #expect(SocketAddress(bytes: [1, 0] + path + [0, 0x41]) == .path(path))
        #expect(SocketAddress.path(path).text == Array("{ saddr_fam=local path=".utf8) + path + Array(" }".utf8))
    }

    @Test func `of any bytes never traps`() {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var bytes = (0..<Int(state >> 58)).map { UInt8(truncatingIfNeeded: state >> UInt64($0 % 56)) }
            if bytes.count > 1, state & 1 == 0 { bytes.replaceSubrange(0..<2, with: [UInt8(state >> 32 & 0x1f), 0]) }
            let address = SocketAddress(bytes: bytes)
            #expect((address == nil) == (bytes.count < 2))
            #expect(address?.text.isEmpty != true)
        }
    }
}
