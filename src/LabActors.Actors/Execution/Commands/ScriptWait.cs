using LabActors.Core.Execution;
using LabActors.Core.Recovery;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution.Commands;

/// <summary>What is left of a script's wait when its node comes back.</summary>
internal static class ScriptWait
{
    /// <summary>True when an operator holds it.</summary>
    public static bool IsPaused(CommandRecord? record) => record?.Facts.LastOrDefault() is WaitPaused;

    /// <summary>True when an operator has changed it: its end is no longer what the script said.</summary>
    public static bool WasChanged(CommandRecord? record) => record is { Facts.IsEmpty: false };

    /// <summary>From its last pause or its start, without the time in which the node was away.</summary>
    public static TimeSpan Left(RunProgress run, CommandRecord record, TimeSpan duration, Outage outage) => record.Facts.LastOrDefault() switch
    {
        WaitUnpaused u => outage.Left(run, u.At, TimeSpan.FromSeconds(u.SecondsLeft)),
        WaitContinued => TimeSpan.Zero,
        WaitPaused p => TimeSpan.FromSeconds(p.SecondsLeft),
        _ => outage.Left(run, record.Request.At, duration),
    };
}
