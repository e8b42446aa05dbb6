using System.Collections.Immutable;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Templates;

/// <summary>
/// Incremental heating: steps of rising power or temperature. A file is CSV, names in the first line in any order:
/// <c>value,units,duration,cleanup[,beam_diameter]</c>.
/// </summary>
/// <param name="Steps">In the order in which the sample is heated.</param>
public sealed record HeatTemplate(ImmutableArray<HeatStep> Steps)
{
    private static readonly ImmutableArray<string> Units = ["watts", "temp", "percent"];

    /// <summary>Reads a template. A bad number refuses the file; a bad beam diameter is dropped with a warning.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="path">For messages.</param>
    /// <param name="withBeam">Read <c>beam_diameter</c>, for lasers.</param>
    /// <returns>The steps that could be read, and every problem.</returns>
    public static (HeatTemplate Template, ImmutableArray<Problem> Problems) Read(string text, string path, bool withBeam)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        var names = lines[0].Split(',').Select(name => name.Trim()).ToArray();
        var problems = new List<Problem>();
        foreach (var missing in new[] { "value", "units", "duration", "cleanup" }.Except(names))
            problems.Add(new Problem(path, 1, 0, $"found the columns \"{string.Join(",", names)}\"; expected \"{missing}\" among them", Field: missing));
        if (problems.Count > 0)
            return (new HeatTemplate([]), [.. problems]);

        var steps = ImmutableArray.CreateBuilder<HeatStep>();
        foreach (var (line, index) in lines.Select((line, index) => (line, index)).Skip(1).Where(pair => pair.line.Length > 0))
        {
            var row = new HeatRow(names, line, index + 1, path);
            var step = row.Read(steps.Count, Units, withBeam);
            problems.AddRange(row.Problems);
            if (!row.Problems.Any(problem => problem.IsError))
                steps.Add(step);
        }

        return (new HeatTemplate(steps.ToImmutable()), [.. problems]);
    }

    /// <summary>The template as a file, with CRLF as Pychron's editor writes it.</summary>
    public string Write()
    {
        var withBeam = Steps.Any(step => step.BeamDiameter is not null);
        var rows = Steps.Select(step => string.Join(',', new[]
        {
            PythonText.Repr(step.Value), step.Units, PythonText.Repr(step.Duration), PythonText.Repr(step.Cleanup),
        }.Concat(withBeam ? [step.BeamDiameter is { } beam ? PythonText.Repr(beam) : ""] : [])));
        var names = withBeam ? "value,units,duration,cleanup,beam_diameter" : "value,units,duration,cleanup";
        return string.Concat(rows.Prepend(names).Select(line => line + "\r\n"));
    }

    /// <summary>New runs, one for each step that has any value, all of one aliquot.</summary>
    /// <param name="sample">The run that the steps are copies of.</param>
    /// <param name="aliquot">See <see cref="Aliquot"/>.</param>
    /// <param name="duration">Heating time in s of steps that have none.</param>
    /// <param name="cleanup">Cleanup time in s of steps that have none.</param>
    public ImmutableArray<RunSpec> NewRuns(RunSpec sample, int aliquot, double duration, double cleanup) =>
        [.. Steps.Where(step => step.IsValid).Select(step => Apply(step, sample with { UserDefinedAliquot = aliquot }, duration, cleanup))];

    /// <summary>The run with a step's values.</summary>
    public static RunSpec Apply(HeatStep step, RunSpec run, double duration, double cleanup) => run with
    {
        ExtractValue = step.Value,
        ExtractUnits = step.Units,
        Duration = step.Duration != 0 ? step.Duration : duration,
        Cleanup = step.Cleanup != 0 ? step.Cleanup : cleanup,
        BeamDiameter = step.BeamDiameter is { } beam ? PythonText.Repr(beam) : run.BeamDiameter,
    };

    /// <summary>The aliquot of a new heating: behind all that are stored, all before it in its own list, and all heatings of the identifier in the queue.</summary>
    /// <param name="identifier">Whose aliquot.</param>
    /// <param name="greatestStored">Greatest aliquot in the databases, 0 for none.</param>
    /// <param name="offset">How many heatings of the same list come before.</param>
    /// <param name="queued">The runs that the queue has already.</param>
    public static int Aliquot(string identifier, int greatestStored, int offset, ImmutableArray<RunSpec> queued)
    {
        var heatings = queued
            .Where(run => run.IsStepHeat && run.Labnumber == identifier)
            .Select(run => run.UserDefinedAliquot)
            .Distinct()
            .Count();
        return greatestStored + 1 + offset + heatings;
    }
}
