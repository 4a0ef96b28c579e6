import AuditRecords
import Testing

@testable import Detections
@testable import DockerActivity
@testable import Reports

@Suite struct `The advice on a finding` {
    private func lines(_ set: (inout Finding) -> Void) -> [String] {
        let card = DetectionCard(id: "x", title: "X", level: .medium)
        var finding = Finding(card, action: .openWrite, at: Stamp(milliseconds: 1_795_209_140_011, serial: 1))
        set(&finding)
        return Advice(on: [finding, finding]).commands.map(\.line)
    }

    private func file(_ path: String, isTrue: Bool = true) -> [String] {
        lines { finding in
            finding.file = Array(path.utf8)
            finding.files = 1
            finding.hasTruePath = isTrue
        }
    }

    @Test func `is about the file as it is, by what kind of file it is`() {
        #expect(file("/etc/docker/daemon.json") == ["stat /etc/docker/daemon.json", "docker info"])
        #expect(file("/usr/bin/docker").contains("dpkg -V | grep -F /usr/bin/docker"))
        #expect(file("/run/docker.sock").contains("getent group docker"))
        #expect(file("/h/etc/docker/daemon.json", isTrue: false).isEmpty)
    }

    @Test func `of many files looks for what was changed since`() {
        let commands = lines { finding in
            finding.file = Array("/etc/docker".utf8)
            finding.files = 3
            finding.hasTruePath = true
        }
        #expect(commands.first == "find /etc/docker -xdev -newerct '2026-11-20T21:12:20.000Z' -ls")
    }

    @Test func `obeys nothing that stands in a name`() {
        #expect(file("/etc/docker/$(reboot) \u{1b}[2J").first == #"stat $'/etc/docker/$(reboot) \033[2J'"#)
        let commands = lines { finding in
            finding.group = Array("docker".utf8)
            finding.member = Array("-rf;x,eve".utf8)
            finding.actor.container = Finding.Container()
            finding.actor.container?.id = Array("--help".utf8)
        }
        #expect(commands.contains("docker inspect -- --help"))
        #expect(commands.contains("id -- '-rf;x'"))
        #expect(commands.contains("id eve"))
    }
}
