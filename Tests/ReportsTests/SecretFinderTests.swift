import Testing

@testable import Reports

@Suite struct `A secret in a command line` {
    /// A command line, and what is printed of it; where `^` stands, one argument ends and the next one begins.
    struct Example: CustomTestStringConvertible, Sendable {
        let command: String
        let printed: String
        let kinds: [Secret.Kind]
        var testDescription: String { command }

        init(_ command: String, _ printed: String, _ kinds: Secret.Kind...) {
            (self.command, self.printed, self.kinds) = (command, printed, kinds)
        }
    }

    private func redacted(_ command: String) -> (text: String, kinds: [Secret.Kind]) {
        let isExact = command.contains("^")
        let bytes = command.utf8.map { $0 == UInt8(ascii: "^") ? 0 : $0 }
        let secrets = SecretFinder.secrets(in: bytes.span, isExact: isExact)
        let printed = Redactor.text(bytes.span, without: secrets).map { $0 == 0 ? UInt8(ascii: "^") : $0 }
        return (String(decoding: printed, as: UTF8.self), secrets.map(\.kind))
    }

    static let options = [
        Example("docker login -u ann -p hunter2 r.example", "docker login -u ann -p [redacted] r.example", .option),
        Example("docker login -phunter2 r.example", "docker login -p[redacted] r.example", .option),
        Example("docker login --password=hunter2", "docker login --password=[redacted]", .option),
        Example("docker login --password hunter2 r.io", "docker login --password [redacted] r.io", .option),
        Example("docker^login^-p^two words^r.io", "docker^login^-p^[redacted]^r.io", .option),
        Example("sudo docker login -p 'two words' r.io", "sudo docker login -p '[redacted]' r.io", .option),
        Example("sshpass -p hunter2 ssh h", "sshpass -p [redacted] ssh h", .option),
        Example("docker exec db mysql -uroot -phunter2 -e x", "docker exec db mysql -uroot -p[redacted] -e x", .option),
        Example("mysqldump --password=a&b --all", "mysqldump --password=[redacted] --all", .option),
        Example("sh^-c^mysql -pa;id", "sh^-c^mysql -p[redacted];id", .option),
        Example("redis-cli -a hunter2 ping", "redis-cli -a [redacted] ping", .option),
        Example("curl -u ann:hunter2 http://r", "curl -u ann:[redacted] http://r", .option),
        Example("useradd -m -p $6$ab$cd eve", "useradd -m -p [redacted] eve", .option),
        Example(
            "docker swarm join --token SWMTKN-1-x 10.0.0.1",
            "docker swarm join --token [redacted] 10.0.0.1",
            .option
        ),
        Example("openssl enc -pass pass:hunter2 -in x", "openssl enc -pass pass:[redacted] -in x", .option),
        Example("vault --client-secret x -v", "vault --client-secret [redacted] -v", .option),
    ]

    static let inputs = [
        Example(
            "sh -c echo hunter2 | docker login -u ann --password-stdin r",
            "sh -c echo [redacted] | docker login -u ann --password-stdin r",
            .input
        ),
        Example(
            "bash^-c^printf 'two words' | docker login --password-stdin",
            "bash^-c^printf '[redacted]' | docker login --password-stdin",
            .input
        ),
        Example("echo root:hunter2 | chpasswd", "echo root:[redacted] | chpasswd", .input),
        Example("echo -n PASS=x | sudo -S id", "echo -n [redacted] | sudo -S id", .input),
        Example(
            "docker login --password-stdin <<< hunter2 ; ls",
            "docker login --password-stdin <<< [redacted] ; ls",
            .input
        ),
        Example(
            "echo a; echo b | passwd --stdin ann; echo c | cat",
            "echo a; echo [redacted] | passwd --stdin ann; echo c | cat",
            .input
        ),
    ]

    static let variables = [
        Example("docker run -e DB_PASSWORD=hunter2 db", "docker run -e DB_PASSWORD=[redacted] db", .variable),
        Example("docker^run^-e^DB_PASSWORD=two words^db", "docker^run^-e^DB_PASSWORD=[redacted]^db", .variable),
        Example("docker run --env=API_KEY=hunter2 db", "docker run --env=API_KEY=[redacted] db", .variable),
        Example("docker run -eTOKEN=hunter2 db", "docker run -eTOKEN=[redacted] db", .option),
        Example("docker build --build-arg NPM_TOKEN=x .", "docker build --build-arg NPM_TOKEN=[redacted] .", .variable),
        Example("docker run -e \"PGPASS=a b\" db", "docker run -e \"PGPASS=[redacted]\" db", .variable),
        Example("docker run -e PASS='a b' db", "docker run -e PASS='[redacted]' db", .variable),
        Example("env MYSQL_PWD=x mysql", "env MYSQL_PWD=[redacted] mysql", .variable),
        Example("SECRET_KEY_BASE=x rails", "SECRET_KEY_BASE=[redacted] rails", .variable),
        Example("sh^-c^PASS=x docker run db; ls", "sh^-c^PASS=[redacted] docker run db; ls", .variable),
        Example(
            "mount -o username=a,password=b //h/s /m",
            "mount -o username=a,password=[redacted] //h/s /m",
            .variable
        ),
        Example("docker run -e APP_AUTH=dXNlcjpw db", "docker run -e APP_AUTH=[redacted] db", .variable),
        Example("docker run -e APP_DSN=u:p@tcp(h)/d x", "docker run -e APP_DSN=[redacted] x", .variable),
        Example(
            "docker run -e A_SECRET=a -e B_TOKEN=b x",
            "docker run -e A_SECRET=[redacted] -e B_TOKEN=[redacted] x",
            .variable,
            .variable
        ),
        Example(
            "docker run -e TLS_KEY=-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY----- x",
            "docker run -e TLS_KEY=[redacted]-----END PRIVATE KEY----- x",
            .variable
        ),
    ]

    static let others = [
        Example("git clone https://ann:hunter2@h/r.git", "git clone https://ann:[redacted]@h/r.git", .url),
        Example("redis-cli --uri redis://:hunter2@h:6379/0", "redis-cli --uri redis://:[redacted]@h:6379/0", .url),
        Example("curl https://h/?token=abc&x=1", "curl https://h/?token=[redacted]", .variable),
        Example("curl -H Authorization: Bearer abc.d h", "curl -H Authorization: Bearer [redacted] h", .header),
        Example("curl^-H^Authorization: Basic YTpi^h", "curl^-H^Authorization: Basic [redacted]^h", .header),
        Example("curl -H 'X-Registry-Auth: eyJ1' h", "curl -H 'X-Registry-Auth: [redacted]' h", .header),
        Example("curl -H X-Api-Key:abc h", "curl -H X-Api-Key:[redacted] h", .header),
        Example(#"curl -d {"password":"a b","x":"y"} h"#, #"curl -d {"password":"[redacted]","x":"y"} h"#, .member),
        Example(#"sh -c echo "{\"auth\": \"YTpi\"}""#, #"sh -c echo "{\"auth\": \"[redacted]\"}""#, .member),
        Example("aws --id AKIAIOSFODNN7EXAMPLE s3", "aws --id AKIA[redacted] s3", .awsKey),
        Example("git push ghp_0123456789abcdefghijABCDEFGHIJ456789", "git push ghp_[redacted]", .token),
        Example("x dckr_pat_0123456789abcdefghijABCDE y", "x dckr_pat_[redacted] y", .token),
        Example("x eyJhbGciOiJI.eyJzdWIiOiIx.c2ln-_ y", "x eyJ[redacted] y", .jwt),
        Example(
            "echo -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----",
            "echo -----BEGIN RSA PRIVATE KEY-----[redacted]-----END RSA PRIVATE KEY-----",
            .privateKey
        ),
        Example("echo -----BEGIN PRIVATE KEY-----\nMII", "echo -----BEGIN PRIVATE KEY-----[redacted]", .privateKey),
    ]

    @Test(arguments: options + inputs + variables + others)
    func `is replaced, and what tells of it stays`(example: Example) {
        let (text, kinds) = redacted(example.command)
        #expect(text == example.printed)
        #expect(kinds == example.kinds)
    }

    @Test(arguments: [
        "docker run -p 80:80 nginx", "docker run -p 127.0.0.1:8080:80/tcp --publish 443:443 nginx",
        "docker run --name login -p 80:80 x",
        "auditctl -w /etc/docker -p wa -k docker", "auditctl -a always,exit -F path=/etc/docker -F key=docker",
        "ausearch --key docker", "cp k.pem /etc/docker/tls/server-key.pem", "chmod 600 /etc/docker/key.json",
        "docker login --password-stdin r.example", "docker login -u ann r.example", "docker run -u 1000:1000 x",
        "docker build --secret id=npm,src=/root/.npmrc .", "docker service create --secret db_password x",
        "docker run -e PASS x", "docker run -e PASSWORD=$PASSWORD x", "docker run -e PASSWORD_FILE=/run/secrets/p x",
        "docker run -e SSH_AUTH_SOCK=/tmp/s x", "docker run auth:latest", "docker run keycloak/keycloak:24 start",
        "docker run -v token:/data -v secrets:/run/secrets x", "podman run --passwd image", "sort --key 2 file",
        "dockerd --tlskey /etc/docker/key.pem --tlskey=/etc/docker/key.pem", "ssh -i ~/.ssh/id_rsa host",
        "git commit --author=ann", "GIT_AUTHOR_NAME=ann git commit", "PWD=/root OLDPWD=/ ls", "gpasswd -a ann docker",
        "passwd -l ann", "cp -p /a /b", "mkdir -p /etc/docker", "sudo -u root -p prompt ls", "login -p ann",
        "scp a@h:/x /y", "curl http://h:8080/a@b", "docker pull h:5000/a@sha256:0123", "wget http://h/key",
        "dd if=/dev/zero of=/x",
        "groupmod -g 5 docker", "apt-key adv --keyserver h --recv-keys 0x1", "echo BYPASS=1 COMPASS=n",
        "mysql -p3306:3306",
        "echo $TOKEN | docker login --password-stdin", "cat f | docker login --password-stdin",
        "echo x | cat | chpasswd",
        "echo x || docker login --password-stdin", "echo x; docker login --password-stdin",
        "docker login --password-stdin < f",
        "docker run -e PASSWORD= x", "docker run -e PASSWORD=*** x", "docker run -e PASSWORD=[redacted] x",
        "true --no-password",
    ])
    func `is none where no secret stands`(command: String) {
        #expect(redacted(command).text == command)
        #expect(redacted(command).kinds == [])
    }

    @Test func `lies in the text, in order, whatever the text`() {
        var random = SeededBytes(seed: 91)
        let pieces = [
            "docker", "login", "-p", "--password", "=", "'", "\"", "\\", " ", "\0", ":", "://", "@", "PASS", "TOKEN",
            "-----BEGIN ",
            "PRIVATE KEY-----", "-----END", "AKIA", "ghp_", "eyJ", ".", "-c", "sh", "curl", "-u", "Bearer", "$", "(",
            ";", "&", "ü",
            "0123456789abcdefghijkl", "Authorization:", "{", "}", ",", "\u{ff}",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0..<12, using: &random)
            let bytes = (0..<count).flatMap { _ in Array((pieces.randomElement(using: &random) ?? "").utf8) }
            for isExact in [true, false] {
                let secrets = SecretFinder.secrets(in: bytes.span, isExact: isExact)
                var end = 0
                for secret in secrets {
                    #expect(
                        secret.range.lowerBound >= end && !secret.range.isEmpty
                            && secret.range.upperBound <= bytes.count
                    )
                    end = secret.range.upperBound
                }
            }
        }
    }

    @Test func `is found again behind a text that is known to have none`() {
        var redactor = Redactor(isOn: true)
        for _ in 0..<3 {
            for number in 0..<200 {
                let harmless = Array("docker run web\(number)".utf8)
                #expect(redactor.secrets(in: harmless.span, arguments: [UInt8]().span).isEmpty)
                let other = Array("docker run -e PASS=\(number)x".utf8)
                #expect(redactor.secrets(in: other.span, arguments: [UInt8]().span).count == 1)
            }
        }
        var off = Redactor(isOn: false)
        let command = Array("docker run -e PASS=x".utf8)
        #expect(off.secrets(in: command.span, arguments: [UInt8]().span).isEmpty)
    }
}
