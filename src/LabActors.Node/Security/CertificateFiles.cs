using LabActors.Core.Problems;

namespace LabActors.Node.Security;

/// <summary>The names of files in a folder of certificates. Computers get what they need of it: <see cref="Authority"/>, their own <c>.p12</c>, and <see cref="Revoked"/> when there is one.</summary>
public static class CertificateFiles
{
    /// <summary>Certificate of the laboratory's authority, PEM; no secret.</summary>
    public const string Authority = "authority.crt";

    /// <summary>Its key, PEM. Whoever has it can make certificates; nodes and consoles do not need it.</summary>
    public const string AuthorityKey = "authority.key";

    /// <summary>Serial numbers that are no longer good, one a line, with comments after <c>#</c>; no secret.</summary>
    public const string Revoked = "revoked.txt";

    /// <summary>A certificate with its key, PKCS#12 without password, mode 0600.</summary>
    public static string Own(CertificateKind kind, string name) => $"{Stem(kind, name)}.p12";

    /// <summary>A certificate without its key, PEM: what the authority's folder keeps of each that was made.</summary>
    public static string Public(CertificateKind kind, string name) => $"{Stem(kind, name)}.crt";

    /// <summary>Such as <c>node-north</c>.</summary>
    public static string Stem(CertificateKind kind, string name) => $"{Word(kind)}-{name}";

    /// <summary>Such as <c>node</c>.</summary>
    public static string Word(CertificateKind kind) => kind switch
    {
        CertificateKind.Node => "node",
        CertificateKind.Console => "console",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind."),
    };

    /// <summary>The file of a computer's own certificate: of the name, or, where none is given, the only one of its kind.</summary>
    /// <returns>Null, and why, when there is none, or more than one to choose from.</returns>
    public static (string? Path, Problem? Problem) FindOwn(string folder, CertificateKind kind, string? name)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, Own(kind, "*")).Order(StringComparer.Ordinal).ToArray() : [];
        var found = name is null ? files : [.. files.Where(file => Path.GetFileName(file) == Own(kind, name))];
        return found switch
        {
            [var one] => (one, null),
            [] => (null, new Problem(folder, 0, 0, $"found no {Own(kind, name ?? "NAME")}, expected the certificate that ./lab cert {Word(kind)} {name ?? "NAME"} makes")),
            _ => (null, new Problem(folder, 0, 0, $"found {string.Join(", ", found.Select(Path.GetFileName))}, expected one {Own(kind, "NAME")}")),
        };
    }
}
