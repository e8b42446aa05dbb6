namespace LabActors.Core.Journal.Events;

/// <summary>Who attached to the node, and what they told it to do.</summary>
public static class OperatorEvents
{
    /// <summary>Somebody attached.</summary>
    /// <param name="Session">Unique in the node's journal.</param>
    /// <param name="Role"><c>viewer, operator, engineer</c>.</param>
    /// <param name="From">The computer that the console runs on.</param>
    /// <param name="Kind"><c>screen, plain, json</c>, or <c>command</c> for a single command.</param>
    public sealed record ConsoleAttached(DateTimeOffset At, string Session, string User, string Role, string From, string Kind) : IJournalEvent;

    /// <summary>A console is gone: by itself, or lost.</summary>
    /// <param name="Why">In words.</param>
    public sealed record ConsoleDetached(DateTimeOffset At, string Session, string User, string Why) : IJournalEvent;

    /// <summary>A command came, from somebody who may give it. What it did is in the events of whoever did it; what was answered is in <see cref="CommandAnswered"/>.</summary>
    /// <param name="Command">Unique: the session and a number.</param>
    /// <param name="Line">As it was typed.</param>
    /// <param name="Why">What was typed behind <c>#</c>; may be empty.</param>
    public sealed record CommandGiven(DateTimeOffset At, string Command, string User, string Role, string From, string Line, string Why) : IJournalEvent;

    /// <summary>What a command was answered.</summary>
    /// <param name="Done">False when it was refused, wrong, or failed.</param>
    public sealed record CommandAnswered(DateTimeOffset At, string Command, bool Done, string Answer) : IJournalEvent;

    /// <summary>A command came from somebody who may not give it; nothing was done.</summary>
    public sealed record CommandDenied(DateTimeOffset At, string Command, string User, string Role, string From, string Line, string Reason) : IJournalEvent;
}
