@testable import DockerActivity
import Testing
import TestSupport

@Suite struct `A path's text` {
    private func naive(_ name: [UInt8], in directory: [UInt8]) -> [UInt8] {
        let full = name.first == UInt8(ascii: "/") ? name : directory + [UInt8(ascii: "/")] + name
        var parts: [[UInt8]] = []
        for part in full.split(separator: UInt8(ascii: "/")).map(Array.init) {
            if part == Array("..".utf8) { _ = parts.popLast() } else if part != Array(".".utf8) { parts.append(part) }
        }
        return [UInt8(ascii: "/")] + parts.joined(separator: [UInt8(ascii: "/")])
    }

    @Test func `is normalised as part by part`() {
        var random = SplitMix64(seed: 0x9a74)
        let pieces = ["/", "/", ".", "..", "a", "docker", "...", ".x", "//", "/../", "\u{ff}"]
        func text(_ random: inout SplitMix64) -> [UInt8] {
            (0..<Int.random(in: 0...9, using: &random))
                .flatMap { _ in Array((pieces.randomElement(using: &random) ?? "").utf8) }
        }
        for _ in 0..<20_000 {
            let name = text(&random)
            let directory = Array("/".utf8) + text(&random)
            var output = Array("kept".utf8)
            PathText.appendNormalised(name.span, in: directory.span, to: &output)
            let wanted = Array("kept".utf8) + naive(name, in: directory)
            #expect(
                output == wanted,
                "\(String(decoding: name, as: UTF8.self)) in \(String(decoding: directory, as: UTF8.self))"
            )
            let isNormal = PathText.isNormal(name.span)
            if isNormal { #expect(naive(name, in: []) == name) }
        }
    }

    @Test func `is normal as far as its slashes and dots tell`() {
        var random = SplitMix64(seed: 0x40a1)
        let pieces = ["/", "/a", "/bc", "/.", "//", "/overlay2", "/1f0c", "x", ".", "/\u{ff}", "/lower-layers"]
        for _ in 0..<20_000 {
            let text =
                "/"
                + (0..<Int.random(in: 0...12, using: &random))
                .map { _ in
                    Int.random(in: 0..<9, using: &random) > 0 ? "/dir" : pieces.randomElement(using: &random) ?? ""
                }
                .joined()
                .dropFirst(1)
            let isNormal =
                text == "/" || !(text.hasSuffix("/") || text.contains("//") || text.contains("/."))
            let name = Array(text.utf8)
            #expect(PathText.isNormal(name.span) == isNormal, "\(text)")
        }
    }
}
