/// By which way a call reached a file: what its name has to do with the file's true path.
///
/// The raw values are the ones that are printed.
public enum FileRoute: String, Sendable, CaseIterable, Codable {
    /// The name leads there by itself, or by a link that every host has: /var/run is /run, /lib is /usr/lib.
    case plain
    /// Another name on the host: a symbolic link, a hard link, a process's working directory below /proc.
    case link
    /// An open descriptor stands in place of the name, or of its directory: /proc/self/fd/5, /dev/fd/5, openat(2).
    case descriptor
    /// The name is one of another file tree's: a container's, a chroot's, one below /proc/PID/root.
    case foreign
    /// Not known: neither are the file, or its name, or what the process sees.
    case unknown
}
