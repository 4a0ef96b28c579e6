internal import CAudit

extension Interpretation {
    /// The bit that marks a call of the x32 interface of x86-64.
    static let x32Bit: UInt32 = 0x4000_0000

    /// The name of a system call in an architecture's table; nil for a number without one.
    ///
    /// The tables of x86-64, i386 and aarch64 are copied from libaudit when first asked for (500 names each) and then
    /// only read, from any thread: a name costs one array access. For other machines it is looked up each time, several
    /// times as slow. A loop over records does best to compare numbers.
    public static func systemCallName(_ number: UInt32, architecture: UInt32) -> String? {
        switch architecture {
        case Architecture.x8664:
            if number & x32Bit != 0 { return x32Name(number & ~x32Bit) }
            return number < callsCopied ? callsOfX8664[Int(number)] : nil
        case Architecture.x86: return number < callsCopied ? callsOfX86[Int(number)] : nil
        case Architecture.arm64: return number < callsCopied ? callsOfARM64[Int(number)] : nil
        default: return lookedUpName(number, architecture: architecture)
        }
    }

    /// The number of a system call in an architecture's table; nil for a name that it has not.
    public static func systemCallNumber(named name: String, architecture: UInt32) -> UInt32? {
        let machine = audit_elf_to_machine(architecture)
        if machine >= 0, let number = UInt32(exactly: unsafe audit_name_to_syscall(name, machine)) {
            return number
        }
        if architecture == Architecture.x8664, let number = laterCallsOfX8664.value(of: name) {
            return UInt32(truncatingIfNeeded: number)
        }
        return laterCalls.value(of: name)
            .map {
                UInt32(truncatingIfNeeded: $0) &+ offsetOfLaterCalls(architecture)
            }
    }

    /// The name of an io_uring operation, as URINGOP records number them (`18` is openat).
    public static func ringOperationName(_ number: UInt32) -> String? { ringOperations[UInt64(number)] }

    private static func lookedUpName(_ number: UInt32, architecture: UInt32) -> String? {
        let machine = audit_elf_to_machine(architecture)
        if machine >= 0, let index = CInt(exactly: number), let name = unsafe audit_syscall_to_name(index, machine) {
            return unsafe String(cString: name)  // constant text of libaudit, copied
        }
        if architecture == Architecture.x8664, let name = laterCallsOfX8664[UInt64(number)] { return name }
        return laterCalls[UInt64(number &- offsetOfLaterCalls(architecture))]
    }

    /// How many numbers of a table are copied; no architecture of the three has as many calls.
    private static let callsCopied: UInt32 = 512
    private static let callsOfX8664 = copiedNames(Architecture.x8664)
    private static let callsOfX86 = copiedNames(Architecture.x86)
    private static let callsOfARM64 = copiedNames(Architecture.arm64)

    private static func copiedNames(_ architecture: UInt32) -> [String?] {
        (0..<callsCopied).map { lookedUpName($0, architecture: architecture) }
    }

    private static func x32Name(_ number: UInt32) -> String? {
        callsOfX32[UInt64(number)] ?? systemCallName(number, architecture: Architecture.x8664)
    }

    /// All architectures number the calls after 402 alike, but for alpha, whose own calls were more.
    private static func offsetOfLaterCalls(_ architecture: UInt32) -> UInt32 {
        architecture == Architecture.alpha ? 110 : 0
    }

    /// The calls after libaudit 3.0.9's last, from the kernel's scripts/syscall.tbl up to 7.0.
    private static let laterCalls: InterpretedNames = [
        451: """
        cachestat fchmodat2 map_shadow_stack futex_wake futex_wait futex_requeue statmount listmount \
        lsm_get_self_attr lsm_set_self_attr lsm_list_modules mseal setxattrat getxattrat listxattrat removexattrat \
        open_tree_attr file_getattr file_setattr listns rseq_slice_yield
        """
    ]

    /// The calls that x86-64 alone got in the gap below the common numbers.
    private static let laterCallsOfX8664: InterpretedNames = [335: "uretprobe uprobe"]

    /// The calls that x32 numbers in its own way because their structures differ.
    private static let callsOfX32: InterpretedNames = [
        512: """
        rt_sigaction rt_sigreturn ioctl readv writev recvfrom sendmsg recvmsg execve ptrace rt_sigpending \
        rt_sigtimedwait rt_sigqueueinfo sigaltstack timer_create mq_notify kexec_load waitid set_robust_list \
        get_robust_list vmsplice move_pages preadv pwritev rt_tgsigqueueinfo recvmmsg sendmmsg process_vm_readv \
        process_vm_writev setsockopt getsockopt io_setup io_submit execveat preadv2 pwritev2
        """
    ]

    /// The operations of the kernel's include/uapi/linux/io_uring.h.
    private static let ringOperations: InterpretedNames = [
        0: """
        nop readv writev fsync read_fixed write_fixed poll_add poll_remove sync_file_range sendmsg recvmsg timeout \
        timeout_remove accept async_cancel link_timeout connect fallocate openat close files_update statx read write \
        fadvise madvise send recv openat2 epoll_ctl splice provide_buffers remove_buffers tee shutdown renameat \
        unlinkat mkdirat symlinkat linkat msg_ring fsetxattr setxattr fgetxattr getxattr socket uring_cmd send_zc \
        sendmsg_zc read_multishot waitid futex_wait futex_wake futex_waitv fixed_fd_install ftruncate bind listen \
        recv_zc epoll_wait readv_fixed writev_fixed pipe nop128 uring_cmd128
        """
    ]
}
