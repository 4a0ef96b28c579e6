import Testing

@testable import Detections

@Suite struct `A sentence that says why` {
    @Test func `has its words and the facts that it names in order`() throws {
        let sentence = try WhySentence("{who} opened {file} for writing, {count}")
        #expect(
            sentence.parts == [
                .fact(.who), .words(" opened "), .fact(.file), .words(" for writing, "), .fact(.count),
            ]
        )
        #expect(try WhySentence("").parts.isEmpty)
        #expect(try WhySentence("plain").parts == [.words("plain")])
        #expect(try WhySentence("{who}{file}").parts == [.fact(.who), .fact(.file)])
    }

    @Test(arguments: WhySentence.Fact.allCases)
    func `can name each fact`(fact: WhySentence.Fact) throws {
        #expect(try WhySentence("of \(fact.rawValue): {\(fact.rawValue)}").parts.last == .fact(fact))
    }

    @Test(arguments: ["{whom} did it", "{}", "{ who }", "{Who}", "{\u{1b}[31m}"])
    func `is refused where it names a fact that does not exist`(text: String) {
        let mistake = #expect(throws: WhySentence.Mistake.self) { try WhySentence(text) }
        let name = text.drop { $0 != "{" }.dropFirst().prefix { $0 != "}" }
        #expect(mistake == .unknownFact(String(name)))
        #expect(mistake?.description.contains("{who}, {file}") == true)
    }

    @Test(arguments: ["{who", "who}", "{{who}}", "a { b", "{who{file}}", "}{"])
    func `is refused where a brace stands alone`(text: String) {
        #expect(throws: WhySentence.Mistake.unpairedBrace) { try WhySentence(text) }
    }

    @Test func `that was saved by another program stands as it is`() {
        #expect(WhySentence(known: "{whom} did it").parts == [.words("{whom} did it")])
        #expect(WhySentence(known: "{who} did it").parts == [.fact(.who), .words(" did it")])
    }
}
