import AuditRecords
import DockerActivity
import Reports
import Testing

@Suite struct `A timeline of edits` {
    private func shown(_ sample: SampleBatch, width: Int?) -> String {
        var renderer = EditTimeline(
            context: SampleBatch.context,
            zone: .utc,
            width: width,
            style: TextStyle(hasColour: false)
        )
        return output {
            renderer.appendHeader(to: &$0)
            renderer.append(0..<sample.batch.activities.count, of: sample.batch, to: &$0)
            renderer.appendEnd(to: &$0)
        }
    }

    @Test func `tells in an administrator's words what became of each file`() {
        var sample = SampleBatch.evening
        for second: Int64 in 9010..<9013 {
            sample.add(.connect, after: second) {
                $0.file = $1.file("/run/docker.sock")
                $0.subject.process = 5
            }
        }
        sample.add(.openWrite, after: 9100) {
            $0.file = $1.file("/etc/gshadow")
            $0.file?.place = .accountFile
            $0.subject.process = 6
        }
        sample.add(.openWrite, after: 9100) {
            $0.file = $1.file("/etc/group")
            $0.file?.place = .accountFile
            $0.subject.process = 6
        }
        #expect(
            shown(sample, width: 80) == #"""
                Times are in UTC.
                  TIME     LOGIN → USER    ACTION              FILE                 PROCESS
                Friday 2026-11-20 (UTC)
                  21:12:18 alice → root    created             /etc/docker/x        sh
                ! 21:12:18 alice → root    renamed             /etc/docker/daemon.json ← x  mv
                  21:12:31 mallory         open-write refused EACCES /etc/docker/daemon.json  vi
                  21:12:38 bob → root      created             /etc/systemd…/override.conf  nano
                ! 21:12:49 alice → root    member added        docker, member mallory  usermod
                  21:12:58 alice → root    rule removed        /etc/docker, key docker  auditctl
                  21:13:10 unset → root    deleted ×12         /var/lib/doc…f/etc/hosts  dockerd
                  21:13:18 alice → root    created             "/etc/docker/…u{202E}.json"  a\nb
                  23:42:18 alice → root    link made           /etc/doc…/certs.d → /roo…erts  ln
                  23:42:19 alice → root    mode set            inode 983938 on fe:00  sh
                  23:42:20 alice → root    delete failed ENOENT in /etc/docker      sh
                  23:42:21 alice → root    open-write (unknown) daemon.json (unresolved)  sh
                  23:42:28 alice → root    connected ×3        /run/docker.sock     sh
                  23:43:58 alice → root    opened for writing (2 steps, 2 files) /etc/group  sh

                """#
        )
    }

    @Test(arguments: [60, 80, 109, 110, 132])
    func `fits each width`(width: Int) {
        for line in shown(.evening, width: width).split(separator: "\n") {
            #expect(TerminalText.width(of: line.replacing("\\", with: "/").utf8.span) <= width, "\(line)")
        }
    }
}
