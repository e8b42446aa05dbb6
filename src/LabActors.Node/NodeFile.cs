using Akka.Configuration;
using LabActors.Actors.Notifications;
using LabActors.Actors.Results;
using LabActors.Actors.Safety;
using LabActors.Core.Problems;
using LabActors.Journal.Storage;

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

    private const string JournalSection = "labactors.journal";
    private const string ResultsSection = "labactors.results";

    /// <summary>The laboratory's own file of learned durations, from which every data folder profits; null for the one in the data folder.</summary>
    public string? DurationsFile { get; init; }

    /// <summary>What a laboratory without a file has.</summary>
    public static NodeFile None { get; } = new("", null, null);

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
            var notifications = NotificationSettings.From(config, folder);
            return new NodeFile(
                text,
                journal is { } connection ? JournalDatabase.PostgreSql(connection) : null,
                results is { } resultsConnection ? new ResultsDatabase(ResultsDatabase.PostgreSql, resultsConnection) : null)
            {
                DurationsFile = config.GetString("labactors.durations.file", "") is { Length: > 0 } durations ? Path.Combine(folder, durations) : null,
                Notifications = notifications,
            };
        }
        catch (Exception e) when (e is FormatException or ConfigurationException)
        {
            problems.Add(new Problem(path, 0, 0, $"this HOCON cannot be read: {e.Message}"));
            return None;
        }
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
