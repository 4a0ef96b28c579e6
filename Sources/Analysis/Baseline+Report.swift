public import Detections
import DockerActivity

extension Baseline {
    /// Adds what a report tells of programs and users that changed Docker files, and of users of the socket.
    ///
    /// - Returns: how many entries are new.
    public mutating func learn(from report: Report) -> Int {
        let before = entries.count
        for edit in report.changes where edit.outcome == .success && edit.place.isWatchedForNews {
            if !edit.program.isEmpty { insert(Entry(.program, place: edit.place.rawValue, name: edit.program)) }
            learn(.user, edit.login, edit.place)
        }
        for file in report.files where file.place == .socket {
            for user in file.users {
                let connections = user.actions.first { $0.action == .connect }?.count ?? 0
                if connections > user.failures { learn(.socket, user.login, file.place) }
            }
        }
        return entries.count - before
    }

    private mutating func learn(_ kind: Kind, _ login: Report.LoginName, _ place: DockerPlace) {
        guard let id = login.id, id != SubjectFacts.unset else { return }
        insert(Entry(kind, place: place.rawValue, name: login.name.isEmpty ? Array("uid:\(id)".utf8) : login.name))
    }
}
