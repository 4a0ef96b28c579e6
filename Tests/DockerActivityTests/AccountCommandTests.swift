import Testing

@testable import DockerActivity

@Suite struct `A command line of an account tool` {
    struct Example: CustomTestStringConvertible, Sendable {
        let line: String
        let meaning: String
        var testDescription: String { line }

        init(_ line: String, _ meaning: String) {
            self.line = line
            self.meaning = meaning
        }

        /// The words of the line; `''` is an empty one.
        var arguments: [[UInt8]] {
            line.split(separator: " ").map { $0 == "''" ? [] : Array($0.utf8) }
        }
    }

    @Test(arguments: [
        Example("usermod -aG docker mallory", "usermod add user=mallory groups=docker"),
        Example("usermod -Ga docker mallory", "none"),
        Example("usermod -a -G docker,adm mallory", "usermod add user=mallory groups=docker,adm"),
        Example("usermod mallory --append --groups=docker", "usermod add user=mallory groups=docker"),
        Example("usermod --app --gro docker mallory", "usermod add user=mallory groups=docker"),
        Example("usermod -G '' mallory", "usermod set user=mallory"),
        Example("usermod -G docker mallory", "usermod set user=mallory groups=docker"),
        Example("usermod -rG docker mallory", "usermod remove user=mallory groups=docker"),
        Example("usermod -g docker mallory", "usermod unknown user=mallory primary=docker"),
        Example("usermod -l carol caroline", "usermod unknown user=caroline new=carol"),
        Example("usermod -c x -aG docker -- mallory", "usermod add user=mallory groups=docker"),
        Example("usermod -R /mnt -aG docker mallory", "none"),
        Example("usermod -aG docker", "none"),
        Example("usermod --frobnicate mallory", "none"),
        Example("/usr/sbin/useradd -m -g users -G docker eve", "useradd add user=eve groups=docker primary=users"),
        Example("userdel -r eve", "userdel remove user=eve"),
        Example("gpasswd -a mallory docker", "gpasswd add group=docker members=mallory"),
        Example("gpasswd --delete mallory docker", "gpasswd remove group=docker members=mallory"),
        Example("gpasswd -M a,b docker", "gpasswd set group=docker members=a,b"),
        Example("gpasswd -A a docker", "gpasswd administrators group=docker members=a"),
        Example("gpasswd docker", "gpasswd password group=docker"),
        Example("gpasswd -r docker", "gpasswd password group=docker"),
        Example("gpasswd -R docker", "gpasswd unknown group=docker"),
        Example("groupmems -a mallory -g docker", "groupmems add group=docker members=mallory"),
        Example("groupmems -d mallory -g docker", "groupmems remove group=docker members=mallory"),
        Example("groupmems -g docker -l", "none"),
        Example("groupmems -a mallory", "none"),
        Example("groupadd -o -g 105 netops", "groupadd create group=netops id=105"),
        Example("groupadd -U a,b team", "groupadd create group=team members=a,b"),
        Example("groupmod -n dockr docker", "groupmod rename group=docker new=dockr"),
        Example("groupmod -g 990 docker", "groupmod id group=docker id=990"),
        Example("groupmod -a -U mallory docker", "groupmod add group=docker members=mallory"),
        Example("groupmod -U a,b docker", "groupmod set group=docker members=a,b"),
        Example("groupdel docker", "groupdel delete group=docker"),
        Example("adduser mallory docker", "adduser add group=docker members=mallory"),
        Example("/usr/bin/perl -w /usr/sbin/adduser mallory docker", "adduser add group=docker members=mallory"),
        Example("adduser --ingroup docker eve", "adduser add user=eve primary=docker"),
        Example("deluser mallory docker", "deluser remove group=docker members=mallory"),
        Example("addgroup --system docker", "addgroup create group=docker"),
        Example("busybox addgroup mallory docker", "addgroup add group=docker members=mallory"),
        Example("busybox delgroup mallory docker", "delgroup remove group=docker members=mallory"),
        Example("newgrp - docker", "newgrp unknown group=docker"),
        Example("sg docker -c id", "sg unknown group=docker"),
        Example("vi /etc/group", "none"),
    ])
    func `means what the tool would do`(example: Example) {
        #expect(meaning(AccountCommand(example.arguments)) == example.meaning)
    }

    @Test func `may not repeat an option where a comment could look like one`() {
        let words = "usermod -c x -aG docker -aG adm mallory".split(separator: " ").map { Array($0.utf8) }
        #expect(AccountCommand(words, isExact: false) == nil)
        #expect(meaning(AccountCommand(words)) == "usermod add user=mallory groups=adm")
    }

    private func meaning(_ command: AccountCommand?) -> String {
        guard let command else { return "none" }
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        func list(_ names: [[UInt8]]) -> String? { names.isEmpty ? nil : names.map(text).joined(separator: ",") }
        let parts: [(String, String?)] = [
            ("user", command.user.map(text)), ("group", command.group.map(text)), ("groups", list(command.groups)),
            ("primary", command.primaryGroup.map(text)), ("members", list(command.members)),
            ("new", command.newName.map(text)), ("id", command.id.map { "\($0)" }),
        ]
        let facts = parts.compactMap { name, value in value.map { "\(name)=\($0)" } }
        return (["\(command.tool) \(command.change.rawValue)"] + facts).joined(separator: " ")
    }
}
