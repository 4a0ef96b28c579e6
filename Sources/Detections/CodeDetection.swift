/// Ids of the detections that code decides on, or needs to know.
public enum CodeDetection {
    static let deniedThenSuccess = "beh-denied-then-success"
    static let daemonStopped = "af-auditd-stopped"
    static let rulesFlushed = "af-rules-flushed"
    static let ruleDied = "af-rule-died"
    static let memberAdded = "grp-docker-member-added"
    static let groupNumber = "grp-docker-gid-or-name-change"
    static let groupEntered = "grp-docker-newgrp"
    static let newAccount = "acct-new-then-docker"
    /// Serials that are missing from a log.
    public static let missingSerials = "af-gap-serial"
    /// Times that go back in a log.
    public static let timesBack = "af-gap-time"
    static let clockSet = "af-time-change"
    static let loginChanged = "af-loginuid-changed"
    static let takeover = "beh-chain-takeover"
    static let firstSocketUser = "sock-use-first-user"
    static let firstProgram = "beh-first-exe-for-file"
    static let firstUser = "beh-first-user-for-file"
    static let offHours = "beh-off-hours"
    static let dangerousValue = "cfg-daemon-json-dangerous-value"
    /// Somebody is made a member of the docker group.
    static let joining: Set<String> = [memberAdded, newAccount, "grp-docker-primary", "grp-docker-self-add"]
    /// Containers that can reach the host.
    static let reachingHost: Set<String> = [
        "cli-privileged-run", "cli-host-mount", "cli-socket-mount", "cli-dangerous-caps", "cli-host-namespaces",
    ]
}
