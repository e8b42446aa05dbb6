using LabActors.Core.Labs;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Actors.Tests.Lines;

/// <summary>The line of the hardware scenarios, and what is said to it.</summary>
internal static class ScenarioLine
{
    public static LabDefinition Lab { get; } = new()
    {
        Name = "test",
        Valves =
        [
            Valve("C", "301"),
            Valve("F", "302") with { Interlocks = ["G"] },
            Valve("G", "303") with { Interlocks = ["F"] },
            Valve("V", "304") with { PositiveInterlocks = ["W"] },
            Valve("W", "305"),
            Valve("U", "306"),
            Valve("AA", "307") with { Kind = ValveKind.Switch, VolumeA = "", VolumeB = "", Parent = "U", ParentInverted = true },
            Valve("D", "308,309") with { Kind = ValveKind.Double, OpenDelay = TimeSpan.FromSeconds(1), CloseDelay = TimeSpan.FromSeconds(2) },
            Valve("S", "310") with { CheckDelay = TimeSpan.FromSeconds(0.5), CheckTries = 4, Travel = TimeSpan.FromSeconds(3) },
            Valve("N", "311") with { Inverted = true },
        ],
        Pipettes = [new PipetteDefinition("Air", "tank", "pipette", "G", "F")],
    };

    private static ValveDefinition Valve(string name, string address) =>
        new(name, $"valve {name}", "a", "b", "bone", [], [], TimeSpan.FromSeconds(0.25), ValveKind.Valve) { Address = address };

    public static Actuate Open(string id, string valve) => new(id, valve, "", true, "run", "test");

    public static Actuate Close(string id, string valve, bool safety = false) => new(id, valve, "", false, "run", "test", safety);

    public static Task<ValveIs> Look(LineBench bench, string valve) => bench.Ask<ValveIs>(new GetValve("g", valve, ""));
}
