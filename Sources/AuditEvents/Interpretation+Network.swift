extension Interpretation {
    /// The name of an address family as ausearch prints it: `local`, `inet6`.
    public static func addressFamilyName(_ number: UInt16) -> String? { families[UInt64(number)] }

    /// The type of a socket without its flags: `SOCK_STREAM`.
    static func socketType(_ value: UInt64) -> String? { socketTypes[value & 0xff] }

    /// The flags of send and receive calls: `MSG_NOSIGNAL`.
    static func messageFlags(_ flags: UInt64) -> String? { messageFlagNames.text(flags) }

    /// Address families, named as libaudit names them.
    private static let families: InterpretedNames = [
        1: """
        local inet ax25 ipx appletalk netrom bridge atmpvc x25 inet6 rose decnet netbeui security key netlink \
        packet ash econet atmsvc rds sna irda pppox wanpipe llc - - can tipc bluetooth iucv rxrpc isdn phonet \
        ieee802154 caif alg nfc vsock kcm qipcrtr smc xdp
        """
    ]

    private static let socketTypes: InterpretedNames = [
        1: "SOCK_STREAM SOCK_DGRAM SOCK_RAW SOCK_RDM SOCK_SEQPACKET SOCK_DCCP - - - SOCK_PACKET"
    ]

    private static let messageFlagNames: InterpretedFlags = [
        0x1: """
        MSG_OOB MSG_PEEK MSG_DONTROUTE MSG_CTRUNC MSG_PROXY MSG_TRUNC MSG_DONTWAIT MSG_EOR MSG_WAITALL MSG_FIN MSG_SYN \
        MSG_CONFIRM MSG_RST MSG_ERRQUEUE MSG_NOSIGNAL MSG_MORE MSG_WAITFORONE MSG_SENDPAGE_NOTLAST MSG_BATCH
        """,
        0x2000_0000: "MSG_FASTOPEN MSG_CMSG_CLOEXEC MSG_CMSG_COMPAT",
    ]

    /// IP protocols as Debian's /etc/protocols has them, which ausearch reads on the analysing machine.
    static let protocols: InterpretedNames = [
        0: "ip icmp igmp ggp ipencap st tcp - egp igp - - pup",
        17: "udp - - hmp - xns-idp",
        27: """
        rdp - iso-tp4 - - - dccp - - xtp ddp idpr-cmtp - - ipv6 - ipv6-route ipv6-frag idrp rsvp gre - - esp ah
        """,
        57: "skip ipv6-icmp ipv6-nonxt ipv6-opts",
        73: "rspf",
        81: "vmtp",
        88: "eigrp ospf - - - ax.25 ipip - - etherip encap",
        103: "pim",
        108: "ipcomp - - - vrrp - - l2tp",
        124: "isis",
        132: "sctp fc - mobility-header udplite mpls-in-ip manet hip shim6 wesp rohc ethernet",
        262: "mptcp",
    ]

    /// The requests of socketcall.
    static let socketRequests: InterpretedNames = [
        1: """
        socket bind connect listen accept getsockname getpeername socketpair send recv sendto recvfrom shutdown \
        setsockopt getsockopt sendmsg recvmsg accept4 recvmmsg sendmmsg
        """
    ]

    /// The requests of ipc.
    static let ipcRequests: InterpretedNames = [
        1: "semop semget semctl semtimedop", 11: "msgsnd msgrcv msgget msgctl", 21: "shmat shmdt shmget shmctl",
    ]

    /// The protocols of netfilter (`family=` of NETFILTER_CFG).
    static let netfilterProtocols: InterpretedNames = [
        0: "unspecified inet ipv4 arp - netdev - bridge - - ipv6 - decnet"
    ]

    /// The hooks of netfilter (`hook=` of NETFILTER_PKT).
    static let netfilterHooks: InterpretedNames = [0: "PREROUTING INPUT FORWARD OUTPUT POSTROUTING BROUTING"]

    /// What netfilter did with a packet (`action=` of NETFILTER_PKT).
    static let netfilterActions: InterpretedNames = [0: "ACCEPT DROP REJECT"]

    /// The types of ICMP messages.
    static let icmpTypes: InterpretedNames = [
        0: "echo-reply - - destination-unreachable source-quench redirect - - echo",
        11: """
        time-exceeded parameter-problem timestamp-request timestamp-reply info-request info-reply \
        address-mask-request address-mask-reply
        """,
    ]

    /// What seccomp did (`code=` of SECCOMP), by the upper half of the number.
    static let seccompActions: InterpretedNames = [
        0: "kill", 0x3_0000: "trap", 0x5_0000: "errno", 0x7fc0_0000: "user-notify", 0x7ff0_0000: "trace",
        0x7ffc_0000: "log", 0x7fff_0000: "allow",
    ]
}
