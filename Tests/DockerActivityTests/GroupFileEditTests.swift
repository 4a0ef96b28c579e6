import Testing

@testable import DockerActivity

@Suite struct `A command line that edits the group file` {
    struct Example: CustomTestStringConvertible, Sendable {
        let script: String
        let meaning: String
        var testDescription: String { script }

        init(_ script: String, _ meaning: String) {
            self.script = script
            self.meaning = meaning
        }
    }

    @Test(arguments: [
        Example("sed -i 's/^docker:.*/&,mallory/' /etc/group", "add docker mallory"),
        Example(#"sed -i 's/^docker:x:\([0-9]*\):.*/&,mallory/' /etc/group"#, "add docker mallory"),
        Example(#"sed -i.bak -e 's/^\(docker:.*\)$/\1,mallory/' /etc/group"#, "add docker mallory"),
        Example("sed -E -i 's/^(docker:.*)$/\\1,a,b/' /etc/group", "add docker a,b"),
        Example("sed -i 's/^docker:x:105:/&mallory,/' /etc/group", "add docker mallory"),
        Example("sed -i '/^docker:/s/$/,mallory/' /etc/group", "add docker mallory"),
        Example("sed -i '/^docker:/s/,mallory//' /etc/group", "remove docker mallory"),
        Example("sed -i '/^docker:/ s|$|,mallory|' /etc/group", "add docker mallory"),
        // It is on no one's line, or on everybody's.
        Example("sed -i 's/,mallory//' /etc/group", "nothing sure"),
        Example("sed -i 's/docker:.*/&,mallory/' /etc/group", "nothing sure"),
        Example("sed -i 's/^docker:/&,mallory/' /etc/group", "nothing sure"),
        Example("sed -i 's/^docker:.*/&mallory/' /etc/group", "nothing sure"),
        Example("sed -i 's/^dock.r:.*/&,mallory/' /etc/group", "nothing sure"),
        Example("sed 's/^docker:.*/&,mallory/' /etc/group", "nothing sure"),
        Example("sed -i 's/^docker:.*/&,mallory/' /etc/group /etc/group-", "nothing sure"),
        Example("sed -i 's/^docker:.*/&,mallory/' /tmp/group", "nothing sure"),
        Example("sed -i \"s/^docker:.*/&,$USER/\" /etc/group", "nothing sure"),
        Example("echo docker2:x:105:mallory >> /etc/group", "add docker2 mallory #105"),
        Example("echo 'docker2:x:105:a,b'>>/etc/group", "add docker2 a,b #105"),
        Example("printf 'docker2:x:105:mallory\\n' >> /etc/group", "add docker2 mallory #105"),
        Example("echo docker2:x:105: >> /etc/group", "create docker2  #105"),
        Example("echo docker2:x:105:mallory | tee -a /etc/group", "add docker2 mallory #105"),
        Example("tee -a /etc/group", "nothing sure"),
        Example("echo hello >> /etc/group", "nothing sure"),
        Example("echo docker:x:105:mallory >> /tmp/x", "nothing sure"),
        Example("echo \"docker:x:$(id -g):mallory\" >> /etc/group", "nothing sure"),
        Example("vi /etc/group", "nothing sure"),
        Example("python3 -c 'open(\"/etc/group\",\"a\").write(\"docker:x:105:mallory\")'", "nothing sure"),
    ])
    func `says only what is beyond doubt`(example: Example) {
        let commands = ShellText(Array(example.script.utf8)).commands
        var found: [String] = []
        for (index, command) in commands.enumerated() {
            guard let edit = GroupFileEdit(command, after: index > 0 ? commands[index - 1] : nil) else { continue }
            let members = edit.members.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",")
            let id = edit.id.map { " #\($0)" } ?? ""
            found.append("\(edit.change.rawValue) \(String(decoding: edit.group, as: UTF8.self)) \(members)\(id)")
        }
        #expect((found.isEmpty ? ["nothing sure"] : found) == [example.meaning])
    }
}
