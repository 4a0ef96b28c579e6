extension InterpretedField {
    /// The kinds of fields by name, as ausearch has them, with the few that it overlooks.
    static let named: [InterpretedFieldName: InterpretedField] = {
        var kinds: [InterpretedFieldName: InterpretedField] = [:]
        for (kind, names) in namesOfKind {
            for name in names.split(separator: " ") { kinds[InterpretedFieldName(name)] = kind }
        }
        return kinds
    }()

    private static let namesOfKind: KeyValuePairs<InterpretedField, String> = [
        .encoded: """
        acct apparmor cgroup cmd comm cwd data denied_mask device dir exe file grp info invalid_context key name \
        new-chardev new-disk new-fs new-net new-rng new_group ocomm old-chardev old-disk old-fs old-net old-rng \
        operation path profile requested_mask root_dir sw vm watch
        """,
        .processTitle: "proctitle",
        .userID: "auid euid fsuid id inode_uid iuid oauid obj_uid old-auid ouid sauid suid uid",
        .groupID: "egid fsgid gid igid inode_gid new-gid new_gid obj_gid ogid sgid",
        .session: "ses old-ses oses",
        .architecture: "arch",
        .systemCall: "syscall",
        .ringOperation: "uring_op",
        .argument(0): "a0",
        .argument(1): "a1",
        .argument(2): "a2",
        .argument(3): "a3",
        .exit: "exit",
        .mode: "mode",
        .socketAddress: "saddr",
        .yesOrNo: "res result",
        .promiscuity: "prom old_prom",
        .filterList: "list",
        .permission: "perm perm_mask",
        .capability: "capability",
        .capabilities: """
        cap_fi cap_fp cap_pa cap_pe cap_pi cap_pp fi fp new_pa new_pe new_pi new_pp old_pa old_pe old_pi old_pp pa pe \
        pi pp
        """,
        .signal: "sig sigev_signo",
        .personality: "per",
        .seccompAction: "code",
        .openFlags: "oflag",
        .memoryMapFlags: "flags",
        .resolveFlags: "resolve",
        .ioctlRequest: "ioctlcmd",
        .netfilterProtocol: "family",
        .netfilterHook: "hook",
        .netfilterAction: "action",
        .ipProtocol: "proto",
        .icmpType: "icmptype",
        .etherType: "macproto",
        .fanotifyResponse: "resp",
        .netlinkGroup: "nl-mcgrp",
    ]
}
