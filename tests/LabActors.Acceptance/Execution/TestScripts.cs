using System.Collections.Immutable;

namespace LabActors.Acceptance.Execution;

/// <summary>Short scripts of a run: extraction moves a valve and waits, measurement equilibrates and collects, the post scripts wait.</summary>
internal sealed record TestScripts
{
    public string Extraction { get; init; } = """
        def main():
            open('D')
            sleep(duration)
            close('D')
        """;

    public string Measurement { get; init; } = """
        def main():
            activate_detectors('H1', 'AX', 'L1', 'L2', 'CDD')
            position_magnet('Ar40', 'H1')
            equilibrate(eqtime=eqtime, inlet='R', outlet='O', delay=0)
            set_time_zero()
            multicollect(ncounts=30, integration_time=1.048576)
            baselines(ncounts=5, mass=39.5, detector='H1', settling_time=2)
        """;

    /// <summary>A measurement that is over before the inlet closes.</summary>
    public const string Short = """
        def main():
            activate_detectors('H1', 'AX', 'L1', 'L2', 'CDD')
            position_magnet('Ar40', 'H1')
            equilibrate(eqtime=eqtime, inlet='R', outlet='O', delay=0)
            set_time_zero()
            multicollect(ncounts=4, integration_time=1.048576)
        """;

    public string PostEquilibration { get; init; } = """
        def main():
            open('C')
            sleep(5)
            close('C')
        """;

    public string PostMeasurement { get; init; } = """
        def main():
            open('O')
            sleep(10)
        """;

    /// <summary>The laboratory's own safe script.</summary>
    public string MakeSafe { get; init; } = """
        def main():
            close('E')
            sleep(20)
        """;

    /// <summary>Files of the laboratory's folder, by their path in it.</summary>
    public ImmutableArray<(string Path, string Text)> Files { get; init; } = [];

    /// <summary>Scripts that extraction scripts call with <c>gosub</c>.</summary>
    public ImmutableArray<(string Name, string Text)> Children { get; init; } = [];

    public void WriteTo(string folder)
    {
        foreach (var (name, text) in Children)
            Write(folder, "extraction", text, name);
        foreach (var (path, text) in Files)
        {
            var file = Path.Combine(folder, "..", path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Write(folder, "extraction", MakeSafe, "make_safe");
        Write(folder, "extraction", Extraction);
        Write(folder, "measurement", Measurement);
        Write(folder, "post_equilibration", PostEquilibration);
        Write(folder, "post_measurement", PostMeasurement);
    }

    private static void Write(string folder, string kind, string text, string name = "test")
    {
        Directory.CreateDirectory(Path.Combine(folder, kind));
        File.WriteAllText(Path.Combine(folder, kind, $"{name}.py"), text);
    }
}
