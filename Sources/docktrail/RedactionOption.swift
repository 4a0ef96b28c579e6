import ArgumentParser
import Reports

/// Whether secrets are printed: an option of all commands that print command lines.
struct RedactionOption: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Replace secrets in command lines by [redacted]; `explain` shows an event as it is recorded."
    )
    var redact = true

    /// What replaces secrets, if they are to be replaced.
    var redactor: Redactor { Redactor(isOn: redact) }

    /// Tells how many secrets the lines that were printed do not show.
    static func tell(_ count: UInt64) {
        guard count > 0 else { return }
        let secrets = count == 1 ? "1 secret" : "\(count) secrets"
        Messages.tell("note: \(secrets) in command lines replaced by [redacted]; --no-redact shows them")
    }
}
