using System.CommandLine;
using System.CommandLine.Parsing;
using LabActors.Console.Commands;
using LabActors.Node.Operators;
using LabActors.Node.Security;

namespace LabActors.Console.Attaching;

/// <summary>The options of the commands that attach to a node: which node, as whom, and what they mean when they are left out.</summary>
internal sealed class AccessOptions(DemoFolder? demo)
{
    private const string TokenVariable = "LABACTORS_TOKEN";
    private const string CertificatesVariable = "LABACTORS_CERTS";

    public Option<ConsoleAddress?> Node { get; } = new("--node")
    {
        Description = "The node; the one that runs on this computer when left out.",
        HelpName = "HOST[:PORT]",
        CustomParser = result => ParseAddress(result),
    };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "Data folder of a node on this computer, whose owner needs no other token; the newest under data/ on which a node runs when left out.",
        HelpName = "DIR",
    };

    public Option<string?> As { get; } = new("--as")
    {
        Description = $"Who attaches; the token is in --token-file or in {TokenVariable}. The owner of the data folder when left out.",
        HelpName = "NAME",
    };

    public Option<string?> TokenFile { get; } = new("--token-file") { Description = "File with the token of --as NAME.", HelpName = "FILE" };

    public Option<string?> Certs { get; } = new("--certs")
    {
        Description = $"Folder with {CertificateFiles.Authority} and this console's certificate, for a node on another computer; {CertificatesVariable} when left out.",
        HelpName = "DIR",
    };

    public Option<string?> Cert { get; } = new("--cert") { Description = "Name of this console's certificate; the only one of the folder when left out.", HelpName = "NAME" };

    /// <summary>What was asked; null when something is missing, which has then been told.</summary>
    /// <param name="node">The node as it was named elsewhere on the command line; null for what --node says.</param>
    public async Task<ConsoleAccess?> OfAsync(ParseResult parsed, ConsoleAddress? node, TextWriter error)
    {
        node ??= parsed.GetValue(Node);
        if ((parsed.GetValue(As) is { } user ? OfUser(parsed, node, user, error) : OfFolder(parsed.GetValue(Data), node, error)) is not { } access)
            return null;
        var folder = parsed.GetValue(Certs);
        if (folder is null && await HostAddresses.IsWithinAsync(access.Node.Host))
            return access;
        folder ??= Environment.GetEnvironmentVariable(CertificatesVariable);
        if (folder is not { Length: > 0 })
        {
            error.WriteLine($"lab: {access.Node.Host} is another computer: --certs DIR or {CertificatesVariable} was expected, with {CertificateFiles.Authority} and the certificate that ./lab cert console makes");
            return null;
        }

        var (certificates, problems) = LabCertificates.Load(folder, CertificateKind.Console, parsed.GetValue(Cert), SecuritySettings.Default.WarnBefore, TimeProvider.System);
        foreach (var problem in problems)
            error.WriteLine($"lab: {problem}");
        return certificates is null ? null : access with { Certificates = certificates };
    }

    /// <summary>Data folder of a node of a laboratory that runs on this computer, for commands that otherwise open its devices themselves; null where there is none.</summary>
    /// <param name="data">The folder, where it was given.</param>
    /// <param name="withPorts">Only a node that has the laboratory's ports.</param>
    public string? RunningOn(string? data, string laboratory, bool withPorts)
    {
        bool Runs(string folder) => NodeAddress.Read(folder) is { } address && address.Laboratory == laboratory && (address.HasPorts || !withPorts) && address.Runs();
        return data is not null
            ? Runs(data) ? data : null
            : Folders().Where(folder => Runs(folder.FullName)).MaxBy(folder => folder.LastWriteTimeUtc)?.FullName;
    }

    /// <summary>The node that runs on a data folder, as the folder's owner; null when something is missing, which has then been told.</summary>
    public ConsoleAccess? OfOwner(string data, TextWriter error) => OfFolder(data, null, error);

    private ConsoleAccess? OfUser(ParseResult parsed, ConsoleAddress? node, string user, TextWriter error)
    {
        var (token, problem) = parsed.GetValue(TokenFile) is { } file ? OperatorToken.ReadFile(file) : (Environment.GetEnvironmentVariable(TokenVariable)?.Trim(), null);
        if (token is not { Length: > 0 })
        {
            error.WriteLine(problem is null ? $"lab: no token of {user}: --token-file FILE or {TokenVariable} was expected" : $"lab: {problem}");
            return null;
        }

        if (node is null && Running(parsed.GetValue(Data), error) is { } found)
            node = new ConsoleAddress(found.Address.Host, found.Address.Port);
        return node is null ? null : new ConsoleAccess(node, user, token);
    }

    private ConsoleAccess? OfFolder(string? data, ConsoleAddress? node, TextWriter error)
    {
        if (Running(data, error) is not { } found)
            return null;
        var (token, problem) = OperatorToken.Read(found.Data);
        if (token is null)
        {
            error.WriteLine($"lab: {problem}");
            return null;
        }

        return node is null
            ? new ConsoleAccess(new ConsoleAddress(found.Address.Host, found.Address.Port), Environment.UserName, token) { Find = () => Now(found.Data) }
            : new ConsoleAccess(node, Environment.UserName, token);
    }

    /// <summary>Where the node of a folder is now; null while there is none, or its file is just being written.</summary>
    private static ConsoleAddress? Now(string data)
    {
        try
        {
            return NodeAddress.Read(data) is { } address ? new ConsoleAddress(address.Host, address.Port) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException)
        {
            return null;
        }
    }

    private (string Data, NodeAddress Address)? Running(string? data, TextWriter error)
    {
        if (data is not null)
        {
            if (NodeAddress.Read(data) is { } address)
                return (data, address);
            error.WriteLine($"lab: no node runs on {data}");
            return null;
        }

        var newest = Folders().Where(folder => NodeAddress.Read(folder.FullName)?.Runs() == true).MaxBy(folder => folder.LastWriteTimeUtc);
        if (newest is null)
        {
            error.WriteLine($"lab: no node runs on a folder of {DemoFolder.Data(demo)}: --data DIR, or --node HOST:PORT with --as NAME, was expected");
            return null;
        }

        return (newest.FullName, NodeAddress.Read(newest.FullName)!);
    }

    private IEnumerable<DirectoryInfo> Folders() => DemoFolder.Data(demo) is var root && Directory.Exists(root) ? new DirectoryInfo(root).EnumerateDirectories() : [];

    /// <summary>An address, or an error of the command line.</summary>
    public static ConsoleAddress? ParseAddress(ArgumentResult result)
    {
        if (ConsoleAddress.Parse(result.Tokens.Single().Value) is { } address)
            return address;
        result.AddError($"found '{result.Tokens.Single().Value}', expected HOST or HOST:PORT");
        return null;
    }
}
