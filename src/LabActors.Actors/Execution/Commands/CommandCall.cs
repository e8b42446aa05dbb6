using LabActors.Core.Execution;
using LabActors.Core.Labs;
using LabActors.Core.Recovery;
using static LabActors.Actors.Execution.CommandProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution.Commands;

/// <summary>One command of a script with all that is needed to plan it.</summary>
/// <param name="Now">Laboratory time at which it was requested.</param>
internal sealed record CommandCall(
    CommandKey Key,
    CommandRequested Request,
    RunProgress Run,
    RunServices Services,
    InstrumentDefinition Instrument,
    DateTimeOffset Now)
{
    /// <summary>What is recorded of a command that was in flight when the node died, and is carried out again; null for one that begins.</summary>
    public CommandRecord? Resumed { get; init; }

    /// <summary>How long the node was away.</summary>
    public Outage Outage { get; init; } = Outage.None(Now);

    /// <summary>The present instant; <see cref="Now"/> but for a command that is resumed.</summary>
    public DateTimeOffset Present => Resumed is null ? Now : Outage.To;

    public CommandArguments Args { get; } = new(Request.Name, Request.Arguments);

    public string RunId => Run.Started!.RunId;

    /// <summary>Who acts, as the line's journal and lease lists show it.</summary>
    public LeaseHolder Holder => new(Run.Started!.RunUuid, RunId);

    /// <summary>Unique to the command over the whole laboratory: what makes a repeated command answerable.</summary>
    public string Id => $"{Run.Started!.RunUuid}/{Request.Kind}/{Request.Seq}";

    public string Where => $"{Request.File}:{Request.Line}";
}
