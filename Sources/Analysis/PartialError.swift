/// Why a file cannot be used as a partial result.
public struct PartialError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Kind: Error, Hashable, Sendable {
        /// It begins with other bytes than a partial result.
        case foreign
        /// Its format has a number that this version does not know.
        case otherFormat(UInt32)
        /// It has fewer bytes than it says.
        case truncated(bytes: UInt64, of: UInt64)
        /// It has more bytes than it says.
        case overlong(bytes: UInt64, of: UInt64)
        /// Its checksum is of other bytes.
        case damaged
        /// Its checksum is right, but a value cannot be; the offset is in the file.
        case invalid(String, offset: UInt64)
        /// It is larger than what is read.
        case tooLarge(limit: UInt64)
        /// It has been made with other filters than another one.
        case otherFilters(than: String)
        /// A host of this name is in another one as well, and neither continues the other.
        case sameHost(String, in: String)
        /// It is to be continued, but does not hold one host.
        case notOneHost(Int)
        /// It is to be continued with logs of several hosts.
        case logsOfHosts(Int)
        /// It is to be continued, but with logs that it holds already.
        case sameLogs(String)
        /// It is to be continued, but holds this many records of the logs already.
        case sameRecords(UInt64)
    }

    /// What is wrong.
    public let kind: Kind
    /// The file.
    public let path: String

    /// An error from its parts.
    public init(_ kind: Kind, path: String) {
        self.kind = kind
        self.path = path
    }
}

extension PartialError: CustomStringConvertible {
    /// One sentence for people: which file, what is wrong, what to do.
    public var description: String {
        switch kind {
        case .foreign:
            "\(path) is no partial result of docktrail (make one with docktrail report --partial)"
        case .otherFormat(let number):
            "\(path) has format \(number) of partial results, and this docktrail reads format \(PartialResult.format) "
                + "(use the docktrail that wrote it, or write it again)"
        case .truncated(let bytes, let whole):
            "\(path) ends too early: it has \(bytes) of \(whole) bytes (copy it again)"
        case .overlong(let bytes, let whole):
            "\(path) goes on behind its end: it has \(bytes) bytes where it should have \(whole) (copy it again)"
        case .damaged:
            "\(path) is damaged: its bytes do not have the checksum at its end (copy it again, or write it again)"
        case .invalid(let what, let offset):
            "\(path) makes no sense at byte \(offset): \(what) (write it again)"
        case .tooLarge(let limit):
            "\(path) is larger than \(limit >> 20) MiB, which no partial result is (check the name)"
        case .otherFilters(let other):
            "\(path) was made with other filters than \(other) (make all with the same --since, --user and so on)"
        case .sameHost(let name, let other):
            "\(path) and \(other) both hold the host \(name), and neither continues the other "
                + "(leave one out, or give the hosts names with --host)"
        case .notOneHost(let count):
            "\(path) holds \(count) hosts, and only one can be continued (continue each host by itself)"
        case .logsOfHosts(let count):
            "\(path) cannot be continued with logs of \(count) hosts (give those of one)"
        case .sameRecords(let count):
            "\(path) holds \(count) of these records already (give --after only the later logs)"
        case .sameLogs(let name):
            "\(path) holds \(name) already (give --after only the later logs)"
        }
    }
}
