import AuditLogs
import AuditRecords
import DockerActivity
import TestSupport
import Testing

@testable import Analysis

@Suite struct `The state of a trail` {
    /// The activities and notices of a recording, in the order of time.
    private struct Steps {
        var batch = ActivityBatch()
        var order: [(stamp: Stamp, line: UInt64, isNotice: Bool, position: Int)] = []

        init(_ host: RealHost) {
            for set in LogAnalysis([host.folder]).inventory.sets {
                var scan = HostScan(set.files, upkeep: .listed)
                while scan.advance(into: &batch) {}
            }
            for (position, notice) in batch.notices.enumerated() {
                order.append((notice.stamp, notice.evidence.line, true, position))
            }
            for (position, activity) in batch.activities.enumerated() {
                order.append((activity.stamp, activity.evidence.line, false, position))
            }
            order.sort {
                if $0.stamp != $1.stamp { return $0.stamp < $1.stamp }
                if $0.line != $1.line { return $0.line < $1.line }
                return $0.isNotice != $1.isNotice ? $0.isNotice : $0.position < $1.position
            }
        }
    }

    /// A trail at work, with what it gave out.
    private struct Work {
        var state = NodeState()
        var tables = ActivityTables()

        mutating func take(_ step: Int, of steps: Steps) {
            var judged = ActivityBatch()
            let place = steps.order[step]
            if place.isNotice {
                state.trail.take(steps.batch.notices[place.position], of: steps.batch, into: &judged)
            } else {
                let activity = steps.batch.activities[place.position]
                if state.trail.take(activity, of: steps.batch, into: &judged) == .unchanged {
                    judged.append(activity, from: steps.batch)
                }
            }
            count(judged)
        }

        mutating func finish() {
            var judged = ActivityBatch()
            state.trail.finish(into: &judged)
            count(judged)
            state.edits.finish { tables.add($0) }
        }

        private mutating func count(_ judged: ActivityBatch) {
            for activity in judged.activities {
                tables.add(activity, of: judged)
                if activity.disposition != .routine { state.edits.add(activity, of: judged) { tables.add($0) } }
            }
            for session in state.trail.takeSessions() { tables.add(session) }
        }

        var bytes: [UInt8] {
            var writer = PartialWriter()
            tables.write(to: &writer)
            return writer.bytes
        }
    }

    @Test(arguments: RealHost.all) func `goes on as if it had never been saved, whenever it is`(host: RealHost) throws {
        let steps = Steps(host)
        var whole = Work()
        var saved = Work()
        var random = SplitMix64(seed: 0x7ea1)
        let most = max(1, steps.order.count / 100)
        for step in steps.order.indices {
            whole.take(step, of: steps)
            saved.take(step, of: steps)
            guard Int.random(in: 0..<most, using: &random) == 0 else { continue }
            let bytes = saved.state.encoded
            saved.state = try NodeState(from: bytes)
            let isSame = saved.state.encoded == bytes && whole.state.encoded == bytes
            #expect(isSame, "step \(step)")
        }
        whole.finish()
        saved.finish()
        let isSame = whole.bytes == saved.bytes
        #expect(isSame)
        #expect(steps.order.count > 5)
    }

    /// What others wrote must not bring a reader down, be it while it is read or while it is gone on with.
    @Test(arguments: ["09-mallory-denied", "14-container-host-root-mount", "26-usermod-group", "56-trixie-accounts"])
    func `is read without a trap whatever stands in it`(name: String) throws {
        let host = try #require(RealHost.all.first { $0.name == name })
        let steps = Steps(host)
        var random = SplitMix64(seed: 0xf1)
        var accepted = 0
        for part in 1..<4 {
            var work = Work()
            let cut = steps.order.count * part / 4
            for step in 0..<cut { work.take(step, of: steps) }
            let good = work.state.encoded
            for round in 0..<40 {
                var bytes = good
                for _ in 0...Int.random(in: 0..<3, using: &random) {
                    let few: [UInt8] = [0, 1, 2, 0x7f, 0x80, 0xff]
                    bytes[.random(in: bytes.indices, using: &random)] =
                        round % 2 == 0 ? .random(in: 0...255, using: &random) : few.randomElement(using: &random) ?? 0
                }
                guard let state = try? NodeState(from: bytes) else { continue }
                accepted += 1
                var changed = Work(state: state)
                for step in cut..<min(cut + 100, steps.order.count) { changed.take(step, of: steps) }
                changed.finish()
                #expect(!changed.bytes.isEmpty)
            }
        }
        #expect(accepted > 10)
    }
}

extension NodeState {
    /// The state as it stands in a partial result.
    fileprivate var encoded: [UInt8] { TrailState(nodes: [self]).encoded }

    /// A state that stands in a partial result by itself.
    fileprivate init(from bytes: [UInt8]) throws {
        let state = try TrailState(from: PartialReader(bytes[...]))
        self = try #require(state.nodes.count == 1 ? state.nodes.first : nil)
    }
}
