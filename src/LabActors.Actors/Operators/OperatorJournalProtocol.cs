namespace LabActors.Actors.Operators;

/// <summary>Messages of the <see cref="OperatorJournalActor"/>.</summary>
public static class OperatorJournalProtocol
{
    /// <summary>Somebody has proven who it is; answered by <see cref="Entered"/>.</summary>
    public sealed record Enter(string User, string Role, string From, string Kind);

    /// <summary>Answers <see cref="Enter"/>.</summary>
    public sealed record Entered(string Session);

    /// <summary>The console is gone; not answered.</summary>
    public sealed record Leave(string Session, string Why);

    /// <summary>A command is about to be done; answered by <see cref="Noted"/> when it is in the journal.</summary>
    public sealed record Give(string Command, OperatorIdentity Who, string Line, string Why);

    /// <summary>A command was done, or refused; answered by <see cref="Noted"/>.</summary>
    public sealed record Answer(string Command, bool Done, string Text);

    /// <summary>A command came from somebody who may not give it; answered by <see cref="Noted"/>.</summary>
    public sealed record Deny(string Command, OperatorIdentity Who, string Line, string Reason);

    /// <summary>It is in the journal.</summary>
    public sealed record Noted
    {
        /// <summary>The only one.</summary>
        public static Noted Instance { get; } = new();
    }
}
