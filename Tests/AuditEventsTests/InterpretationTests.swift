import AuditEvents
import Testing

@Suite struct `A system call` {
    static let x8664: UInt32 = 0xc000_003e
    static let x86: UInt32 = 0x4000_0003
    static let arm64: UInt32 = 0xc000_00b7

    struct Example: CustomTestStringConvertible, Sendable {
        let number: UInt32
        let architecture: UInt32
        let name: String?
        var testDescription: String { "\(number) of \(String(architecture, radix: 16)) is \(name ?? "none")" }

        init(_ number: UInt32, _ architecture: UInt32, _ name: String?) {
            self.number = number
            self.architecture = architecture
            self.name = name
        }
    }

    @Test(arguments: [
        Example(257, x8664, "openat"), Example(5, x86, "open"), Example(5, x8664, "fstat"),
        Example(56, arm64, "openat"),
        Example(452, x8664, "fchmodat2"), Example(463, arm64, "setxattrat"), Example(469, x86, "file_setattr"),
        Example(470, 0x8000_0016, "listns"), Example(561, 0xc000_9026, "cachestat"), Example(451, 0xc000_9026, nil),
        Example(336, x8664, "uprobe"), Example(336, arm64, nil), Example(0x4000_0000 + 520, x8664, "execve"),
        Example(0x4000_0000 + 2, x8664, "open"), Example(0x4000_0000 + 2, x86, nil), Example(511, x8664, nil),
        Example(UInt32.max, x8664, nil), Example(UInt32.max, x86, nil), Example(0x8000_0000, 0x14, nil),
        Example(5, 0xdead_beef, nil),
    ])
    func `has its architecture's name`(example: Example) {
        #expect(Interpretation.systemCallName(example.number, architecture: example.architecture) == example.name)
    }

    @Test(arguments: [x8664, x86, arm64, 0x14, 0x8000_0015, 0x8000_0016, 0x16, 0x4000_0028, 0xc000_0015, 0xc000_9026])
    func `is found again by its name`(architecture: UInt32) {
        var found = 0
        for number in UInt32(0)..<600 {
            guard let name = Interpretation.systemCallName(number, architecture: architecture) else { continue }
            let again = Interpretation.systemCallNumber(named: name, architecture: architecture)
            // A name may stand twice in a table; then it is the name that must come back.
            #expect(again.flatMap { Interpretation.systemCallName($0, architecture: architecture) } == name)
            found += 1
        }
        #expect(found >= (architecture == 0xc000_9026 ? 21 : 300))
        #expect(Interpretation.systemCallNumber(named: "no_such_call", architecture: architecture) == nil)
    }

    @Test func `has one name, whatever thread asks`() async {
        let expected = (UInt32(0)..<500).map { Interpretation.systemCallName($0, architecture: 0x8000_0016) }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<20)
                        .allSatisfy { _ in
                            (UInt32(0)..<500).map { Interpretation.systemCallName($0, architecture: 0x8000_0016) }
                                == expected
                        }
                }
            }
            for await isSame in group { #expect(isSame) }
        }
    }

    @Test func `of io_uring has the operation's name`() {
        #expect(Interpretation.ringOperationName(18) == "openat")
        #expect(Interpretation.ringOperationName(36) == "unlinkat")
        #expect(Interpretation.ringOperationName(62) == "pipe")
        #expect(Interpretation.ringOperationName(1_000) == nil)
    }
}

@Suite struct `An interpreted number` {
    @Test func `names architectures`() {
        #expect(Interpretation.architectureName(0xc000_003e) == "x86_64")
        #expect(Interpretation.architectureName(0x4000_0003) == "i386")
        #expect(Interpretation.architectureName(0xc000_00b7) == "aarch64")
        #expect(Interpretation.architectureName(0xc000_0102) == "unknown-elf-type(c0000102)")
    }

    @Test func `names errors, whatever their sign`() {
        #expect(Interpretation.errorName(13) == "EACCES")
        #expect(Interpretation.errorName(-13) == "EACCES")
        #expect(Interpretation.errorName(133) == "EHWPOISON")
        #expect(Interpretation.errorName(0) == nil)
        #expect(Interpretation.errorName(4_000) == nil)
        #expect(Interpretation.errorName(Int32.min) == nil)
    }

    @Test func `writes modes`() {
        #expect(Interpretation.fileMode(0o100644) == "file,644")
        #expect(Interpretation.fileMode(0o041777) == "dir,sticky,777")
        #expect(Interpretation.fileMode(0o106755) == "file,suid,sgid,755")
        #expect(Interpretation.fileMode(0o120777) == "link,777")
        #expect(Interpretation.fileMode(0o000007) == "000,007")
        #expect(Interpretation.permissionText(0o100644) == "0644")
        #expect(Interpretation.permissionText(0o104755) == "4755")
        #expect(Interpretation.permissionText(0o5) == "0005")
    }

    @Test func `writes flags`() {
        #expect(Interpretation.openFlags(0o302) == "O_RDWR|O_CREAT|O_EXCL")
        #expect(Interpretation.openFlags(0) == "O_RDONLY")
        #expect(Interpretation.openFlags(0o40000, architecture: 0xc000_00b7) == "O_RDONLY|O_DIRECTORY")
        #expect(Interpretation.openFlags(0o400000, architecture: 0xc000_0015) == "O_RDONLY|O_DIRECT")
        #expect(Interpretation.mountFlags(0x5000) == "MS_BIND|MS_REC")
        #expect(Interpretation.mountFlags(0xc0ed_0020) == "MS_REMOUNT")
        #expect(Interpretation.mountFlags(0) == nil)
        #expect(Interpretation.unmountFlags(2) == "MNT_DETACH")
        #expect(Interpretation.cloneFlags(0x11) == "SIGCHLD")
        #expect(Interpretation.namespaceFlags(0x2002_0080) == "CLONE_NEWTIME|CLONE_NEWNS|CLONE_NEWPID")
        #expect(Interpretation.memoryProtection(5) == "PROT_READ|PROT_EXEC")
        #expect(Interpretation.memoryProtection(8) == "PROT_NONE")
        #expect(Interpretation.memoryMapFlags(0x22) == "MAP_PRIVATE|MAP_ANONYMOUS")
        #expect(Interpretation.accessMode(0) == "F_OK")
    }

    @Test func `names capabilities, signals and clocks`() {
        #expect(Interpretation.capabilities(0) == "none")
        #expect(Interpretation.capabilities(1 << 21 | 1 << 29) == "sys_admin,audit_write")
        #expect(Interpretation.capabilities(1 << 63) == "63")
        #expect(Interpretation.signalName(9) == "SIGKILL")
        #expect(Interpretation.signalName(34) == nil)
        #expect(Interpretation.clockName(7) == "CLOCK_BOOTTIME")
    }
}
