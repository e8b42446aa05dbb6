using System.CommandLine;
using System.CommandLine.Parsing;
using LabActors.Console.Commands;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Node;
using LabActors.Node.Security;

namespace LabActors.Console.Security;

/// <summary>
/// <c>lab cert</c>: the laboratory's own certificate authority and what it signs. Exit codes: 0 done, or all certificates are good; 1 refused, or a certificate is no good.
/// </summary>
internal sealed class CertCommand(ConsoleStreams streams, QueueOptions options, TimeProvider time)
{
    private const int MostDays = 3650;

    private readonly Argument<string> name = new("NAME") { Description = "Name of the node or console.", Validators = { UserCommand.RefuseName } };
    private readonly Argument<string> certificate = new("CERTIFICATE") { Description = "Such as node-north or console-anna.", Validators = { UserCommand.RefuseName } };

    private readonly Option<string?> folder = new("--out", "--certs")
    {
        Description = "Folder of the certificates; certs in the laboratory's folder when left out.",
        HelpName = "DIR",
    };

    private readonly Option<string?> labName = new("--lab-name") { Description = "Name of the laboratory; that of lab.yaml when left out.", HelpName = "NAME" };

    private readonly Option<string[]> hosts = new("--host")
    {
        Description = "Name or address under which the node is dialled; may be repeated. With --renew: as before when left out.",
        HelpName = "HOST",
        Validators = { RefuseHost },
    };

    private readonly Option<int> days = new("--days")
    {
        Description = $"How long it is good: 1 to {MostDays} days.",
        HelpName = "N",
        DefaultValueFactory = _ => LabAuthority.DefaultDays,
        Validators = { RefuseDays },
    };

    private readonly Option<bool> renew = new("--renew") { Description = "Make a new certificate in the place of one that is there." };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var init = new Command("init", "Make the laboratory's authority, once.") { options.Lab, folder, labName };
        init.SetAction(Init);
        var node = new Command("node", "Make the certificate of a node.") { name, hosts, days, renew, options.Lab, folder };
        node.Validators.Add(result =>
        {
            if (!result.GetValue(renew) && result.GetValue(hosts) is null or [])
                result.AddError("--host: expected the name or address under which the node is dialled");
        });
        node.SetAction(parsed => Issue(parsed, CertificateKind.Node));
        var console = new Command("console", "Make the certificate of a console, of a person or a computer.") { name, days, renew, options.Lab, folder };
        console.SetAction(parsed => Issue(parsed, CertificateKind.Console));
        var list = new Command("list", "List the certificates of a folder with their ends; 1 when one of them is no good.") { options.Lab, folder, options.Json };
        list.SetAction(parsed => new CertificateList(streams).Write(FolderOf(parsed), Security(parsed).WarnBefore, time.GetUtcNow(), parsed.GetValue(options.Json)));
        var revoke = new Command("revoke", "Take a certificate out of use, which was lost or stolen.") { certificate, options.Lab, folder };
        revoke.SetAction(Revoke);
        return new Command("cert", "Certificates of nodes and consoles, of the laboratory's own authority.") { init, node, console, list, revoke };
    }

    private int Init(ParseResult parsed)
    {
        var into = FolderOf(parsed);
        if (new[] { CertificateFiles.Authority, CertificateFiles.AuthorityKey }.Select(file => Path.Combine(into, file)).FirstOrDefault(File.Exists) is { } there)
            return Refuse(there, "found an authority, expected none: the certificates that it has signed are worth nothing with another one");
        using var authority = LabAuthority.Create(parsed.GetValue(labName) ?? NameOf(options.Of(parsed, []).Lab), time.GetUtcNow());
        PrivateFile.CreateFolder(into);
        authority.Save(into);
        streams.Output.WriteLine($"{Path.Combine(into, CertificateFiles.Authority)}: the authority of this laboratory, good until {authority.End.UtcDateTime:yyyy-MM-dd}; every computer gets a copy.");
        streams.Output.WriteLine($"{Path.Combine(into, CertificateFiles.AuthorityKey)}: its key. Whoever has it can make certificates: keep it here, with a copy that is offline, and nowhere else.");
        streams.Output.WriteLine("Next: ./lab cert node NAME --host HOST for each node, ./lab cert console NAME for each console.");
        return ExitCodes.Completed;
    }

    private int Issue(ParseResult parsed, CertificateKind kind)
    {
        var (into, who) = (FolderOf(parsed), parsed.GetRequiredValue(name));
        if (new[] { CertificateFiles.Authority, CertificateFiles.AuthorityKey }.Select(file => Path.Combine(into, file)).FirstOrDefault(file => !File.Exists(file)) is { } missing)
            return Refuse(missing, "found no such file, expected the folder in which ./lab cert init has made the authority");
        if (PrivateFile.Problem(Path.Combine(into, CertificateFiles.AuthorityKey)) is { } exposed)
            return Refuse(exposed);
        var (own, old) = (Path.Combine(into, CertificateFiles.Own(kind, who)), Path.Combine(into, CertificateFiles.Public(kind, who)));
        var replaces = parsed.GetValue(renew);
        if (!replaces && new[] { own, old }.FirstOrDefault(File.Exists) is { } there)
            return Refuse(there, "found a certificate of this name, expected none: --renew makes a new one in its place");
        if (replaces && !File.Exists(old))
            return Refuse(old, "found no such file, expected the certificate that is to be renewed");
        try
        {
            using var authority = LabAuthority.Open(into);
            if (authority.End <= time.GetUtcNow())
                return Refuse(Path.Combine(into, CertificateFiles.Authority), $"found an authority that has expired on {authority.End.UtcDateTime:yyyy-MM-dd}, expected one in date: ./lab cert init in a new folder");
            using var issued = authority.Issue(kind, who, HostsOf(parsed, replaces ? old : null), time.GetUtcNow(), TimeSpan.FromDays(parsed.GetValue(days)));
            LabAuthority.Save(issued, into, kind, who);
            streams.Output.WriteLine($"{own}: certificate and key of {CertificateFiles.Word(kind)} {who}, good until {issued.NotAfter.ToUniversalTime():yyyy-MM-dd}{Reached(issued)}.");
            streams.Output.WriteLine($"Its computer needs a folder with this file (mode 0600) and a copy of {CertificateFiles.Authority}{(File.Exists(Path.Combine(into, CertificateFiles.Revoked)) ? $" and {CertificateFiles.Revoked}" : "")}; not {CertificateFiles.AuthorityKey}.");
            return ExitCodes.Completed;
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            return Refuse(into, $"found an authority that cannot be used ({e.Message.TrimEnd('.')}), expected what ./lab cert init has made");
        }
    }

    private int Revoke(ParseResult parsed)
    {
        var (into, stem) = (FolderOf(parsed), parsed.GetRequiredValue(certificate));
        var (states, problems) = CertificateFolder.Look(into, TimeSpan.Zero, time.GetUtcNow());
        if (states.IsEmpty && problems is [var problem, ..])
            return Refuse(problem);
        if (states.FirstOrDefault(state => state.What != "authority" && Path.GetFileNameWithoutExtension(state.File) == stem) is not { } found)
            return Refuse(into, $"found no certificate {stem}, expected one of {string.Join(", ", states.Where(s => s.What != "authority").Select(s => Path.GetFileNameWithoutExtension(s.File)))}");
        var revoked = new RevokedCertificates(into);
        if (revoked.Contains(found.Serial))
            return Refuse(found.File, $"found a certificate that is in {CertificateFiles.Revoked} already");
        revoked.Add(found.Serial, $"{stem}, {time.GetUtcNow().UtcDateTime:yyyy-MM-dd}");
        streams.Output.WriteLine($"{stem} is in {Path.Combine(into, CertificateFiles.Revoked)}. Copy that file into the folder of certificates of every node: a node refuses {stem} from then on.");
        return ExitCodes.Completed;
    }

    private SecuritySettings Security(ParseResult parsed) => NodeFile.Read(options.Of(parsed, []).Lab, []).Security;

    private string FolderOf(ParseResult parsed) => parsed.GetValue(folder) ?? Security(parsed).CertificatesOf(options.Of(parsed, []).Lab);

    private IEnumerable<string> HostsOf(ParseResult parsed, string? old)
    {
        if (parsed.GetValue(hosts) is { Length: > 0 } given || old is null)
            return parsed.GetValue(hosts) ?? [];
        using var before = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(old);
        return CertificateChecks.HostsOf(before);
    }

    private static string Reached(System.Security.Cryptography.X509Certificates.X509Certificate2 issued) =>
        CertificateChecks.HostsOf(issued) is { IsEmpty: false } names ? $", for {string.Join(", ", names)}" : "";

    private static string NameOf(string lab)
    {
        var path = Path.Combine(lab, "lab.yaml");
        return File.Exists(path) && LabFile.Read(File.ReadAllText(path), path).Lab is { Name.Length: > 0 } definition ? definition.Name : "laboratory";
    }

    private int Refuse(string file, string message) => Refuse(new Problem(file, 0, 0, message));

    private int Refuse(Problem problem)
    {
        streams.Error.WriteLine(problem.ToString());
        return ExitCodes.Refused;
    }

    private static void RefuseHost(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => Uri.CheckHostName(token.Value) == UriHostNameType.Unknown))
            result.AddError($"--host: found '{token.Value}', expected a name such as north.lab or an address such as 192.168.1.5");
    }

    private static void RefuseDays(OptionResult result)
    {
        if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var number) && number is >= 1 and <= MostDays))
            result.AddError($"--days: found '{token.Value}', expected a whole number from 1 to {MostDays}");
    }
}
