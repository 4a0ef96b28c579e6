import Dispatch
import Glibc
import Synchronization

/// Cleans up when somebody ends the program before its time: by ^C (SIGINT), by SIGTERM, or by closing the terminal (SIGHUP).
///
/// Files in the making are removed and the line of progress is taken away; then the program ends by that very signal, so
/// that whoever started it sees why (a shell: status 130 after ^C).
enum Interruption {
    private struct State {
        /// Files that are to go.
        var files: Set<String> = []
        /// Whether a line of progress stands on the terminal.
        var showsProgress = false
        /// What waits for the signals; nil before anything has to be cleaned up.
        var sources: [any DispatchSourceSignal] = []
    }

    private static let state = Mutex(State())

    /// Makes a file that is to go if the program is interrupted; gives its descriptor, and its path in place of the pattern.
    ///
    /// The last six letters of `pattern` are replaced (mkstemp(3)). -1 where it cannot be made, with errno set.
    static func makeTemporaryFile(_ pattern: String) -> (descriptor: CInt, path: String) {
        var name = Array(pattern.utf8CString)
        return state.withLock { state in
            watch(&state)
            // mkstemp(3) puts a name that is not taken in place of the six letters, and gives the file the mode 0600.
            let descriptor = unsafe name.withUnsafeMutableBufferPointer { name in
                guard let start = name.baseAddress else { return CInt(-1) }
                return unsafe mkstemp(start)
            }
            let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if descriptor >= 0 { state.files.insert(path) }
            return (descriptor, path)
        }
    }

    /// Takes that a file has got its place, or is gone.
    static func forget(_ path: String) {
        state.withLock { _ = $0.files.remove(path) }
    }

    /// Takes whether a line of progress stands on the terminal.
    static func noteProgress(isShown: Bool) {
        state.withLock { state in
            state.showsProgress = isShown
            if isShown { watch(&state) }
        }
    }

    /// Waits for the signals from now on, but for those that whoever started the program has it ignore, as nohup(1) does.
    private static func watch(_ state: inout State) {
        guard state.sources.isEmpty else { return }
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            // Both pointers are to a structure of this function, or nil.
            guard unsafe sigaction(number, nil, &action) == 0, !isIgnored(action) else { continue }
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { end(by: number) }
            source.activate()
            state.sources.append(source)
        }
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        // Swift cannot compare C functions, so the pointer is looked at as the number of its size that it is: SIG_IGN is the
        // address 1 on Linux (asm-generic/signal-defs.h), and no function is called through it here.
        unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }

    private static func end(by number: CInt) {
        state.withLock { state in
            for path in state.files { _ = unsafe unlink(path) }
            if state.showsProgress { Progress.eraseLine() }
            // Nothing new is begun: the lock is kept until the end.
            _ = signal(number, SIG_DFL)
            var signals = sigset_t()
            // Both calls take the set of this function; Dispatch's threads block all signals.
            unsafe sigemptyset(&signals)
            unsafe sigaddset(&signals, number)
            unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            raise(number)
            _exit(128 + number)  // who traces the program may have kept the signal back
        }
    }
}
