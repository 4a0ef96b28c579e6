import ArgumentParser
import Glibc

/// Asks for a word within a time, and takes silence for a no: a closed terminal, a lost connection, the time's end.
enum Confirmation {
    /// A time such as `90`, `30s`, `10m` or `1h`, in seconds.
    static func seconds(of text: String) throws -> Int {
        let units = ["s": 1, "m": 60, "h": 3600]
        let unit = units[String(text.suffix(1))]
        let digits = unit == nil ? text[...] : text.dropLast()
        guard let number = Int(digits), (1...86_400).contains(number * (unit ?? 1)) else {
            throw ValidationError("--confirm-within: \(text) is no time up to a day, such as 30s or 10m.")
        }
        return number * (unit ?? 1)
    }

    /// Whether `yes` is typed in time.
    static func isGiven(within seconds: Int) -> Bool {
        // A lost connection must not end the program before it has undone what it did.
        _ = signal(SIGHUP, SIG_IGN)
        _ = signal(SIGTERM, SIG_IGN)
        _ = signal(SIGINT, SIG_IGN)
        Messages.tell("the rules are loaded; type yes within \(seconds) seconds to keep them")
        let end = Clock.now + Int64(seconds) * 1000
        var line: [UInt8] = []
        while true {
            let left = end - Clock.now
            guard left > 0 else { return false }
            var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&input, 1, CInt(clamping: left))
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return false }
            var byte: UInt8 = 0
            guard unsafe read(STDIN_FILENO, &byte, 1) == 1 else { return false }
            if byte != UInt8(ascii: "\n") {
                line.append(byte)
            } else if line == Array("yes".utf8) {
                return true
            } else {
                line = []
            }
            if line.count > 80 { return false }
        }
    }
}
