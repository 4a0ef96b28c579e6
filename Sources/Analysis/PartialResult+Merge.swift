import AuditLogs

extension PartialResult {
    /// Joins partial results, each with the name that an error calls it by.
    ///
    /// A host that another one continues is left out, and of equal ones all but one.
    public static func merge(_ parts: [(path: String, result: PartialResult)]) throws(PartialError) -> PartialResult {
        var merged = PartialResult()
        guard let first = parts.first else { return merged }
        merged.filter = first.result.filter
        var candidates: [Candidate] = []
        for (number, part) in parts.enumerated() {
            guard part.result.filter == merged.filter else {
                throw PartialError(.otherFilters(than: first.path), path: part.path)
            }
            for host in part.result.hosts {
                candidates.append(Candidate(host: host, digest: ContentDigest.of(host.encoded.span), part: number))
            }
        }
        let kept = needed(candidates)
        try check(kept, parts.map(\.path))
        merged.hosts = kept.map(\.host)
        let repeated = repeatedParts(parts.map(\.result), candidates)
        for (number, part) in parts.enumerated() where !repeated.contains(number) {
            merged.account.add(part.result.account)
        }
        merged.sort()
        return merged
    }

    /// A host of one of the parts.
    private struct Candidate {
        var host: HostResult
        var digest: [UInt8]
        var part: Int
    }

    /// Those that none of the others continues or equals.
    private static func needed(_ candidates: [Candidate]) -> [Candidate] {
        let continued = Set(candidates.flatMap(\.host.continued))
        var parts: [[UInt8]: Int] = [:]  // the first part with a host
        return candidates.filter { candidate in
            if continued.contains(candidate.digest) { return false }
            if let part = parts[candidate.digest] { return part == candidate.part }
            parts[candidate.digest] = candidate.part
            return true
        }
    }

    /// Refuses hosts of one name in two parts; one part may have them, as logs that were read together.
    private static func check(_ candidates: [Candidate], _ paths: [String]) throws(PartialError) {
        var parts: [String: Int] = [:]
        for candidate in candidates {
            if let part = parts[candidate.host.name], part != candidate.part {
                throw PartialError(.sameHost(candidate.host.name, in: paths[part]), path: paths[candidate.part])
            }
            parts[candidate.host.name] = candidate.part
        }
    }

    /// Parts that were given more than once: the same hosts, and the same account.
    private static func repeatedParts(_ results: [PartialResult], _ candidates: [Candidate]) -> Set<Int> {
        var repeated: Set<Int> = []
        var known: [(digests: [[UInt8]], account: InputAccount)] = []
        for (number, result) in results.enumerated() {
            let digests = candidates.filter { $0.part == number }.map(\.digest)
            if known.contains(where: { $0.digests == digests && $0.account == result.account }) {
                repeated.insert(number)
            } else {
                known.append((digests, result.account))
            }
        }
        return repeated
    }
}
