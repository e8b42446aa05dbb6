using System.Collections.Immutable;
using LabActors.Actors.Operators;

namespace LabActors.Console.Attaching;

/// <summary>Messages between the attach command and its <see cref="AttachmentActor"/>.</summary>
public static class AttachmentProtocol
{
    /// <summary>Asks to be told when the console is attached, or why it is not: <see cref="IsAttached"/> or <see cref="IsNot"/>.</summary>
    public sealed record WhenAttached;

    /// <summary>Attached; with what the node is.</summary>
    public sealed record IsAttached(OperatorProtocol.Attached To);

    /// <summary>Not attached.</summary>
    /// <param name="Denied">True when the node refused; false when nothing answered.</param>
    public sealed record IsNot(string Why, bool Denied);

    /// <summary>Does a command; answered by <see cref="CommandAnswer"/>.</summary>
    /// <param name="Files">What goes with it.</param>
    public sealed record Do(string Line, ImmutableArray<SentFile> Files);

    /// <summary>Leaves; answered by the same when the node has been told.</summary>
    public sealed record Leave;

}
