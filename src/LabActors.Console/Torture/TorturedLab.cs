using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LabActors.Actors.Operators;
using LabActors.Console.Attaching;
using LabActors.Core.Labs;
using LabActors.Core.Operators;
using LabActors.Journal.Storage;
using LabActors.Node.Security;

namespace LabActors.Console.Torture;

/// <summary>A laboratory of several nodes, as each of their computers has it: its folder with the addresses of a torture's network, certificates and users where they are needed, the journal's settings.</summary>
internal static class TorturedLab
{
    private const string User = "torture";
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>Makes the folders of all nodes.</summary>
    /// <param name="lab">The laboratory's folder; it has a queue of each node, <c>queues/NODE.txt</c>.</param>
    /// <param name="definition">What its file says.</param>
    /// <param name="folder">Where the nodes have theirs.</param>
    /// <param name="server">Where their journals are; null for files.</param>
    public static ImmutableArray<TorturedNode> Make(string lab, LabDefinition definition, string folder, INodeNetwork network, PostgresServer? server)
    {
        var (text, now) = (WithAddresses(File.ReadAllText(Path.Combine(lab, "lab.yaml")), definition, network), DateTimeOffset.UtcNow);
        using var authority = network.CanBeCut ? LabAuthority.Create("Torture", now) : null;
        var (user, token) = OperatorUser.Create(User, OperatorRole.Engineer, now);
        var console = authority is null ? null : Console(authority, folder, now);
        var (nodes, database) = (ImmutableArray.CreateBuilder<TorturedNode>(), server?.CreateDatabase());
        foreach (var (place, node) in definition.Nodes.Index())
        {
            var own = Path.Combine(folder, node.Name);
            var copy = Path.Combine(own, "lab");
            Copy(lab, copy);
            Directory.CreateDirectory(Path.Combine(own, "data"));
            File.WriteAllText(Path.Combine(copy, "lab.yaml"), text);
            var journal = database?.Of(node.Name) ?? JournalDatabase.Sqlite(Path.Combine(own, "data", "journal.db"));
            File.WriteAllText(
                Path.Combine(copy, "node.conf"),
                database is null ? "" : $$"""
                    labactors.journal { provider = postgresql, connection-string = "{{database.ConnectionString}}" }
                    labactors.results { provider = postgresql, connection-string = "{{database.ConnectionString}}" }
                    """);
            if (authority is not null)
            {
                var certificates = Directory.CreateDirectory(Path.Combine(copy, "certs")).FullName;
                File.Copy(Path.Combine(folder, "console", CertificateFiles.Authority), Path.Combine(certificates, CertificateFiles.Authority));
                using var issued = authority.Issue(CertificateKind.Node, node.Name, [network.AddressOf(place).ToString()], now, Life);
                LabAuthority.Save(issued, certificates, CertificateKind.Node, node.Name);
                new UsersFile(Path.Combine(copy, "users.yaml")).Change(all => all.Add(user));
            }

            var access = console is null ? null : new ConsoleAccess(new ConsoleAddress(network.AddressOf(place).ToString(), OperatorProtocol.DefaultPort), User, token) { Certificates = console };
            nodes.Add(new TorturedNode(node, place, own, journal, network, access));
        }

        return nodes.ToImmutable();
    }

    /// <summary>The laboratory's file with the addresses of the network in it; everything else as somebody wrote it.</summary>
    internal static string WithAddresses(string text, LabDefinition definition, INodeNetwork network) => definition.Nodes.Index().Aggregate(
        text, (all, node) => Regex.Replace(all, $@"(\bhost:\s*)['""]?{Regex.Escape(node.Item.Host)}['""]?(?=[\s,}}])", $"${{1}}{network.AddressOf(node.Index)}"));

    private static LabCertificates Console(LabAuthority authority, string folder, DateTimeOffset now)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, "console")).FullName;
        authority.Save(own);
        using var issued = authority.Issue(CertificateKind.Console, User, [], now, Life);
        LabAuthority.Save(issued, own, CertificateKind.Console, User);
        var (certificates, problems) = LabCertificates.Load(own, CertificateKind.Console, User, TimeSpan.Zero, TimeProvider.System);
        return certificates ?? throw new InvalidOperationException(string.Join("; ", problems));
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
