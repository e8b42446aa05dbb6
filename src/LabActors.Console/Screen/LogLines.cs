using LabActors.Console.Actors;
using LabActors.Console.Json;

namespace LabActors.Console.Screen;

/// <summary>The lines of a log: those of events since a time that have a text in them.</summary>
/// <param name="since">Laboratory time.</param>
/// <param name="filter">In any case; empty for every line.</param>
/// <param name="json">The events behind the lines, as JSON.</param>
public sealed class LogLines(DateTimeOffset since, string filter, bool json)
{
    private int _notesShown;

    /// <summary>The lines of an event, and of what was noted with it. To be asked of every event, in order.</summary>
    public IEnumerable<string> Of(ConsoleUpdate update)
    {
        string[] lines = update.Event is { } happened
            ? [.. PlainLines.Of(update, _notesShown).Where(line => happened.At >= since && line.Contains(filter, StringComparison.OrdinalIgnoreCase))]
            : [];
        _notesShown = update.View.NotesMade;
        return json && lines.Length > 0 ? [EventLines.Of(update.Source, update.Event!)] : lines;
    }
}
