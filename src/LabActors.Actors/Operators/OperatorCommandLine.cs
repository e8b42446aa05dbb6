using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;

namespace LabActors.Actors.Operators;

/// <summary>One typed line, taken apart: <c>skip r5-r9 # wrong tray</c>.</summary>
/// <param name="Command">What it begins with.</param>
/// <param name="Words">The words behind it.</param>
/// <param name="Why">What stands behind <c>#</c>, for the journal; may be empty.</param>
public sealed record OperatorCommandLine(OperatorCommand Command, ImmutableArray<string> Words, string Why)
{
    /// <summary>The line; null when it begins with no command.</summary>
    public static OperatorCommandLine? Read(string line)
    {
        var comment = line.IndexOf(" #", StringComparison.Ordinal);
        var (text, why) = comment < 0 ? (line, "") : (line[..comment], line[(comment + 2)..].Trim());
        if (OperatorCommand.Of(text) is not var (command, beginning))
            return null;
        ImmutableArray<string> words = [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        return new OperatorCommandLine(command, words[beginning.Split(' ').Length..], why);
    }

    /// <summary>The edit of a queue that the line asks for.</summary>
    /// <param name="seen">The queue as whoever typed has seen it: rows are named with the versions that they have there.</param>
    /// <exception cref="FormatException">The line is not as it should be; the message says how.</exception>
    public QueueEdit Edit(QueueProgress seen) => Command.Name switch
    {
        "skip" or "unskip" => new QueueEdit.Skip(Versions(seen, Words), Command.Name == "skip"),
        "remove" => new QueueEdit.Remove(Versions(seen, Words)),
        "move" => Move(seen),
        "change" => Change(seen),
        "repeat" => Words is [_] or [_, "last"] ? new QueueEdit.Repeat(Words[0], Words.Length == 2) : throw Wrong(),
        "end after" or "go on after" => Words is [_] ? new QueueEdit.EndAfter(Versions(seen, Words)[0], Command.Name == "end after") : throw Wrong(),
        "header" => new QueueEdit.Header(seen.HeaderVersion, Assignment(0)),
        _ => throw Wrong(),
    };

    /// <summary>The one number behind the command.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public double Number() => Words is [var word] && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong();

    /// <summary>The words behind the command as one: a device's name may have spaces. Empty when there are none.</summary>
    public string Rest => string.Join(' ', Words);

    /// <summary>What stands behind the command, which must be something.</summary>
    /// <exception cref="FormatException">Nothing does.</exception>
    public string Something() => Words.IsEmpty ? throw Wrong() : Rest;

    /// <summary>True when a word stands behind the command, false when nothing does.</summary>
    /// <exception cref="FormatException">Something else does.</exception>
    public bool Has(string word) => Words switch
    {
        [] => false,
        [var only] when only == word => true,
        _ => throw Wrong(),
    };

    /// <summary>What to say of a line that is not as it should be.</summary>
    public FormatException Wrong() => new($"expected: {Command.Form}");

    private QueueEdit.Move Move(QueueProgress seen) => Words switch
    {
        [.. var rows, "next"] => new QueueEdit.Move(Ids(seen, rows), RowPlace.First),
        [.. var rows, "last"] => new QueueEdit.Move(Ids(seen, rows), RowPlace.Last),
        [.. var rows, "behind", var row] => new QueueEdit.Move(Ids(seen, rows), new RowPlace(row)),
        _ => throw Wrong(),
    };

    private QueueEdit.Change Change(QueueProgress seen)
    {
        var rows = Words.TakeWhile(word => !word.Contains('=')).ToImmutableArray();
        return new QueueEdit.Change(Versions(seen, rows), Assignment(rows.Length));
    }

    // A value may have spaces, so a line has one.
    private ImmutableDictionary<string, string> Assignment(int from)
    {
        var text = string.Join(' ', Words[from..]);
        return text.IndexOf('=') is > 0 and var at
            ? ImmutableDictionary<string, string>.Empty.Add(text[..at].Trim(), text[(at + 1)..].Trim())
            : throw Wrong();
    }

    // A row that the queue does not have is refused by the queue, which knows what became of it.
    private ImmutableArray<RowVersion> Versions(QueueProgress seen, ImmutableArray<string> words) =>
        [.. Ids(seen, words).Select(id => new RowVersion(id, seen.FindRow(id)?.Version ?? 0))];

    private ImmutableArray<string> Ids(QueueProgress seen, ImmutableArray<string> words) =>
        words.IsEmpty ? throw Wrong() : [.. words.SelectMany(word => word.Split('-') is [var first, var last] ? Range(seen, first, last) : [word])];

    private static ImmutableList<string> Range(QueueProgress seen, string first, string last)
    {
        var (from, to) = (seen.Waiting.IndexOf(first), seen.Waiting.IndexOf(last));
        return from >= 0 && to >= from
            ? seen.Waiting.GetRange(from, to - from + 1)
            : throw new FormatException($"found {first}-{last}; expected two rows that wait, in the order of the queue");
    }
}
