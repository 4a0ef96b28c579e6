/// A password, token or key that stands in a command line.
public struct Secret: Sendable, Equatable {
    /// What kind of secret it is, as far as the text around it tells.
    ///
    /// The raw values are the ones that are printed.
    public enum Kind: String, Sendable, CaseIterable {
        /// The value of an option: `--password X`, `docker login -p X`.
        case option
        /// What a command reads from its standard input: `echo X | docker login --password-stdin`.
        case input
        /// The value of a variable or setting: `DB_PASSWORD=X`.
        case variable
        /// The password of a URL: `https://user:X@host`.
        case url
        /// The value of a header: `Authorization: Bearer X`.
        case header
        /// The value of a member of JSON or YAML: `"auth": "X"`.
        case member
        /// A private key in PEM.
        case privateKey = "private-key"
        /// The id of an access key of AWS.
        case awsKey = "aws-key"
        /// A token of a service that can be told by how it begins, such as GitHub's.
        case token
        /// A JSON Web Token.
        case jwt
    }

    /// What is to be replaced, as offsets into the text.
    public var range: Range<Int>
    /// What kind of secret it is.
    public var kind: Kind

    /// A secret at its place.
    public init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}
