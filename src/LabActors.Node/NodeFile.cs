using Akka.Configuration;
using LabActors.Actors.Notifications;
using LabActors.Actors.Results;
using LabActors.Actors.Safety;
using LabActors.Actors.Supervision;
using LabActors.Core.Exports;
using LabActors.Core.Problems;
using LabActors.Export;
using LabActors.Journal.Storage;
using LabActors.Node.Security;

namespace LabActors.Node;

/// <summary>
/// A laboratory's own <c>node.conf</c>, beside its <c>lab.yaml</c>: HOCON over LabActors' settings, and where journal and results are kept. There need not be one.
/// </summary>
/// <param name="Overrides">The file's text; laid over every other setting.</param>
/// <param name="Journal">Null for the SQLite file in the data folder.</param>
/// <param name="Results">Null for the SQLite file in the data folder.</param>
public sealed record NodeFile(string Overrides, JournalDatabase? Journal, ResultsDatabase? Results)
{
    /// <summary>Hooks, webhooks and mail; <c>HasMail</c> is what a queue that wants mail asks.</summary>
    public NotificationSettings Notifications { get; init; } = NotificationSettings.None;

    /// <summary>Real time for which a start waits for a journal's database that does not answer yet.</summary>
    public TimeSpan JournalWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Where users and certificates are.</summary>
    public SecuritySettings Security { get; init; } = SecuritySettings.Default;

    private const string JournalSection = "labactors.journal";
    private const string ResultsSection = "labactors.results";
    private const string ExportSection = "labactors.export";

    /// <summary>The laboratory's own file of learned durations, from which every data folder profits; null for the one in the data folder.</summary>
    public string? DurationsFile { get; init; }

    /// <summary>Where runs are exported when they have ended; null for nowhere.</summary>
    public ExportTarget? Export { get; init; }

    /// <summary>What a laboratory without a file has.</summary>
    public static NodeFile None { get; } = new("", null, null);

    /// <summary>The settings of one of several nodes: in a database that all share it has a journal of its own.</summary>
    /// <param name="node">Its name; empty where there is only one.</param>
    public NodeFile Of(string node) => node.Length == 0 ? this : this with { Journal = Journal?.Of(node) };

    /// <summary>Reads the file of a laboratory's folder.</summary>
    public static NodeFile Read(string folder, ICollection<Problem> problems)
    {
        var path = Path.Combine(folder, "node.conf");
        if (!File.Exists(path))
            return None;
        var text = File.ReadAllText(path);
        try
        {
            var config = ConfigurationFactory.ParseString(text);
            var journal = Database(config, JournalSection, path, problems);
            var results = Database(config, ResultsSection, path, problems);
            _ = SafetySettings.From(config);
            _ = StopLimits.PolicyOf(config);
            var notifications = NotificationSettings.From(config, folder);
            return new NodeFile(
                text,
                journal is { } connection ? JournalDatabase.PostgreSql(connection) : null,
                results is { } resultsConnection ? new ResultsDatabase(ResultsDatabase.PostgreSql, resultsConnection) : null)
            {
                Export = ExportTo(config, folder, path, problems),
                DurationsFile = config.GetString("labactors.durations.file", "") is { Length: > 0 } durations ? Path.Combine(folder, durations) : null,
                Notifications = notifications,
                JournalWait = config.GetTimeSpan($"{JournalSection}.wait-at-start", None.JournalWait),
                Security = SecuritySettings.From(config),
            };
        }
        catch (Exception e) when (e is FormatException or ConfigurationException)
        {
            problems.Add(new Problem(path, 0, 0, $"this HOCON cannot be read: {e.Message}"));
            return None;
        }
    }

    private static ExportTarget? ExportTo(Config config, string folder, string path, ICollection<Problem> problems)
    {
        string Text(string key) => config.GetString($"{ExportSection}.{key}", "");
        void Wrong(string key, string message) => problems.Add(new Problem(path, 0, 0, message, Field: $"{ExportSection}.{key}"));
        var (format, target, remote, zone) = (Text("format"), Text("folder"), Text("remote"), Text("time-zone"));
        if (format.Length == 0)
            return null;
        if (!ExportFormats.Names.Contains(format))
            Wrong("format", $"found '{format}'; {string.Join(", ", ExportFormats.Names)} were expected");
        if (target.Length == 0)
            Wrong("folder", "a folder to export into was expected");
        if (remote.Length > 0 && format != "dvc")
            Wrong("remote", $"found a remote for the format '{format}': only dvc has repositories to push");
        if (remote.Length > 0 && !remote.Contains("{repository}", StringComparison.Ordinal))
            Wrong("remote", $"found '{remote}'; a URL with {{repository}} in the place of the repository's name was expected");
        if (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            Wrong("time-zone", $"found '{zone}'; a name such as America/Denver was expected");
        return new ExportTarget(format, Path.GetFullPath(Path.Combine(folder, target)), remote, zone);
    }

    /// <summary>The connection string of a PostgreSQL database; null for SQLite, which needs none.</summary>
    private static string? Database(Config config, string section, string path, ICollection<Problem> problems)
    {
        var provider = config.GetString($"{section}.provider", "sqlite");
        var connection = config.GetString($"{section}.connection-string", "");
        switch (provider)
        {
            case "sqlite":
                return null;
            case "postgresql" when connection.Length > 0:
                return connection;
            case "postgresql":
                problems.Add(new Problem(path, 0, 0, "a PostgreSQL connection string was expected", Field: $"{section}.connection-string"));
                return null;
            default:
                problems.Add(new Problem(path, 0, 0, $"found '{provider}'; sqlite or postgresql was expected", Field: $"{section}.provider"));
                return null;
        }
    }
}
