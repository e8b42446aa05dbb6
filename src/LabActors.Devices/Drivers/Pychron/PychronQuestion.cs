using System.Collections.Immutable;

namespace LabActors.Devices.Drivers.Pychron;

/// <summary>What a client of a valve server asks for.</summary>
public abstract record PychronQuestion
{
    private PychronQuestion()
    {
    }

    /// <summary>Opens or closes a valve.</summary>
    public sealed record Move(string Valve, bool Open) : PychronQuestion;

    /// <summary>Whether a valve is open.</summary>
    public sealed record IsOpen(string Valve) : PychronQuestion;

    /// <summary>Whether a valve is locked.</summary>
    public sealed record IsLocked(string Valve) : PychronQuestion;

    /// <summary>The word of all states.</summary>
    public sealed record States : PychronQuestion;

    /// <summary>The word of all locks.</summary>
    public sealed record Locks : PychronQuestion;

    /// <summary>The word of all owners.</summary>
    public sealed record Owners : PychronQuestion;

    /// <summary>The checksum of some valves' states, in that order.</summary>
    public sealed record Checksum(ImmutableArray<string> Valves) : PychronQuestion;

    /// <summary>How many shots a pipette has given; of all when the name is empty.</summary>
    public sealed record Shots(string Pipette) : PychronQuestion;

    /// <summary>A pressure.</summary>
    public sealed record Pressure(string Controller, string Gauge) : PychronQuestion;

    /// <summary>A flag's value.</summary>
    public sealed record ReadFlag(string Flag) : PychronQuestion;

    /// <summary>Sets a flag, or clears it.</summary>
    public sealed record SetFlag(string Flag, bool On) : PychronQuestion;

    /// <summary>Says that whoever set a flag is still there.</summary>
    public sealed record PingFlag(string Flag) : PychronQuestion;

    /// <summary>It is known and its arguments are none.</summary>
    public sealed record Wrong(PychronError Error) : PychronQuestion;
}
