using System.Globalization;
using Akka.Configuration;
using LabActors.Actors.Time;
using LabActors.Journal.Storage;

namespace LabActors.Actors.Supervision;

/// <summary>
/// Composes a node's configuration from <c>hocon/*.conf</c>: <c>node.conf</c>, <c>execution.conf</c>, under them the file of the journal's provider and, for virtual time,
/// <c>simulation.conf</c>; over them what the node itself decides.
/// </summary>
public static class NodeConfiguration
{
    /// <summary>The configuration to create the actor system with.</summary>
    /// <exception cref="ConfigurationException">A file is missing or cannot be parsed; the message says which and why.</exception>
    public static Config Load(NodeSettings settings)
    {
        var folder = settings.HoconFolder ?? Path.Combine(AppContext.BaseDirectory, "hocon");
        var config = ParseFile(folder, "node.conf")
            .WithLayer(ParseFile(folder, "execution.conf"))
            .WithLayer(ParseFile(folder, FileOf(settings.Journal.Provider)))
            .WithLayer(OfJournal(settings.Journal));
        if (settings.Clock is { } clock)
            config = config.WithLayer(ParseFile(folder, "simulation.conf")).WithLayer(OfClock(clock));
        return settings.Overrides.Length > 0 ? config.WithLayer(ParseText("The overrides", settings.Overrides)) : config;
    }

    /// <summary>One file alone, of an actor system that is no laboratory.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static Config OfFile(string file) => ParseFile(Path.Combine(AppContext.BaseDirectory, "hocon"), file);

    private static string FileOf(JournalProvider provider) =>
        provider switch
        {
            JournalProvider.Memory => "persistence-memory.conf",
            JournalProvider.Sqlite => "persistence-sqlite.conf",
            JournalProvider.PostgreSql => "persistence-postgresql.conf",
            _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "Unknown provider."),
        };

    private static Config WithLayer(this Config below, Config above) => above.IsEmpty ? below : above.WithFallback(below);

    private static Config OfJournal(JournalDatabase journal) =>
        journal.Provider == JournalProvider.Memory
            ? Config.Empty
            : ConfigurationFactory.ParseString($$"""
                akka.persistence {
                  journal.sql.connection-string = {{Quote(journal.ConnectionString)}}
                  snapshot-store.sql.connection-string = {{Quote(journal.ConnectionString)}}
                }
                """);

    private static Config OfClock(VirtualClockOptions clock) =>
        ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
            {{VirtualClockOptions.Section}} {
              start = {{Quote(clock.Start.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}}
              pace = {{Quote(clock.Pace.ToString())}}
              stall-after = {{clock.StallAfter.TotalMilliseconds}}ms
            }
            """));

    private static string Quote(string value) => $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    private static Config ParseFile(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path)
            ? ParseText(path, File.ReadAllText(path))
            : throw new ConfigurationException($"{path}: there is no such file; it belongs beside the program, in the folder 'hocon'.");
    }

    private static Config ParseText(string name, string text)
    {
        try
        {
            return ConfigurationFactory.ParseString(text);
        }
        catch (Exception exception) when (exception is FormatException or ConfigurationException)
        {
            throw new ConfigurationException($"{name}: Akka.NET cannot read this HOCON: {exception.Message}", exception);
        }
    }
}
