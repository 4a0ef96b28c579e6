import AuditRecords
import DockerActivity
import Testing

@testable import Detections

@Suite struct `An incident` {
    private static let minute: Int64 = 60_000
    private static let hour = 60 * minute

    /// A finding of a login user on a file; what else it is about, the test sets.
    private func finding(
        _ login: UInt32?,
        at time: Int64,
        _ file: String = "",
        level: Level = .medium,
        detection: String = "cfg-x",
        _ set: (inout Finding) -> Void = { _ in }
    ) -> Finding {
        let card = DetectionCard(id: detection, title: "Title of \(detection)", level: level)
        var finding = Finding(card, action: .openWrite, at: Stamp(milliseconds: time, serial: UInt64(time)))
        finding.outcome = .success
        finding.actor.loginID = login
        finding.file = Array(file.utf8)
        finding.files = file.isEmpty ? 0 : 1
        finding.hasTruePath = !file.isEmpty
        set(&finding)
        return finding
    }

    private func container(_ id: String, startedBy: UInt32? = nil, _ confidence: Confidence = .likely)
        -> Finding.Container
    {
        var container = Finding.Container()
        container.id = Array(id.utf8)
        container.startedByID = startedBy
        container.confidence = startedBy == nil ? nil : confidence
        return container
    }

    /// The steps' findings of each incident.
    private func groups(_ findings: [Finding]) -> [[Int]] {
        IncidentBuilder.incidents(of: findings).map { $0.steps.map(\.finding) }
    }

    @Test func `has what one person did within hours, and not what came later`() {
        let findings = [
            finding(1001, at: 0), finding(1001, at: Self.hour), finding(1002, at: Self.hour),
            finding(1001, at: 6 * Self.hour),
        ]
        #expect(groups(findings) == [[0, 1]])
        let links = IncidentBuilder.incidents(of: findings)[0].steps.map(\.link?.kind)
        #expect(links == [nil, .person])
    }

    @Test func `never joins findings for having no login user`() {
        for nobody in [nil, SubjectFacts.unset] {
            #expect(groups([finding(nobody, at: 0), finding(nobody, at: 1)]).isEmpty)
        }
    }

    @Test func `has what root did only where the session is the same`() {
        func root(_ session: UInt32?, at time: Int64) -> Finding {
            finding(0, at: time) { $0.actor.session = session }
        }
        #expect(
            groups([root(3, at: 0), root(4, at: 1), root(nil, at: 2), root(nil, at: 3), root(3, at: 4)]) == [[0, 4]]
        )
    }

    @Test func `tells machines apart`() {
        let other = finding(1001, at: 1) { $0.node = Array("db".utf8) }
        #expect(groups([finding(1001, at: 0), other]).isEmpty)
    }

    @Test func `is none where nothing needs an explanation, or the site expects it`() {
        #expect(groups([finding(1001, at: 0, level: .low), finding(1001, at: 1, level: .low)]).isEmpty)
        let accepted = finding(1001, at: 1) { $0.acceptance = "CHG-1" }
        #expect(groups([finding(1001, at: 0), accepted]).isEmpty)
        #expect(groups([finding(1001, at: 0, level: .low), finding(1001, at: 1)]) == [[0, 1]])
    }

    @Test func `joins different people through a file, but not through one that each account is in`() {
        let path = "/etc/docker/daemon.json"
        let findings = [finding(1001, at: 0, path), finding(1002, at: 1, path)]
        #expect(groups(findings) == [[0, 1]])
        #expect(IncidentBuilder.incidents(of: findings)[0].steps[1].link?.kind == .file)
        #expect(groups([finding(1001, at: 0, path), finding(1002, at: 2 * Self.hour, path)]).isEmpty)
        #expect(groups([finding(1001, at: 0, "/etc/group"), finding(1002, at: 1, "/etc/group")]).isEmpty)
        #expect(groups([finding(1001, at: 0, path) { $0.outcome = .failure }, finding(1002, at: 1, path)]).isEmpty)
        #expect(groups([finding(1001, at: 0, path) { $0.hasTruePath = false }, finding(1002, at: 1, path)]).isEmpty)
    }

    @Test func `joins the change of a socket and its use, by either of its names`() {
        let change = finding(1001, at: 0, "/run/docker.sock") { $0.action = .chmod }
        func use(at time: Int64, _ login: UInt32) -> Finding {
            finding(login, at: time, "/var/run/docker.sock") { $0.action = .connect }
        }
        #expect(groups([change, use(at: 1, 1002)]) == [[0, 1]])
        #expect(groups([use(at: 0, 1002), use(at: 1, 1003)]).isEmpty)
    }

    @Test func `joins a container with who had it started, and says how sure that is`() {
        let id = "0123456789abcdef"
        let findings = [
            finding(1001, at: 0), finding(nil, at: 1) { $0.actor.container = container(id, startedBy: 1001) },
            finding(nil, at: 2) { $0.actor.container = container(id) },
            finding(nil, at: 3) { finding in
                finding.actor.container = container("fedcba9876543210", startedBy: 1002, .possible)
                finding.actor.container?.startedFrom = Array(id.utf8)
            },
        ]
        let steps = IncidentBuilder.incidents(of: findings)[0].steps
        #expect(steps.map(\.link?.kind) == [nil, .starter, .container, .starter])
        #expect(steps.map(\.link?.confidence) == [nil, .likely, .certain, .possible])
        let doubtful = finding(nil, at: 1) { $0.actor.container = container(id, startedBy: 1001, .possible) }
        #expect(groups([finding(1001, at: 0), doubtful]).isEmpty)
    }

    @Test func `joins a new member with what the member does, not with what went before`() {
        let adding = finding(1001, at: 5, detection: "grp-docker-member-added") { finding in
            finding.member = Array("eve,mallory".utf8)
            finding.action = .groupAddMember
        }
        func mallory(at time: Int64) -> Finding { finding(1002, at: time) { $0.actor.login = Array("mallory".utf8) } }
        let steps = IncidentBuilder.incidents(of: [adding, mallory(at: 6)])[0].steps
        #expect(steps.map(\.link?.kind) == [nil, .member])
        #expect(groups([mallory(at: 1), adding]).isEmpty)
    }

    @Test func `joins findings on one event and of one process`() {
        let place = Finding.Evidence(stamp: Stamp(milliseconds: 0, serial: 1), source: 0, line: 7)
        func resting(on places: [Finding.Evidence], at time: Int64) -> Finding {
            finding(nil, at: time) { $0.evidence = places }
        }
        #expect(groups([resting(on: [place], at: 0), resting(on: [place], at: Self.hour)]) == [[0, 1]])
        func process(_ number: UInt32, _ parent: UInt32, at time: Int64) -> Finding {
            finding(nil, at: time) { finding in
                finding.process.number = number
                finding.process.parent = parent
            }
        }
        #expect(groups([process(10, 9, at: 0), process(11, 10, at: 1), process(9, 1, at: 2)]) == [[0, 1, 2]])
        #expect(groups([process(10, 1, at: 0), process(11, 1, at: 1)]).isEmpty)
        #expect(groups([process(10, 9, at: 0), process(10, 9, at: 2 * Self.minute)]).isEmpty)
    }

    @Test func `takes no more after a day`() {
        let findings = (0..<40).map { finding(1001, at: Int64($0) * Self.hour) }
        #expect(groups(findings) == [Array(0...24), Array(25..<40)])
    }

    @Test func `keeps its id whatever comes before and behind it`() {
        let story = [finding(1001, at: 100 * Self.hour), finding(1001, at: 101 * Self.hour)]
        let id = IncidentBuilder.incidents(of: story)[0].id
        #expect(id.wholeMatch(of: /i\.[0-9a-f]{8}/) != nil)
        let more = [finding(1001, at: 0), finding(1002, at: 1)] + story + [finding(1001, at: 102 * Self.hour)]
        #expect(IncidentBuilder.incidents(of: more).map(\.id) == [id])
    }

    @Test func `has the level of its gravest finding, and the title of its correlation`() {
        let findings = [
            finding(1001, at: 0), finding(1001, at: 1, level: .critical, detection: "esc-x"),
            finding(1001, at: 2, level: .high, detection: "beh-chain-x"),
        ]
        let incident = IncidentBuilder.incidents(of: findings)[0]
        #expect(incident.level == .critical)
        #expect(incident.title == "Title of beh-chain-x")
        #expect(IncidentBuilder.incidents(of: Array(findings[..<2]))[0].title == "Title of esc-x")
        #expect(incident.steps.map(\.basis) == [.observed, .observed, .inferred])
    }
}
