using LabActors.Core.Labs;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Core.Lines;

/// <summary>What comes of a command to a valve.</summary>
public abstract record ActuationDecision
{
    private ActuationDecision()
    {
    }

    /// <summary>No such valve, or name and description do not agree.</summary>
    public sealed record NoValve(string Reason) : ActuationDecision;

    /// <summary>A software lock.</summary>
    public sealed record Locked(string Valve, string Reason) : ActuationDecision;

    /// <summary>It was disabled: nobody opens it.</summary>
    public sealed record Disabled(string Valve, string Reason) : ActuationDecision;

    /// <summary>It is another's.</summary>
    public sealed record Owned(string Valve, string Owner, string Reason) : ActuationDecision;

    /// <summary>Another valve stands in the way; may pass.</summary>
    public sealed record Interlocked(string Valve, string Reason) : ActuationDecision;

    /// <summary>The command was carried out before, and this came of it.</summary>
    public sealed record Repeated(ValveOutcome Outcome) : ActuationDecision;

    /// <summary>The command is being carried out.</summary>
    public sealed record UnderWay(string Valve) : ActuationDecision;

    /// <summary>To be done: journal the intent, then move.</summary>
    public sealed record Proceed(ValveDefinition Valve, ValveActuationRequested Intent) : ActuationDecision;
}
