namespace LabActors.Console.Actors;

/// <summary>Messages of the <see cref="ConsoleActor"/>; <see cref="Typing.KeyboardActor"/> answers <see cref="Watch"/> too.</summary>
public static class ConsoleProtocol
{
    /// <summary>Asks for <see cref="Watching"/>, before the first event is to be expected.</summary>
    public sealed record Watch;

    /// <summary>The actor has subscribed: from here no event is missed.</summary>
    public sealed record Watching;

    /// <summary>No more events are to be expected: the channel is completed once everything before this is in it, and the actor stops.</summary>
    public sealed record Finish;
}
