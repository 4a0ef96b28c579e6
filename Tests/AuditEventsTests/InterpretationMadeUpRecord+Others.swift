extension InterpretationMadeUpRecord {
    static let ids: [InterpretationMadeUpRecord] = [
        InterpretationMadeUpRecord(
            "LOGIN pid=9 uid=0 old-auid=4294967295 auid=0 tty=(none) old-ses=1 ses=4294967295 res=1"
        ),
        InterpretationMadeUpRecord("USER_END pid=9 uid=0 auid=-1 ses=4294967295 msg='op=x acct=\"root\" res=failed'"),
        InterpretationMadeUpRecord(
            "USER_END pid=9 uid=? auid=0 ses=1 res=failed",
            ["uid": "? / root"],
            because: "text is not the number of root"
        ),
        InterpretationMadeUpRecord(
            "ADD_GROUP pid=9 uid=0 auid=0 ses=1 msg='op=add-group id=0 acct=\"docker\" res=success'"
        ),
        InterpretationMadeUpRecord(
            "GRP_AUTH pid=9 uid=0 auid=0 ses=1 msg='op=changing new-gid=0 id=0 res=success'",
            ["new-gid": "root / 0"],
            because: "it knows only new_gid"
        ),
    ]

    static let otherRecords: [InterpretationMadeUpRecord] = [
        InterpretationMadeUpRecord(
            "PATH item=0 name=2F6574632F612062 inode=5 dev=08:01 mode=0104755 ouid=0 ogid=0 rdev=00:00"
        ),
        InterpretationMadeUpRecord(
            "PATH item=0 name=\"41424344\" inode=5 mode=041777 nametype=NORMAL cap_fp=0 cap_fi=1000"
        ),
        InterpretationMadeUpRecord(
            "PATH item=0 name=(null) inode=5 mode=0120777 nametype=NORMAL cap_fp=000001ffffffffff"
        ),
        InterpretationMadeUpRecord(
            "PATH item=0 name=(null) mode=0150000 cap_fp=20000000000",
            ["cap_fp": "41 / none"],
            because: "a capability without a name is not none"
        ),
        InterpretationMadeUpRecord(
            "PATH item=0 name=\"docker/daem",
            ["name": "docker/daem / "],
            because: "a torn name is still a name"
        ),
        InterpretationMadeUpRecord("CWD cwd=2F746D702F0A61"),
        InterpretationMadeUpRecord("EXECVE argc=3 a0=\"ls\" a1=2D206C a2=41424344"),
        InterpretationMadeUpRecord("EXECVE argc=2 a0=\"x\" a1_len=4142 a1[0]=4142 a1[1]=4344"),
        InterpretationMadeUpRecord("PROCTITLE proctitle=646F636B65720072756E002D76002F3A2F6D"),
        InterpretationMadeUpRecord("PROCTITLE proctitle=\"(null)\""),
        InterpretationMadeUpRecord("SOCKADDR saddr=01002F7661722F72756E2F646F636B65722E736F636B0000"),
        InterpretationMadeUpRecord("SOCKADDR saddr=0A0001BB0000000000000000000000000000FFFF0102030400000000"),
        InterpretationMadeUpRecord("SOCKADDR saddr=020001BB0A1E0C010000000000000000"),
        InterpretationMadeUpRecord("SOCKADDR saddr=110000030000"),
        InterpretationMadeUpRecord(
            "SOCKADDR saddr=0100002F72756E2F646F636B65722E736F636B",
            ["saddr": "{ saddr_fam=local path=@/run/docker.sock } / { saddr_fam=local path=/run/docker.sock }"],
            because: "an abstract name is no path"
        ),
        InterpretationMadeUpRecord(
            "OPENAT2 oflag=0102001 mode=0600 resolve=0xa",
            ["oflag": "O_WRONLY|O_APPEND / O_WRONLY|O_ASYNC|__O_SYNC", "mode": "0600 / 000,600"],
            because: "oflag is octal, and mode has no type"
        ),
        InterpretationMadeUpRecord(
            "CONFIG_CHANGE auid=0 ses=1 op=remove_rule path=\"/etc/docker\" key=\"docker\" list=4 res=1"
        ),
        InterpretationMadeUpRecord(
            "CONFIG_CHANGE auid=0 ses=1 op=add_rule key=(null) list=3 res=0",
            ["list": "3 / unknown-list(3)"],
            because: "a number without a name stays a number here"
        ),
        InterpretationMadeUpRecord(
            "SECCOMP auid=0 uid=0 gid=0 ses=1 pid=9 comm=\"x\" exe=\"/x\" sig=31 arch=c000003e syscall=165 compat=0 code=0x50000"
        ),
        InterpretationMadeUpRecord("ANOM_ABEND auid=0 uid=0 gid=0 ses=1 pid=9 comm=782079 exe=\"/x\" sig=11 res=1"),
        InterpretationMadeUpRecord(
            "ANOM_PROMISCUOUS dev=veth1 prom=256 old_prom=0 auid=4294967295 uid=0 gid=0 ses=4294967295"
        ),
        InterpretationMadeUpRecord(
            "NETFILTER_CFG table=filter family=2 entries=4 op=xt_replace pid=9 comm=\"iptables\""
        ),
        InterpretationMadeUpRecord(
            "NETFILTER_CFG table=nat:5 family=10 entries=4 op=nft_register_rule pid=9 comm=\"dockerd\""
        ),
        InterpretationMadeUpRecord("MMAP fd=3 flags=0x812"),
        InterpretationMadeUpRecord("BPRM_FCAPS fver=0 fp=0 fi=0 fe=0 old_pp=0 old_pi=3 old_pe=80000000 new_pp=0"),
        InterpretationMadeUpRecord(
            "VIRT_CONTROL pid=9 uid=0 auid=0 ses=1 msg='op=attach vm=centos vm-pid=0 res=success'",
            ["vm": "centos / \u{FFFD}"],
            because: "a word that begins with hexadecimal digits is not encoded"
        ),
    ]
}
