using LabActors.Console.Session;

namespace LabActors.Console.Tests;

/// <summary>Made-up ends of executions.</summary>
internal static class Outcomes
{
    public static LabOutcome Dated => Completed with
    {
        Runs = Completed.Runs.SetItem(1, Completed.Runs[1] with { Age = new AgeOutcome(28.2, 0.04, 0.05, 96.1, 0.2, 60, 3, null, null) }),
    };

    public static readonly LabOutcome Completed = new(
        "completed",
        "",
        3721.5,
        [
            new RunOutcome("bu-FC-J-01", "uuid-1", "blank_unknown", "success", "", 602, [
                new("Ar40", "H1", 12.3, 0.25, "average", 120, 1.5, 0.1, 10.8, 0.27),
                new("Ar36", "CDD", 0.051, 0.0021, "average", 120, 0.002, 0.0001, 0.049, 0.0021),
            ]),
            new RunOutcome("24701-01", "uuid-2", "unknown", "truncated", "36Ar is high", 641.2, [
                new("Ar40", "H1", 4893.1234, 0.52, "parabolic", 120, 1.5, 0.1, 4891.6234, 0.53),
                new("Ar39", "AX", 322.11, 0.061, "linear", 120, 0.4, 0.02, 321.71, 0.064),
                new("Ar38", "L1", null, null, "linear", 0, null, null, null, null),
            ]),
        ],
        [],
        "/data/demo/report.html");
}
