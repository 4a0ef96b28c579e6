/// What an administrator chose: which rules, in which form, for which other paths.
public struct RulePlanOptions: Hashable, Sendable {
    /// In which form path rules are written.
    public enum Form: String, CaseIterable, Sendable {
        /// `-w`: one rule for 64-bit and 32-bit callers, with the kernel's own lists of calls.
        case watch
        /// `-a always,exit -F arch=…`: a rule for each ABI, as newer manuals want it.
        case syscall
    }

    /// The set of rules.
    public var profile: RuleProfile
    /// In which form path rules are written.
    public var form: Form
    /// Rules for other engines.
    public var additions: [RuleAddition]
    /// Paths of the site's own.
    public var watches: [String]

    /// A choice; without any, the standard profile as watches.
    public init(
        profile: RuleProfile = .standard,
        form: Form = .watch,
        additions: [RuleAddition] = [],
        watches: [String] = []
    ) {
        self.profile = profile
        self.form = form
        self.additions = additions
        self.watches = watches
    }

    /// The choice as options of the command line, the way a rules file remembers it: a value to a word, blanks escaped.
    var words: String {
        var words = ["--profile", profile.rawValue, "--form", form.rawValue]
        for addition in additions { words += ["--add", addition.rawValue] }
        for watch in watches {
            words += ["--watch", watch.replacing("\\", with: "\\\\").replacing(" ", with: "\\ ")]
        }
        return words.joined(separator: " ")
    }

    /// The choice that a rules file remembers; nil where the words are none of ours.
    init?(words: some StringProtocol) {
        let words = RuleParser.words(Array(words.utf8)).map { String(decoding: $0, as: UTF8.self) }
        self.init()
        guard words.count.isMultiple(of: 2) else { return nil }
        for index in stride(from: 0, to: words.count, by: 2) {
            let value = words[index + 1]
            switch words[index] {
            case "--profile":
                guard let profile = RuleProfile(rawValue: value) else { return nil }
                self.profile = profile
            case "--form":
                guard let form = Form(rawValue: value) else { return nil }
                self.form = form
            case "--add":
                guard let addition = RuleAddition(rawValue: value) else { return nil }
                additions.append(addition)
            case "--watch": watches.append(value)
            default: return nil
            }
        }
    }
}

extension String {
    fileprivate func replacing(_ character: Character, with text: String) -> String {
        reduce(into: "") { $0 += $1 == character ? text : String($1) }
    }
}
