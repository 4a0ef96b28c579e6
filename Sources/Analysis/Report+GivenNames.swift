import Detections

extension Report {
    /// Names the users of one set, where the log does not, as the account files do that were given of their machines.
    mutating func name(_ names: GivenNames, set: Int) {
        if names.nameNobody { return }
        for index in files.indices where files[index].set == set {
            let machine = names[files[index].node]
            for user in files[index].users.indices { machine.name(&files[index].users[user].login) }
        }
        for index in users.indices where users[index].set == set { names[users[index].node].name(&users[index].login) }
        for index in changes.indices where changes[index].set == set {
            names[changes[index].node].name(&changes[index].login)
        }
        for index in groupChanges.indices where groupChanges[index].set == set {
            names[groupChanges[index].node].name(&groupChanges[index].by)
        }
        for index in coverage.rules.indices where coverage.rules[index].set == set {
            names[coverage.rules[index].node].name(&coverage.rules[index].by)
        }
        for index in dockerGroups.indices where dockerGroups[index].set == set {
            let machine = names[dockerGroups[index].node]
            for use in dockerGroups[index].uses.indices { machine.name(&dockerGroups[index].uses[use].login) }
        }
        for index in containers.indices where containers[index].set == set {
            guard var starter = containers[index].startedBy else { continue }
            names[containers[index].node].name(&starter)
            containers[index].startedBy = starter
        }
        for index in findings.indices where findings[index].set == set {
            let machine = names[findings[index].finding.node]
            machine.name(&findings[index].finding.actor)
        }
    }
}

extension GivenNames.Machine {
    /// Names somebody who did something, and who had his container started.
    fileprivate func name(_ actor: inout Finding.Actor) {
        name(&actor.login, of: actor.loginID)
        name(&actor.user, of: actor.userID)
        guard var container = actor.container else { return }
        name(&container.startedBy, of: container.startedByID)
        actor.container = container
    }
}
