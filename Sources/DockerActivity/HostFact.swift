import AuditRecords

/// What happened to the host that is no act on Docker's files, but that detections have to know.
///
/// The raw values are the ones that are saved.
public enum HostFact: String, Sendable, CaseIterable, Codable {
    /// The clock was set; the object is by how many seconds.
    case clockSet = "clock-set"
    /// The clock was made faster or slower by somebody who logged in, and not by a time service.
    case clockAdjusted = "clock-adjusted"
    /// systemd started a service of Docker, containerd or auditd; the object is its unit.
    case serviceStart = "service-start"
    /// systemd stopped one.
    case serviceStop = "service-stop"
    /// A program of the engine or its runtime crashed; the object is the program.
    case programCrash = "program-crash"
    /// A module was loaded into the kernel; the object is its name.
    case moduleLoad = "module-load"
    /// A program of the engine or auditd was sent a signal; the object is its name.
    case signal
    /// An account was made; the object is its name, where the record has it.
    case accountCreate = "account-create"
}

extension HostFact {
    /// What a record tells (linux/audit.h, audit-userspace lib/audit-records.h).
    init?(_ type: RecordType) {
        switch type.rawValue {
        case 1332: self = .clockSet
        case 1333: self = .clockAdjusted
        case 1130: self = .serviceStart
        case 1131: self = .serviceStop
        case 1701: self = .programCrash
        case 1330: self = .moduleLoad
        case 1318: self = .signal
        case AccountRecordType.addUser: self = .accountCreate
        default: return nil
        }
    }
}
