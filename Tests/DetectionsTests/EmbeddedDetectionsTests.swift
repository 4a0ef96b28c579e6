import Detections
import Testing

@Suite struct `The detections that the program brings` {
    private func loaded() -> (library: DetectionLibrary, problems: [DetectionError]) {
        var loader = DetectionLoader()
        for file in EmbeddedDetections.all { loader.add(file.text, file: nil) }
        let library = loader.library()
        return (library, loader.problems)
    }

    @Test func `can all be run`() {
        let (library, problems) = loaded()
        #expect(problems.map { "\($0)" } == [])
        #expect(library.cards.count >= 60)
    }

    @Test func `say what they mean, and name only facts that a finding has`() {
        let facts: Set = [
            "who", "file", "from", "program", "command", "container", "image", "starter", "member", "group", "setting",
            "files", "count",
        ]
        for card in loaded().library.cards {
            #expect(!card.title.isEmpty && card.description.count > 40, "\(card.id)")
            #expect(card.references.allSatisfy { $0.hasPrefix("https://") }, "\(card.id)")
            let named = card.why.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first }
            #expect(facts.isSuperset(of: named.map(String.init)), "\(card.id): \(card.why)")
            #expect(card.why.first?.isUppercase == false, "\(card.id): \(card.why)")
        }
    }

    @Test func `say when they fire though nothing is wrong`() {
        for card in loaded().library.cards where card.level > .informational {
            #expect(!card.falsePositives.isEmpty && !card.attack.isEmpty, "\(card.id)")
        }
    }
}
