using System.Collections.Immutable;
using Akka.Actor;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Safety;

/// <summary>One time that a trip tells valves and devices what to do: what was told, and what came of each.</summary>
/// <param name="id">Unique for ever: the line answers a repeated command from its memory and does not act.</param>
internal sealed class TripPass(string id)
{
    private readonly List<(string Id, string What, SafeStateStep? Step)> _steps = [];

    public string Id => id;

    /// <summary>Who is to hear of it; null for what the trip does by itself.</summary>
    public IActorRef? Asker { get; init; }

    public bool IsOver => _steps.TrueForAll(s => s.Step is not null);

    /// <summary>Something is told; returns the id of the command.</summary>
    public string Begin(string name, string what)
    {
        var step = $"{id}/{name}";
        _steps.Add((step, what, null));
        return step;
    }

    /// <summary>Something was answered; false when it is nothing of this pass.</summary>
    public bool End(string step, bool done, string detail, bool simulated)
    {
        var at = _steps.FindIndex(s => s.Id == step && s.Step is null);
        if (at < 0)
            return false;
        _steps[at] = _steps[at] with { Step = new SafeStateStep(_steps[at].What, done, detail, simulated) };
        return true;
    }

    /// <summary>What came of each, in the order in which they were told.</summary>
    public ImmutableArray<SafeStateStep> Steps(TimeSpan limit) =>
        [.. _steps.Select(s => s.Step ?? new SafeStateStep(s.What, false, $"no answer within {limit.TotalSeconds:0} s"))];
}
