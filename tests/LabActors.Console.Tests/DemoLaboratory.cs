using LabActors.Console.Session;

namespace LabActors.Console.Tests;

/// <summary>The laboratory that the screens of the tests show.</summary>
internal static class DemoLaboratory
{
    public static LabDescription Description { get; } = new("demo laboratory", Simulated: true, LabTime.Virtual, 1, "/data/demo");
}
