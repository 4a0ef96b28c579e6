import Testing

/// A record made up to hold what recordings seldom do, and where ausearch 3.0.9 prints it otherwise, with the reason.
struct InterpretationMadeUpRecord: CustomTestStringConvertible, Sendable {
    let text: String
    /// Our text and ausearch's, by field.
    let differences: [String: String]
    let reason: String
    var testDescription: String { text }

    init(_ text: String, _ differences: [String: String] = [:], because reason: String = "there is no difference") {
        self.text = text
        self.differences = differences
        self.reason = reason
    }

    private static func call(
        _ number: Int,
        _ arguments: String,
        arch: String = "c000003e",
        _ differences: [String: String] = [:],
        because reason: String = "there is no difference"
    ) -> InterpretationMadeUpRecord {
        let values = arguments.split(separator: " ").enumerated().map { "a\($0.offset)=\($0.element)" }
        return InterpretationMadeUpRecord(
            "SYSCALL arch=\(arch) syscall=\(number) success=yes exit=0 \(values.joined(separator: " ")) items=0 key=(null)",
            differences,
            because: reason
        )
    }

    static let all: [InterpretationMadeUpRecord] = calls + otherMachines + ids + otherRecords

    private static let calls: [InterpretationMadeUpRecord] = [
        call(2, "7f00 241 1b6 0"),
        call(2, "7f00 0 7f00 0"),
        call(257, "ffffff9c 7f00 10000 0"),
        call(
            257,
            "5 7f00 4102c1 0",
            ["a3": "0000 / 0x0"],
            because: "it leaves the mode of a new file out"
        ),
        call(257, "ffffff9c 7f00 c1 180", ["a3": "0600 / 0x180"], because: "it leaves the mode of a new file out"),
        call(437, "ffffff9c 7f00 7f01 18"),
        call(90, "7f00 9ed 0 0"),
        call(83, "7f00 1ff 0 0"),
        call(133, "7f00 61b0 801 0"),
        call(133, "7f00 1a4 0 0", ["a1": "file,644 / 000,644"], because: "mknod without a type makes a plain file"),
        call(259, "3 7f00 21b6 103", ["a2": "character,666 / 0666"], because: "it takes the kind of node off"),
        call(263, "4 7f00 200 0", ["a2": "AT_REMOVEDIR / 0x200"], because: "it leaves the flags out"),
        call(316, "ffffff9c 7f00 ffffffffffffff9c 7f01"),
        call(265, "ffffff9c 7f00 5 7f01"),
        call(439, "ffffff9c 7f00 6 200", ["a3": "AT_EACCESS / 0x200"], because: "it leaves the flags out"),
        call(21, "7f00 0 0 0"),
        call(165, "7f00 7f01 7f02 5000"),
        call(
            165,
            "7f00 7f01 7f02 c0ed0001",
            [
                "a3":
                    "MS_RDONLY / MS_RDONLY|MS_POSIXACL|MS_PRIVATE|MS_SLAVE|MS_RELATIME|MS_KERNMOUNT|MS_I_VERSION|MS_ACTIVE|MS_NOUSER"
            ],
            because: "the kernel takes the magic number off first"
        ),
        call(166, "7f00 2 0 0"),
        call(308, "3 20000000 0 0"),
        call(
            272,
            "12000000 0 0 0",
            ["a0": "CLONE_NEWCGROUP|CLONE_NEWUSER / CLONE_STOPPED|CLONE_NEWUSER"],
            because: "that bit has been the cgroup namespace's since Linux 4.6"
        ),
        call(
            56,
            "1200011 0 0 7f00",
            ["a0": "CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD / 0x1200011"],
            because: "it takes the third argument for the flags"
        ),
        call(41, "1 80001 0 0"),
        call(41, "10 2 3a 0"),
        call(44, "3 7f00 10 4040"),
        call(47, "3 7f00 40000000 0"),
        call(54, "3 0 40 7f00"),
        call(54, "3 1 2 7f00"),
        call(54, "3 6 1 7f00"),
        call(54, "3 29 1a 7f00"),
        call(54, "3 107 5 7f00"),
        call(62, "4d2 9 0 0"),
        call(62, "4d2 1e 0 0", ["a1": "SIGPWR / IGPWR"], because: "its table has a slip"),
        call(
            62,
            "4d2 22 0 0",
            ["a1": "0x22 / unknown-signal(0x22)"],
            because: "a number without a name stays a number here"
        ),
        call(234, "4d2 4d3 f 0"),
        call(101, "10 4d2 0 0"),
        call(101, "4206 4d2 0 0"),
        call(157, "1 9 0 0"),
        call(157, "18 15 0 0"),
        call(157, "26 1 0 0"),
        call(135, "40000 0 0 0"),
        call(144, "0 1 7f00 0"),
        call(144, "0 40000000 7f00 0"),
        call(321, "5 7f00 98 0"),
        call(72, "3 2 1 0"),
        call(72, "3 4 c00 0", ["a2": "O_RDONLY|O_APPEND|O_NONBLOCK / 0xc00"], because: "it leaves the flags out"),
        call(72, "3 406 0 0"),
        call(16, "0 5401 7f00 0"),
        call(
            16,
            "0 5412 7f00 0",
            ["a1": "TIOCSTI / 0x5412"],
            because: "its table lacks the request that types for others"
        ),
        call(9, "0 1000 3 22"),
        call(10, "7f00 1000 0 0"),
        call(8, "3 0 2 0"),
        call(29, "0 1000 380 0"),
        call(160, "7 7f00 0 0"),
        call(227, "0 7f00 0 0"),
        call(233, "3 1 5 7f00"),
        call(13, "2 7f00 7f01 8"),
        call(231, "1 0 0 0"),
        call(231, "ff 0 0 0", ["a0": "0xff / UNKNOWN"], because: "the number says more"),
        call(999, "0 0 0 0"),
        call(
            452,
            "ffffff9c 7f00 1ed 100",
            [
                "syscall": "fchmodat2 / unknown-syscall(452)", "a0": "AT_FDCWD / 0xffffff9c", "a2": "0755 / 0x1ed",
                "a3": "AT_SYMLINK_NOFOLLOW / 0x100",
            ],
            because: "it does not know the call"
        ),
        InterpretationMadeUpRecord(
            "SYSCALL arch=c000003e syscall=2 success=no exit=-13 a0=7f00 a1=8000 a2=0 a3=0 items=1 key=(null)"
        ),
        InterpretationMadeUpRecord(
            "SYSCALL arch=c000003e syscall=2 success=no exit=-999 a0=7f00 a1=2 a2=0 a3=0 items=1 key=(null)",
            ["exit": "-999 / (null)(Unknown error 999)"],
            because: "a number without a name stays a number here"
        ),
        call(
            1_073_741_826,
            "7f00 0 0 0",
            ["syscall": "open / unknown-syscall(1073741826)", "a1": "O_RDONLY / 0x0"],
            because: "it does not know the x32 interface"
        ),
    ]

    private static let otherMachines: [InterpretationMadeUpRecord] = [
        call(5, "7f00 8241 1b6 0", arch: "40000003"),
        call(102, "3 7f00 0 0", arch: "40000003"),
        call(213, "0 0 0 0", arch: "40000003", ["a0": "root / 0x0"], because: "it knows only the 16-bit call"),
        call(
            192,
            "0 1000 5 2",
            arch: "40000003",
            ["a2": "PROT_READ|PROT_EXEC / 0x5", "a3": "MAP_PRIVATE / 0x2"],
            because: "it knows only mmap, which has one argument here"
        ),
        call(
            56,
            "ffffff9c 7f00 4000 0",
            arch: "c00000b7",
            ["a2": "O_RDONLY|O_DIRECTORY / O_RDONLY|O_DIRECT"],
            because: "it takes ARM's flags for those of x86"
        ),
        call(
            5,
            "7f00 20000 0 0",
            arch: "14",
            ["a1": "O_RDONLY|O_DIRECT / O_RDONLY|O_NOFOLLOW"],
            because: "it takes POWER's flags for those of x86"
        ),
        call(5, "7f00 c1 180 0", arch: "80000016"),
        call(
            221,
            "7f00 1 2 3",
            arch: "c00000f3",
            ["syscall": "unknown-syscall(221) / fadvise64"],
            because: "it takes a machine that it does not know for the one it runs on"
        ),
    ]
}
