import AuditRules
import Foundation
import Testing
import TestSupport

extension `On a real kernel` {
    @Suite struct `an installation that is killed` {
        @Test func `leaves the old file or the new one, and the next run repairs the kernel`() throws {
            let host = try FixtureHost.docker()
            let file = "etc/audit/rules.d/70-docktrail.rules"
            let profiles = ["seed", "standard"]
            try LiveKernel.withAuditing {
                // What whole files look like.
                var whole: [String] = []
                for profile in profiles {
                    #expect(try host.run(["rules", "install", "--profile", profile]).status == 0)
                    whole.append(try #require(host.text(of: file)))
                }
                var random = SplitMix64(seed: 20_261_121)
                var kills = 0
                for round in 0..<24 {
                    var command = try host.command(["rules", "install", "--profile", profiles[round % 2]])
                    // From before the program starts to after it ends; on a slow machine most fall in between.
                    command.limit = .milliseconds(Int.random(in: 20...400, using: &random))
                    if try command.run().wasKilledForTime { kills += 1 }
                    let text = host.text(of: file)
                    #expect(text.map { whole.contains($0) } == true, "round \(round): \(text ?? "no file")")
                }
                #expect(kills > 0)
                let repaired = try host.run(["rules", "install", "--profile", "standard"])
                #expect(repaired.status == 0, "\(repaired.errorText)")
                let status = try host.run(["rules", "status", "--format", "json"])
                #expect(status.status == 0, "\(status.text)")
                #expect(!status.text.contains("\"foreign\""), "\(status.text)")
                #expect(try host.run(["rules", "remove"]).status == 0)
                #expect(try LiveKernel.listing().isEmpty)
            }
        }
    }
}
