using Akka.Event;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Scripts;

/// <summary>A call of a script after its arguments were bound and its files were read.</summary>
/// <param name="Request">What the run is asked.</param>
/// <param name="Command">The command's definition.</param>
/// <param name="Child">The script of a gosub.</param>
/// <param name="ChildKind">Set when the child has another kind's commands.</param>
/// <param name="Error">Why the call cannot be made; the other parts are then only as good as they can be.</param>
/// <param name="Exception">The Python class that such a call raises.</param>
public sealed record PreparedCall(
    ScriptProtocol.CommandRequested Request,
    CommandDefinition? Command,
    ScriptDocument? Child = null,
    ScriptKind? ChildKind = null,
    string? Error = null,
    string Exception = "TypeError") : IDeadLetterSuppression;
