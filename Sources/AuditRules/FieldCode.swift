extension AuditRule {
    /// What a condition of a rule compares; the numbers of linux/audit.h.
    public struct FieldCode: RawRepresentable, Hashable, Sendable {
        /// The kernel's number.
        public let rawValue: UInt32

        /// A field of its number.
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// `auid`: the login user.
        public static let loginUser = FieldCode(rawValue: 9)
        /// `arch`: machine and ABI of the call.
        public static let architecture = FieldCode(rawValue: 11)
        /// `msgtype`: the type of a record.
        public static let recordType = FieldCode(rawValue: 12)
        /// `sessionid`: the login session.
        public static let session = FieldCode(rawValue: 25)
        /// `inode`: the number of a file.
        public static let inode = FieldCode(rawValue: 102)
        /// `exit`: what the call gave back.
        public static let exit = FieldCode(rawValue: 103)
        /// `path`: one file, or one directory without what lies in it.
        public static let path = FieldCode(rawValue: 105)
        /// `perm`: ways of access.
        public static let permissions = FieldCode(rawValue: 106)
        /// `dir`: a directory and all below it.
        public static let directory = FieldCode(rawValue: 107)
        /// `filetype`: regular file, socket and so on.
        public static let fileType = FieldCode(rawValue: 108)
        /// Two values of the event compared with each other, written with `-C`.
        public static let fieldComparison = FieldCode(rawValue: 111)
        /// `exe`: the program's file.
        public static let executable = FieldCode(rawValue: 112)
        /// `saddr_fam`: family of a socket's address.
        public static let addressFamily = FieldCode(rawValue: 113)
        /// `fstype`: kind of file system.
        public static let fileSystemType = FieldCode(rawValue: 26)
        /// `key`: the labels of the rule's events.
        public static let key = FieldCode(rawValue: 210)

        /// Whether it is an argument of the call, `a0` to `a3`.
        var isArgument: Bool { (200...203).contains(rawValue) }
        /// Whether it is a user's number.
        var isUser: Bool { [1, 2, 3, 4, 9, 109].contains(rawValue) }
        /// Whether it is a group's number.
        var isGroup: Bool { [5, 6, 7, 8, 110].contains(rawValue) }
        /// Whether it is a part of the subject's security context.
        var isSubjectLabel: Bool { (13...17).contains(rawValue) }
        /// Whether it is a part of the object's security context.
        var isObjectLabel: Bool { (19...23).contains(rawValue) }
        /// Whether its value is text, kept behind the numbers.
        var isText: Bool {
            isSubjectLabel || isObjectLabel || [.path, .directory, .key, .executable].contains(self)
        }
    }
}
