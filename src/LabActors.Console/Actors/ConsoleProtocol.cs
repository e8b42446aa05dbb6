using System.Collections.Immutable;
using LabActors.Actors.Persistence;

namespace LabActors.Console.Actors;

/// <summary>Messages of the <see cref="ConsoleActor"/>; <see cref="Typing.KeyboardActor"/> answers <see cref="Watch"/> too.</summary>
public static class ConsoleProtocol
{
    /// <summary>Asks for <see cref="Watching"/>, before the first event is to be expected.</summary>
    public sealed record Watch;

    /// <summary>The actor has subscribed: from here no event is missed.</summary>
    public sealed record Watching;

    /// <summary>Published where a console attaches to a node: the picture begins anew, with these events.</summary>
    public sealed record Begin(ImmutableArray<JournaledEvent> Events);

    /// <summary>Published where a console attaches to a node: laboratory time there is this, though nothing may have happened.</summary>
    public sealed record TimeIs(DateTimeOffset Now);

    /// <summary>Asks for <see cref="Shown"/> when everything that was told before has gone to the reader of the output.</summary>
    public sealed record Show(long Number);

    /// <summary>Answers <see cref="Show"/>.</summary>
    public sealed record Shown(long Number);

    /// <summary>No more events are to be expected: the channel is completed once everything before this is in it, and the actor stops.</summary>
    public sealed record Finish;
}
