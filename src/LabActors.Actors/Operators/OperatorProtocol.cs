using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Actors.Operators;

/// <summary>
/// What a console and a node say to each other. A console says <see cref="Hello"/> to the gateway and is challenged, proves that it knows the user's token, and is attached: from then
/// on it speaks with its session. The session sends the state, then everything that is journaled after it, in batches that the console acknowledges.
/// </summary>
public static class OperatorProtocol
{
    /// <summary>Path of the gateway in the actor system of the node's operators.</summary>
    public const string Gateway = "operators";

    /// <summary>Name of that actor system, and of a console's: the two must be one name, since remoting compares it.</summary>
    public const string System = "labactors-operators";

    /// <summary>The port of a node where none is said.</summary>
    public const int DefaultPort = 4039;

    /// <summary>Version of these messages: both sides must have the same.</summary>
    public const int Version = 1;

    /// <summary>Asks to be challenged.</summary>
    /// <param name="Protocol">See <see cref="Version"/>.</param>
    public sealed record Hello(int Protocol, string User) : IOperatorMessage;

    /// <summary>Answers <see cref="Hello"/>: what is to be proven.</summary>
    /// <param name="Nonce">Good for one attempt, by whoever was challenged, for a short while.</param>
    /// <param name="Node">The node's name; part of the proof.</param>
    /// <param name="Salt">Of the user's token; empty for the token of the data folder.</param>
    public sealed record Challenge(string Nonce, string Node, string Salt) : IOperatorMessage;

    /// <summary>Proves who it is, and asks to be attached.</summary>
    /// <param name="Proof">Made of the token's key, the nonce, the user and the node.</param>
    /// <param name="Kind"><c>screen, plain, json, command</c>.</param>
    /// <param name="Wants">False for a console that only gives commands: no state and no events are sent.</param>
    /// <param name="Since">With <paramref name="Wants"/>: instead of the state, what is worth a line of the log, journaled since then; null for the state.</param>
    public sealed record Attach(string Nonce, string User, byte[] Proof, string Kind, bool Wants, DateTimeOffset? Since = null) : IOperatorMessage;

    /// <summary>Answers <see cref="Attach"/>; the sender is the session.</summary>
    /// <param name="Time">How laboratory time goes: <c>real, virtual, xN</c>.</param>
    /// <param name="Seed">Of a simulated laboratory; null when devices are real.</param>
    /// <param name="Line">The valves and what they join, in the order of the laboratory's file.</param>
    public sealed record Attached(
        string Session,
        string User,
        string Role,
        string Node,
        string Laboratory,
        bool Simulated,
        string Time,
        long? Seed,
        string Data,
        ImmutableArray<string> Instruments,
        ImmutableArray<LineJoin> Line) : IOperatorMessage;

    /// <summary>A valve and the two volumes that it joins.</summary>
    public sealed record LineJoin(string Valve, string A, string B)
    {
        /// <summary>Those of a laboratory, in the order in which they are shown.</summary>
        public static ImmutableArray<LineJoin> Of(LabDefinition lab) => [.. lab.Valves.Select(v => new LineJoin(v.Name, v.VolumeA, v.VolumeB))];
    }

    /// <summary>Answers <see cref="Hello"/> and <see cref="Attach"/>: not attached, and why.</summary>
    public sealed record AttachRefused(string Reason) : IOperatorMessage;

    /// <summary>
    /// Part of a batch of events: bytes of <see cref="EventBatch"/>, cut so that each message is far below the size that remoting lets through.
    /// </summary>
    /// <param name="Number">Of the batch, from 1, without gaps; <see cref="Acknowledge"/> names it.</param>
    /// <param name="Part">From 1 to <paramref name="Parts"/>.</param>
    /// <param name="IsState">What was journaled before: the console begins its picture with it.</param>
    /// <param name="EndsState">The last of the state: what follows is new.</param>
    public sealed record Batch(long Number, int Part, int Parts, bool IsState, bool EndsState, byte[] Bytes) : IOperatorMessage;

    /// <summary>The console has shown a batch and all before it.</summary>
    public sealed record Acknowledge(long Number) : IOperatorMessage;

    /// <summary>The console was slower than the laboratory: events were left out, and the state of now comes next.</summary>
    public sealed record Behind(long LeftOut) : IOperatorMessage;

    /// <summary>Part of the files that go with a command, before its <see cref="Do"/>: bytes of <see cref="SentFile"/>, cut as batches are.</summary>
    /// <param name="Number">Of the command.</param>
    /// <param name="Part">From 1, in order.</param>
    public sealed record FilePart(long Number, int Part, byte[] Bytes) : IOperatorMessage;

    /// <summary>Does a command.</summary>
    /// <param name="Number">Of the console's command, from 1; the same number again is answered again and not done again.</param>
    /// <param name="Line">As it is typed.</param>
    public sealed record Do(long Number, string Line) : IOperatorMessage;

    /// <summary>Answers <see cref="Do"/>.</summary>
    /// <param name="Done">False when it was refused, denied, wrong, or failed.</param>
    public sealed record Answer(long Number, bool Done, ImmutableArray<string> Lines) : IOperatorMessage;

    /// <summary>The other side is there.</summary>
    /// <param name="Now">Laboratory time, from the node; a console's own time.</param>
    public sealed record Beat(DateTimeOffset Now) : IOperatorMessage;

    /// <summary>The console leaves; what it told goes on.</summary>
    public sealed record Detach : IOperatorMessage;

    /// <summary>The node ends the session.</summary>
    public sealed record Detached(string Why) : IOperatorMessage;
}
