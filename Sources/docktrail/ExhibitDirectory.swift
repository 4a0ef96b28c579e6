import ArgumentParser
import Glibc
import Reports

/// Where an exhibit's files go: a directory that only its owner may read, in which nothing is overwritten.
struct ExhibitDirectory {
    /// The records' own bytes.
    static let records = "records.log"
    /// Where each of them stood.
    static let table = "records.csv"

    private let path: String

    /// A directory, made where there is none; what is there already of an exhibit is left alone.
    init(_ path: String) throws {
        self.path = path
        if unsafe mkdir(path, 0o700) != 0, errno != EEXIST {
            let reason = unsafe String(cString: strerror(errno)).lowercased()  // static text, copied at once
            Messages.tell("cannot make \(path): \(reason)")
            throw ExitCode(2)
        }
        for name in [Self.records, Self.table] where unsafe access("\(path)/\(name)", F_OK) == 0 {
            Messages.tell("\(path)/\(name) is there already: give another directory, so that nothing is overwritten")
            throw ExitCode(2)
        }
    }

    /// Writes a file as a whole.
    func write(_ content: OutputBuffer, as name: String) throws {
        try AtomicFile("\(path)/\(name)").write(content.bytes)
    }
}
