using System.Collections.Immutable;
using LabActors.Actors.Operators;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Console.View;

namespace LabActors.Console.FullScreen;

/// <summary>Everything that the screen shows.</summary>
/// <param name="Now">Laboratory time.</param>
/// <param name="Who">Who is attached, as what, to which node.</param>
/// <param name="Line">Valves and what they join.</param>
/// <param name="Gauges">What the gauges read, a line each; empty while that is not known.</param>
/// <param name="Unicode">False draws with ASCII.</param>
public sealed record ScreenState(
    LabView View,
    LabDescription Laboratory,
    DateTimeOffset Now,
    UiState Ui,
    string Who,
    ImmutableArray<OperatorProtocol.LineJoin> Line,
    ImmutableArray<string> Gauges,
    bool Unicode)
{
    /// <summary>What leaving comes to.</summary>
    public ConsoleLeave Leave { get; init; }
}
