using System.Collections.Immutable;
using LabActors.Core.Operators;

namespace LabActors.Actors.Operators;

/// <summary>A command of an operator as it is typed: at a console, or behind <c>./lab</c>.</summary>
/// <param name="Name">Its first word, or first two.</param>
/// <param name="Form">As it is typed, with what it takes.</param>
/// <param name="Meaning">For <c>help</c> and the documentation.</param>
/// <param name="Least">Who may give it: this role and those above.</param>
public sealed record OperatorCommand(string Name, string Form, string Meaning, OperatorRole Least = OperatorRole.Operator)
{
    /// <summary>All of them, in the order in which they are listed. ROWS are ids, or <c>r5-r9</c>: those that stand from r5 to r9.</summary>
    public static ImmutableArray<OperatorCommand> All { get; } =
    [
        new("status", "status", "what runs, what waits, what is asked, what is open", OperatorRole.Viewer),
        new("rows", "rows [ROW]", "the rows in flight and those that wait, from the next or from ROW on", OperatorRole.Viewer),
        new("edits", "edits", "the newest edits, and who made them", OperatorRole.Viewer),
        new("line", "line", "every valve: open, closed, unknown; locked", OperatorRole.Viewer),
        new("questions", "questions", "the questions that wait for an answer", OperatorRole.Viewer),
        new("skip", "skip ROWS", "passes rows over when their turn comes"),
        new("unskip", "unskip ROWS", "no longer"),
        new("remove", "remove ROWS", "takes rows out of the queue"),
        new("move", "move ROWS next|last|behind ROW", "moves rows to another place"),
        new("change", "change ROWS COLUMN=VALUE", "changes a cell, by its column's name in the queue file"),
        new("repeat", "repeat ROW [last]", "a row like ROW, whatever became of that: next, or last"),
        new("end after", "end after ROW", "the queue ends after ROW"),
        new("go on after", "go on after ROW", "it does not"),
        new("header", "header KEY=VALUE", "changes a value of the queue's header"),
        new("undo", "undo [mine]", "takes back the newest edit of anybody, or your own"),
        new("pause", "pause [wait]", "holds in a delay, between runs, and before an extraction begins; with wait, a script's wait"),
        new("resume", "resume [wait]", "goes on, with the time of a delay, or of the wait, that was left"),
        new("continue", "continue", "ends the delay; without one, the script's wait that is under way"),
        new("delay", "delay SECONDS", "the delay lasts this long from now"),
        new("truncate", "truncate [quick]", "ends the signal block of the run that measures"),
        new("abort run", "abort run", "ends the run; the queue goes on with the next"),
        new("cancel", "cancel", "stops the scripts, makes safe, saves the runs; the queue is over"),
        new("abort", "abort", "as cancel, for all runs in flight, without what follows a measurement"),
        new("stop", "stop", "ends the queue when what measures is finished"),
        new("quick stop", "quick stop", "protects the instruments at once and ends everything"),
        new("decide", "decide [NAME=]ANSWER", "answers a question"),
        new("open", "open VALVE", "opens a valve, unless an interlock or a lock forbids it", OperatorRole.Engineer),
        new("close", "close VALVE", "closes a valve"),
        new("lock", "lock VALVE", "nobody and no script moves it", OperatorRole.Engineer),
        new("unlock", "unlock VALVE", "they do again", OperatorRole.Engineer),
        new("laser off", "laser off [DEVICE]", "switches extraction devices off, all or one"),
        new("help", "help", "lists the commands", OperatorRole.Viewer),
    ];

    /// <summary>True when it only looks: it is not journaled.</summary>
    public bool OnlyLooks => Least == OperatorRole.Viewer;

    /// <summary>The command that a line begins with, the longest where several do; null when there is none.</summary>
    public static OperatorCommand? Of(string line)
    {
        var words = string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return All
            .Where(command => words == command.Name || words.StartsWith($"{command.Name} ", StringComparison.Ordinal))
            .MaxBy(command => command.Name.Length);
    }
}
