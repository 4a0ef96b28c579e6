import AuditRecords

extension Activity {
    /// Whether its file is one that holds groups.
    func isOnGroupFile(in bytes: Span<UInt8>) -> Bool {
        guard let file else { return false }
        return GroupFileEffect.isPath(bytes.extracting(file.path.indices))
            || GroupFileEffect.isPath(bytes.extracting(file.from.indices))
    }

    /// Makes it what only a record says.
    mutating func becomeClaim() {
        if outcome == .success { outcome = .claimed }
        group?.change = nil
    }
}
