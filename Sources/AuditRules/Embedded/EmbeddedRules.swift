/// The rule files of rules/audit, as they were when the program was built.
///
/// `scripts/embed-rules` writes them, and a test compares.
enum EmbeddedRules {}
