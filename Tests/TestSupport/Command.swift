import Foundation
import Synchronization

/// A program to be run, with all that it can see of its surroundings.
///
/// The environment is small and fixed, so that a run gives the same output on every machine.
public struct Command: Sendable {
    /// What the program finds on its standard input.
    public enum Input: Sendable {
        /// Nothing: the null device.
        case nothing
        /// A file, opened by its path.
        case file(String)
        /// Bytes that arrive through a pipe.
        case piped([UInt8])
    }

    /// The path of the executable.
    public var executable: String
    /// The arguments behind the program's name.
    public var arguments: [String]
    /// What the standard input holds.
    public var input = Input.nothing
    /// The working directory; nil for the one of the tests.
    public var folder: String?
    /// Variables set besides, or instead of, the fixed ones.
    public var environment: [String: String] = [:]
    /// How long the program may run before it is killed.
    public var limit = Duration.seconds(120)

    /// A command with its arguments.
    public init(_ executable: String, _ arguments: [String] = []) {
        self.executable = executable
        self.arguments = arguments
    }

    /// Runs the program to its end, reading both of its outputs meanwhile.
    ///
    /// Throws when the program cannot be started. A program that runs over its limit is killed and the result says so.
    public func run() throws -> CommandResult {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.environment = Self.fixedEnvironment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }

        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        var feed: Pipe?
        switch input {
        case .nothing: process.standardInput = FileHandle.nullDevice
        case .file(let path):
            process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        case .piped:
            let pipe = Pipe()
            feed = pipe
            process.standardInput = pipe
        }

        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        let collectedOutput = Collector(output)
        let collectedErrors = Collector(errors)
        if let feed, case .piped(let bytes) = input { Self.write(bytes, into: feed) }

        let inTime = ended.wait(timeout: .now() + limit.seconds) == .success
        if !inTime {
            kill(process.processIdentifier, SIGKILL)
            ended.wait()
        }
        return CommandResult(
            status: process.terminationStatus,
            wasSignalled: process.terminationReason == .uncaughtSignal,
            wasKilledForTime: !inTime,
            output: collectedOutput.bytes(),
            errors: collectedErrors.bytes()
        )
    }

    /// The variables of every run: English messages, universal time, plain output.
    private static let fixedEnvironment = [
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/nonexistent",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    ]

    /// Writes from a thread of its own; a program that stops reading early ends the writing and nothing else.
    private static func write(_ bytes: [UInt8], into pipe: Pipe) {
        let descriptor = dup(pipe.fileHandleForWriting.fileDescriptor)
        try? pipe.fileHandleForWriting.close()
        Thread.detachNewThread {
            // Blocked for this thread only: a setting of the whole process would be inherited by later programs.
            var signals = sigset_t()
            unsafe sigemptyset(&signals)
            unsafe sigaddset(&signals, SIGPIPE)
            unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
            var written = 0
            while written < bytes.count {
                let rest = bytes[written...]
                // The buffer lives until the call returns, and the call reads no byte beyond `count`.
                let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count <= 0 { break }
                written += count
            }
            close(descriptor)
        }
    }
}

/// What comes out of one pipe, gathered by a thread.
private final class Collector: Sendable {
    private let gathered = Mutex<[UInt8]>([])
    private let ended = DispatchSemaphore(value: 0)

    init(_ pipe: Pipe) {
        let reading = pipe.fileHandleForReading
        Thread.detachNewThread { [self] in
            while let data = try? reading.read(upToCount: 65_536), !data.isEmpty {
                gathered.withLock { $0.append(contentsOf: data) }
            }
            ended.signal()
        }
    }

    /// All bytes, once the pipe is closed; what came within ten seconds where a grandchild keeps it open.
    func bytes() -> [UInt8] {
        _ = ended.wait(timeout: .now() + 10)
        return gathered.withLock { $0 }
    }
}

extension Duration {
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
