using LabActors.Core.Labs.Faults;

namespace LabActors.Simulator.Wire.Faults;

/// <summary>Begins each fault of a plan at its instant, counted from when this was made; the board ends them.</summary>
public sealed class FaultScheduler : IDisposable
{
    private readonly List<ITimer> _timers = [];

    /// <summary>The faults of the plan come from now on.</summary>
    /// <param name="time">Laboratory time.</param>
    /// <param name="told">Told what has begun; called by whoever makes time pass.</param>
    /// <exception cref="FaultsRefusedException">The devices cannot have some of them.</exception>
    public FaultScheduler(FaultPlan plan, FaultBoard board, TimeProvider time, Action<PlannedFault>? told = null)
    {
        if (board.Problems(plan) is { IsEmpty: false } problems)
            throw new FaultsRefusedException(problems);
        foreach (var fault in plan.Faults)
        {
            if (fault.At is { } at)
                _timers.Add(time.CreateTimer(_ => Begin(fault), null, at, Timeout.InfiniteTimeSpan));
        }

        void Begin(PlannedFault fault)
        {
            board.Begin(fault);
            told?.Invoke(fault);
        }
    }

    /// <summary>What has not begun by now does not begin any more.</summary>
    public void Dispose() => _timers.ForEach(t => t.Dispose());
}
