namespace LabActors.Core.Operators;

/// <summary>Somebody who may attach to a node.</summary>
/// <param name="Name">As <see cref="PlainName"/> has it.</param>
/// <param name="Role">What he may do.</param>
/// <param name="Salt">Goes into the hash together with the token; no secret. The node tells it to whoever wants to attach under this name.</param>
/// <param name="TokenHash">What <see cref="OperatorProof.Verify"/> needs, base64url. The token is neither in it nor to be had from it.</param>
/// <param name="Added">When.</param>
public sealed record OperatorUser(string Name, OperatorRole Role, string Salt, string TokenHash, DateTimeOffset Added)
{
    /// <summary>A new user and his token, which is to be shown once and kept nowhere.</summary>
    public static (OperatorUser User, string Token) Create(string name, OperatorRole role, DateTimeOffset now)
    {
        var (salt, token) = (SecretToken.NewSalt(), SecretToken.New());
        return (new OperatorUser(name, role, salt, OperatorProof.Hash(OperatorProof.Key(salt, token)), now), token);
    }

    /// <summary>Neither salt nor hash belong into logs.</summary>
    public override string ToString() => $"{Name} ({Role.Word()})";
}
