using System.Collections.Immutable;

namespace LabActors.Console.Typing;

/// <summary>A command of the console as it is typed.</summary>
/// <param name="Name">Its first word, or first two.</param>
/// <param name="Form">As it is typed, with what it takes.</param>
/// <param name="Meaning">For <c>help</c> and the documentation.</param>
public sealed record QueueCommand(string Name, string Form, string Meaning)
{
    /// <summary>All of them, in the order in which they are listed. ROWS are ids, or <c>r5-r9</c>: those that stand from r5 to r9.</summary>
    public static ImmutableArray<QueueCommand> All { get; } =
    [
        new("rows", "rows [ROW]", "the rows in flight and those that wait, from the next or from ROW on"),
        new("edits", "edits", "the newest edits, and who made them"),
        new("skip", "skip ROWS", "passes rows over when their turn comes"),
        new("unskip", "unskip ROWS", "no longer"),
        new("remove", "remove ROWS", "takes rows out of the queue"),
        new("move", "move ROWS next|last|behind ROW", "moves rows to another place"),
        new("change", "change ROWS COLUMN=VALUE", "changes a cell, by its column's name in the queue file"),
        new("repeat", "repeat ROW [last]", "a row like ROW, whatever became of that: next, or last"),
        new("end after", "end after ROW", "the queue ends after ROW"),
        new("go on after", "go on after ROW", "it does not"),
        new("header", "header KEY=VALUE", "changes a value of the queue's header"),
        new("undo", "undo [mine]", "takes back the newest edit of anybody, or of this console"),
        new("pause", "pause [wait]", "holds in a delay, between runs, and before an extraction begins; with wait, a script's wait"),
        new("resume", "resume [wait]", "goes on, with the time of a delay, or of the wait, that was left"),
        new("continue", "continue", "ends the delay; without one, the script's wait that is under way"),
        new("delay", "delay SECONDS", "the delay lasts this long from now"),
        new("truncate", "truncate [quick]", "ends the signal block of the run that measures"),
        new("abort run", "abort run", "ends the run; the queue goes on with the next"),
        new("stop", "stop", "ends the queue when what measures is finished"),
        new("quick stop", "quick stop", "protects the instruments at once and ends everything"),
        new("help", "help", "lists the commands"),
    ];

    /// <summary>The command that a line begins with; null when there is none.</summary>
    public static QueueCommand? Of(string line)
    {
        var words = string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return All.FirstOrDefault(command => words == command.Name || words.StartsWith($"{command.Name} ", StringComparison.Ordinal));
    }
}
