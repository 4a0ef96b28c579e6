@testable import DockerActivity
import Testing

@Suite struct `A path below the data root` {
    private static let identifier = String(repeating: "0123456789abcdef", count: 4)

    @Test(arguments: [
        ("/var/lib/docker/overlay2/\(identifier)/diff/etc/passwd", DockerPlace.imageLayer, 89),
        ("/var/lib/docker/overlay2/\(identifier)/merged/etc", .containerLayer, 89),
        ("/var/lib/docker/overlay2/\(identifier)/merged", .containerLayer, 89),
        ("/var/lib/docker/overlay2/\(identifier)/mergedx/etc", .imageLayer, 89),
        ("/var/lib/docker/overlay2/\(identifier)", .imageLayer, 89),
        ("/var/lib/docker/overlay2/\(identifier)-init/diff", .containerLayer, 94),
        ("/var/lib/docker/overlay2/\(identifier)-init", .containerLayer, 94),
        ("/var/lib/docker/overlay2/-init", .containerLayer, 30),
        ("/var/lib/docker/overlay2/init", .imageLayer, 29),
        ("/var/lib/docker/overlay2/", .imageLayer, 25),
        ("/var/lib/docker/overlay2", .imageLayer, 24),
        ("/var/lib/docker/overlay21/x", .dataRoot, 25),
        ("/var/lib/docker/vfs/dir/a/merged", .containerLayer, 25),
        ("/var/lib/docker/containers/a/hostname", .containerState, 28),
        ("/var/lib/docker/image/overlay2/repositories.json", .imageLayer, 21),
        ("/run/docker/runtime/x", .containerState, 11),
    ])
    func `has a kind and a part that stands for all below it`(path: String, place: DockerPlace, length: Int) {
        let bytes = Array(path.utf8)
        let found = DockerPlace(path: bytes.span)
        let folded = found.foldedLength(of: bytes.span)
        #expect(found == place)
        #expect(folded == length)
    }
}
