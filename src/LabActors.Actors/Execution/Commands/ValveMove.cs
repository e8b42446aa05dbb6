using LabActors.Actors.Lines;

namespace LabActors.Actors.Execution.Commands;

/// <summary>A valve to be moved, and how often to try.</summary>
/// <param name="Id">Unique to the command; each try appends its number.</param>
/// <param name="Interval">Between tries.</param>
public sealed record ValveMove(string Id, string Valve, string Description, bool Open, int Tries, TimeSpan Interval, string By, string Why)
{
    /// <summary>The instrument on whose behalf it is moved.</summary>
    public string For { get; init; } = "";

    /// <summary>The message of one try.</summary>
    public ExtractionLineProtocol.Actuate Try(int number) => new($"{Id}#{number}", Valve, Description, Open, By, Why) { For = For };

    /// <summary>True when the message answers one of this move's tries.</summary>
    public bool Is(string commandId) => commandId.StartsWith($"{Id}#", StringComparison.Ordinal);
}
