import AuditRecords

/// Findings in groups that grow together, each with what first joined it.
struct IncidentStories {
    /// What joins a finding to its group; nil for one that nothing was joined to yet, and for a group's first.
    private(set) var links: [Incident.Link?]
    /// The finding that stands for the same group and came before; its own index for the first of a group.
    private var parents: [Int]
    private let times: [Int64]

    /// Each finding by itself.
    init(_ findings: [Finding]) {
        parents = Array(findings.indices)
        links = Array(repeating: nil, count: findings.count)
        times = findings.map(\.stamp.milliseconds)
    }

    /// Puts a finding and an earlier one into one group, unless that would last longer than an incident may.
    ///
    /// `link` is what the finding has in common with the earlier one.
    mutating func join(_ index: Int, by link: Incident.Link) {
        let (own, others) = (root(of: index), root(of: link.other))
        guard own != others else { return }
        let (first, second) = (min(own, others), max(own, others))
        guard times[index] - times[first] <= IncidentBuilder.lengthLimit else { return }
        parents[second] = first
        // The later group's first finding is the one that nothing was joined to yet.
        links[second] = link
        if second != index { links[second]?.other = index }
    }

    /// The groups in the order of their first findings, each in order.
    mutating func groups() -> [[Int]] {
        var groups: [Int: [Int]] = [:]
        var order: [Int] = []
        for index in parents.indices {
            let root = root(of: index)
            if groups[root] == nil { order.append(root) }
            groups[root, default: []].append(index)
        }
        return order.compactMap { groups[$0] }
    }

    private mutating func root(of index: Int) -> Int {
        var root = index
        while parents[root] != root { root = parents[root] }
        // Shorter ways for the next ones.
        var place = index
        while parents[place] != root {
            let next = parents[place]
            parents[place] = root
            place = next
        }
        return root
    }
}
