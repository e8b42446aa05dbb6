using System.Collections.Immutable;
using LabActors.Core.Operators;

namespace LabActors.Actors.Operators;

/// <summary>A command of an operator as it is typed: at a console, or behind <c>./lab</c>.</summary>
/// <param name="Name">Its first word, or first two.</param>
/// <param name="Form">As it is typed, with what it takes.</param>
/// <param name="Meaning">For <c>help</c> and the documentation.</param>
/// <param name="Least">Who may give it: this role and those above.</param>
/// <param name="Alias">Other first words for the same, with <c>|</c> between them; empty when there are none.</param>
public sealed record OperatorCommand(string Name, string Form, string Meaning, OperatorRole Least = OperatorRole.Operator, string Alias = "")
{
    /// <summary>All of them, in the order in which they are listed. ROWS are ids, or <c>r5-r9</c>: those that stand from r5 to r9.</summary>
    public static ImmutableArray<OperatorCommand> All { get; } =
    [
        new("status", "status", "what runs, what waits, what is asked, what is wrong", OperatorRole.Viewer),
        new("queues", "queues", "every queue of every instrument that runs, waits, or ran last, and how it stands", OperatorRole.Viewer),
        new("runs", "runs", "the runs of those queues: finished, in flight, and how many wait", OperatorRole.Viewer),
        new("rows", "rows [ROW]", "the rows in flight and those that wait, from the next or from ROW on", OperatorRole.Viewer),
        new("edits", "edits", "the newest edits, and who made them", OperatorRole.Viewer),
        new("line", "line", "every valve: told and read, locked, disabled, whose, since when and why; the trips", OperatorRole.Viewer, "valve"),
        new("line preview", "line preview [close] VALVE", "what opening it would join, and why it would be refused; nothing moves", OperatorRole.Viewer),
        new("line monitor", "line monitor", "what gauges, pumps, heaters and cold traps read at intervals, and how far it may be trusted", OperatorRole.Viewer),
        new("gauges", "gauges", "what the pressure gauges read", OperatorRole.Viewer),
        new("device", "device NAME", "everything that a device on a port says of itself", OperatorRole.Viewer),
        new("device trace", "device trace NAME [COUNT]", "the last transactions of a device, byte by byte", OperatorRole.Viewer),
        new("doctor", "doctor", "how every port stands, what every device says that it is, and what to do about it", OperatorRole.Viewer),
        new("device send", "device send NAME TEXT", "sends a device what is typed, past interlocks and locks (docs/hardware.md)", OperatorRole.Engineer),
        new("questions", "questions", "the questions that wait for an answer", OperatorRole.Viewer),
        new("start", "start QUEUE.txt...", "checks queues of this computer and runs them on the node"),
        new("take", "take QUEUE.txt", "takes what the saved file of a queue that runs says now", Alias: "edit file"),
        new("skip", "skip ROWS", "passes rows over when their turn comes"),
        new("unskip", "unskip ROWS", "no longer"),
        new("remove", "remove ROWS", "takes rows out of the queue"),
        new("move", "move ROWS next|last|behind ROW", "moves rows to another place"),
        new("change", "change ROWS COLUMN=VALUE", "changes a cell, by its column's name in the queue file", Alias: "edit"),
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
        new("open", "open VALVE", "opens a valve, unless an interlock or a lock forbids it", OperatorRole.Engineer, "valve open|line open"),
        new("close", "close VALVE", "closes a valve", Alias: "valve close|line close"),
        new("lock", "lock VALVE", "nobody and no script moves it", OperatorRole.Engineer, "valve lock|line lock"),
        new("unlock", "unlock VALVE", "they do again", OperatorRole.Engineer, "valve unlock|line unlock"),
        new("line disable", "line disable VALVE", "closes a valve, and nobody opens it"),
        new("line enable", "line enable VALVE", "it may be opened again", OperatorRole.Engineer),
        new("line sample", "line sample VALVE SECONDS", "opens a valve for so long; whatever happens it ends closed", OperatorRole.Engineer),
        new("line cycle", "line cycle VALVE N OPEN CLOSED", "opens and closes a valve N times, for so many seconds each; closing it ends that", OperatorRole.Engineer),
        new("line change", "line change STEP", "a step of changing samples: isolate, evacuate, finish", OperatorRole.Engineer),
        new("line reset", "line reset TRIP", "what a trip has disabled may be opened again, when its value is within the limit", OperatorRole.Engineer),
        new("laser off", "laser off [DEVICE]", "switches extraction devices off, all or one"),
        new("node drain", "node drain NAME [hold|finish]", "a node leaves when what is in flight on it has ended; the others go on", OperatorRole.Engineer),
        new("take-over", "take-over NODE [THING...]", "what a lost node holds expires, all or that: somebody has seen to it that its line is safe", OperatorRole.Engineer),
        new("help", "help", "lists the commands", OperatorRole.Viewer),
    ];

    /// <summary>True when it only looks: it is not journaled.</summary>
    public bool OnlyLooks => Least == OperatorRole.Viewer;

    /// <summary>True when it sends files of the console's computer: the words behind it are their names.</summary>
    public bool SendsFiles => Name is "start" or "take";

    /// <summary>True when its answer may wait for somebody who answers a question: others are done meanwhile.</summary>
    public bool MayWait => Name == "start";

    /// <summary>What it may begin with.</summary>
    public IEnumerable<string> Beginnings => [Name, .. Alias.Split('|', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The command that a line begins with, the longest where several do, and the words that it begins with; null when there is none.</summary>
    public static (OperatorCommand Command, string Beginning)? Of(string line)
    {
        var words = string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var begun = All
            .SelectMany(command => command.Beginnings.Select(beginning => (Command: command, Beginning: beginning)))
            .Where(each => words == each.Beginning || words.StartsWith($"{each.Beginning} ", StringComparison.Ordinal))
            .ToArray();
        return begun.Length == 0 ? null : begun.MaxBy(each => each.Beginning.Length);
    }
}
