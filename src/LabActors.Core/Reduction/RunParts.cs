using System.Collections.Immutable;
using LabActors.Core.Measurement;

namespace LabActors.Core.Reduction;

/// <summary>The parts of a <see cref="RunRecord"/>. Texts that stand for a state are those of the journal's events.</summary>
public static class RunParts
{
    /// <summary>A step of the run: <c>start, extraction, measurement, post-measurement, save</c>.</summary>
    /// <param name="EndedAt">Null while it runs, and for ever if the run was cut off in it.</param>
    /// <param name="Outcome"><c>done, skipped, failed, stopped</c>; empty while it runs.</param>
    public sealed record Step(string Name, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Outcome, string Reason);

    /// <summary>A script that was started.</summary>
    /// <param name="Outcome"><c>completed, failed, canceled, killed</c>; empty while it runs.</param>
    public sealed record Script(
        string Kind,
        string Path,
        string Sha256,
        string Text,
        string PythonVersion,
        DateTimeOffset StartedAt,
        DateTimeOffset? EndedAt = null,
        string Outcome = "",
        string Error = "",
        int Line = 0,
        string File = "");

    /// <summary>One integration of all detectors; fA by detector, and the quality of those that are not good.</summary>
    /// <param name="Simulated">Read from a simulated spectrometer.</param>
    public sealed record Reading(
        int Count,
        DateTimeOffset At,
        ImmutableDictionary<string, double> Intensities,
        ImmutableDictionary<string, string> Quality,
        bool Simulated = false);

    /// <summary>An equilibration; <paramref name="ClosedAt"/> is null if the inlet was never closed by it.</summary>
    public sealed record Equilibration(ImmutableArray<string> Inlets, double Seconds, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);

    /// <summary>A peak center; <paramref name="CenterDac"/> in V, null when none was found.</summary>
    /// <param name="Shape">Flanks, heights and resolution; null when none was found.</param>
    /// <param name="Others">fA at each DAC on the other detectors of the sweep.</param>
    public sealed record PeakCenter(
        DateTimeOffset At,
        string Detector,
        string Isotope,
        double? CenterDac,
        ImmutableArray<double> Dacs,
        ImmutableArray<double> Intensities,
        string Reason,
        PeakShape? Shape,
        ImmutableDictionary<string, ImmutableArray<double>> Others,
        bool Simulated = false);

    /// <summary>A line of the run's log: <c>debug, info, warning, error</c>.</summary>
    public sealed record LogLine(DateTimeOffset At, string Level, string Text);

    /// <summary>Somebody or something ended or changed the run.</summary>
    public sealed record Intervention(DateTimeOffset At, string What, string By, string Why);
}
