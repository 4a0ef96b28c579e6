import Analysis
import ArgumentParser

/// Files of partial results.
enum PartialFile {
    /// The result in a file.
    static func read(_ path: String) throws -> PartialResult {
        let bytes: [UInt8]
        do throws(SmallFile.Failure) {
            bytes = try SmallFile.read(path, limit: PartialResult.sizeLimit)
        } catch {
            Messages.tell(error.text)
            throw ExitCode(2)
        }
        return try orExit { () throws(PartialError) in try PartialResult(bytes, path: path) }
    }

    /// What `body` gives; where it cannot, says why and ends the program.
    static func orExit<Value>(_ body: () throws(PartialError) -> Value) throws -> Value {
        do throws(PartialError) {
            return try body()
        } catch {
            Messages.tell(error.description)
            throw ExitCode(2)
        }
    }
}
