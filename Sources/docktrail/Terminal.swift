import Glibc

/// What the program's standard streams are.
enum Terminal {
    /// Whether standard output is a terminal.
    static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }
    /// Whether standard error is a terminal.
    static var isError: Bool { isatty(STDERR_FILENO) == 1 }
    /// Whether the user asked for no colours (no-color.org).
    static var wantsNoColour: Bool { environment("NO_COLOR") != nil || environment("TERM") == "dumb" }
    /// The terminal's columns; nil where nothing tells.
    static var width: Int? {
        var size = winsize()
        if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 { return Int(size.ws_col) }
        return environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 >= 40 ? $0 : nil }
    }

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }  // nobody here changes the environment
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }
}

/// What time it is.
enum Clock {
    /// Now, in milliseconds since 1970.
    static var now: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// When this machine started, in milliseconds since 1970: proc(5), `btime` of /proc/stat.
    static var bootTime: Int64? {
        guard let bytes = try? SmallFile.bytes(of: "/proc/stat") else { return nil }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("btime ") {
            return Int64(line.dropFirst(6)).map { $0 * 1000 }
        }
        return nil
    }
}
