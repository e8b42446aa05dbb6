using LabActors.Core.Labs;

namespace LabActors.Core.Lines;

/// <summary>How long a valve's read-back is waited for, and when one that is on its way is a fault.</summary>
public static class ReadBackRules
{
    // Between two looks at a valve that is on its way, where the file gives no delay.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.25);

    /// <summary>Between a command and its first read-back.</summary>
    public static TimeSpan First(ValveDefinition valve) => valve.Settling + valve.CheckDelay;

    /// <summary>When to read again after a reading that is not what was wanted; null when it is the last word.</summary>
    /// <param name="tries">Readings made, this one included.</param>
    /// <param name="since">Since the command was given.</param>
    public static TimeSpan? Again(ValveDefinition valve, bool open, ValveStand read, int tries, TimeSpan since) =>
        read == ValveStands.Of(open) || read == ValveStand.Fault ? null
        : tries < valve.CheckTries || (read == ValveStand.Moving && since < valve.Travel) ? Interval(valve)
        : null;

    /// <summary>What a reading means, given how it stood before: what is on its way for longer than it may be is a fault.</summary>
    public static ValveStand Judge(ValveDefinition valve, ValveRecord before, ValveStand read, DateTimeOffset at) =>
        read == ValveStand.Moving && (before.Read == ValveStand.Fault || (before.Read == ValveStand.Moving && at - before.Since >= valve.Travel)) ? ValveStand.Fault : read;

    /// <summary>What the last reading of an actuation means.</summary>
    /// <param name="since">Since the command was given.</param>
    public static ValveStand Last(ValveDefinition valve, ValveStand read, TimeSpan since) => read == ValveStand.Moving && since >= valve.Travel ? ValveStand.Fault : read;

    /// <summary>When one that nobody moves and that is on its way is looked at again.</summary>
    public static TimeSpan Look(ValveDefinition valve) => valve.Travel > Shortest ? valve.Travel : Shortest;

    private static TimeSpan Interval(ValveDefinition valve) => valve.CheckDelay > TimeSpan.Zero ? valve.CheckDelay : Shortest;
}
