using System.Globalization;
using System.Text;
using LabActors.Core.Labs.Reading;
using LabActors.Core.Queues;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Operators;

/// <summary>
/// The text of <c>users.yaml</c>. <c>./lab user</c> writes it as a whole, comments of others are not kept; what is written by hand (another role, a user taken out) is read
/// like anything else. Every problem is reported at once.
/// </summary>
public static class UsersDocument
{
    /// <summary>The version of the format that this program reads and writes.</summary>
    public const int Version = 1;

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Reads a text.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="path">Its path, for the problems.</param>
    public static UsersReadResult Read(string text, string path)
    {
        var (documents, malformed) = YamlText.Load(text, path, "this file");
        if (malformed is not null)
            return new UsersReadResult(null, [malformed]);
        var problems = new YamlProblems(path);
        var users = OperatorUsers.None;
        if (documents is [{ RootNode: YamlMappingNode node }])
            users = Users(new YamlMap(node, "", problems));
        else
            problems.AddForFile($"found {(documents.Count == 0 ? "an empty file" : "no mapping, or more than one document")}, expected version: {Version} and users: []");
        return new UsersReadResult(problems.HasErrors ? null : users, problems.InOrder());
    }

    /// <summary>The text of users.</summary>
    public static string Write(OperatorUsers users)
    {
        var text = new StringBuilder("# Who may attach to the nodes of this laboratory, and as what. Written by ./lab user add and remove, which keep no comments.\n")
            .Append("# Roles may be changed by hand: viewer, operator, engineer. Nodes read this file again when it changes.\n")
            .Append(CultureInfo.InvariantCulture, $"version: {Version}\n")
            .Append(users.IsEmpty ? "users: []\n" : "users:\n");
        foreach (var user in users.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - name: \"{user.Name}\"\n")
                .Append(CultureInfo.InvariantCulture, $"    role: {user.Role.Word()}\n")
                .Append(CultureInfo.InvariantCulture, $"    salt: \"{user.Salt}\"\n")
                .Append(CultureInfo.InvariantCulture, $"    token_hash: \"{user.TokenHash}\"\n")
                .Append(CultureInfo.InvariantCulture, $"    added: \"{user.Added.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}\"\n");
        }

        return text.ToString();
    }

    private static OperatorUsers Users(YamlMap root)
    {
        if (root.Number("version", 1, 1000) != Version)
            root.Report("version", $"found '{root.Text("version")}', expected {Version}");
        if (!root.Has("users"))
            root.Report("users", "missing key 'users', expected a list of users, or []");
        var users = OperatorUsers.None;
        foreach (var map in root.Maps("users"))
        {
            var user = User(map);
            (users, var refusal) = users.Add(user);
            if (refusal.Length > 0 && user.Name.Length > 0)
                map.Report("name", refusal);
        }

        root.End();
        return users;
    }

    private static OperatorUser User(YamlMap map)
    {
        var (name, role, salt, hash) = (map.Text("name"), map.Choice<OperatorRole>("role"), map.Text("salt"), map.Text("token_hash"));
        if (hash.Length > 0 && !SecretToken.Is32Bytes(hash))
            map.Report("token_hash", $"found {hash.Length} characters, expected 43 of base64url as ./lab user add writes them");
        var added = map.Text("added");
        if (!DateTimeOffset.TryParseExact(added, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && added.Length > 0)
            map.Report("added", $"found '{added}', expected a time such as 2026-11-25T17:30:00Z");
        map.End();
        return new OperatorUser(name, role, salt, hash, at);
    }
}
