using LabActors.Core.Operators;
using LabActors.Core.Problems;

namespace LabActors.Node.Security;

/// <summary>
/// The token of a data folder: whoever can read it is the system user who owns the folder, or root, and attaches on this computer as an engineer without being in the users' file.
/// </summary>
public static class OperatorToken
{
    /// <summary>Its name in a data folder.</summary>
    public const string Name = "operator.token";

    /// <summary>What takes the place of a user's salt in <see cref="OperatorProof.Key"/>.</summary>
    public const string Salt = Name;

    /// <summary>Where it is.</summary>
    /// <param name="data">The data folder.</param>
    public static string PathIn(string data) => Path.Combine(data, Name);

    /// <summary>The node's side: the hash of the token for <see cref="OperatorProof.Verify"/>. Makes the token when there is none.</summary>
    /// <returns>Null, and why, when there is one that cannot be used.</returns>
    public static (string? Hash, Problem? Problem) Ensure(string data)
    {
        if (!File.Exists(PathIn(data)))
            PrivateFile.TryCreate(PathIn(data), SecretToken.New() + "\n");
        var (token, problem) = Read(data);
        return (token is null ? null : OperatorProof.Hash(OperatorProof.Key(Salt, token)), problem);
    }

    /// <summary>The console's side: the token.</summary>
    /// <returns>Null, and why, when there is none or it cannot be used.</returns>
    public static (string? Token, Problem? Problem) Read(string data) => File.Exists(PathIn(data))
        ? ReadFile(PathIn(data))
        : (null, new Problem(PathIn(data), 0, 0, "found no such file, expected the token that a node makes in its data folder when it starts"));

    /// <summary>The token in a file of any name: a user may keep his own in one.</summary>
    /// <returns>Null, and why, when it cannot be read, others can read it, or it holds no token.</returns>
    public static (string? Token, Problem? Problem) ReadFile(string path)
    {
        try
        {
            if (PrivateFile.Problem(path) is { } exposed)
                return (null, exposed);
            var token = File.ReadAllText(path).TrimEnd('\n', '\r');
            return SecretToken.Problem(token) is { Length: > 0 } wrong ? (null, new Problem(path, 0, 0, wrong)) : (token, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new Problem(path, 0, 0, $"found a file that cannot be read, expected one of your own: {e.Message}"));
        }
    }
}
