using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Irradiations;
using LabActors.Core.Problems;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;
using RunValues = LabActors.Core.Runs.ScriptContext;
using ScriptContext = LabActors.Core.Scripts.ScriptContext;

namespace LabActors.Actors.Execution;

/// <summary>A run's scripts as they were when it started, and what each of them sees.</summary>
public sealed record RunScripts(
    ImmutableDictionary<ScriptKind, ScriptDocument> Documents,
    ImmutableDictionary<string, JsonElement> Options,
    ImmutableArray<Problem> Problems)
{
    /// <summary>One block of the measurement during extraction; null when the row asks for none, or it cannot be had.</summary>
    public ScriptDocument? Syn { get; init; }

    /// <summary>Why it cannot be had; no run fails for that.</summary>
    public ImmutableArray<Problem> SynProblems { get; init; } = [];

    /// <summary>Loads every script that the run names; what is missing is a problem.</summary>
    public static RunScripts Load(ScriptFiles files, RunOrder order)
    {
        var problems = new List<Problem>();
        var documents = ImmutableDictionary.CreateBuilder<ScriptKind, ScriptDocument>();
        foreach (var (kind, name) in Named(order.Spec))
        {
            if (files.Load(kind, name, Spectrometer(order), problems) is { } document)
                documents.Add(kind, document);
        }

        var options = order.Spec.ScriptOptions.Length > 0
            ? files.ReadOptions(order.Spec.ScriptOptions, problems)
            : ImmutableDictionary<string, JsonElement>.Empty;
        var synProblems = new List<Problem>();
        var syn = ScriptNames.IsNone(order.Spec.SynExtractionScript) || !documents.ContainsKey(ScriptKind.Extraction)
            ? null
            : SynExtraction.Load(files, order.Spec.SynExtractionScript, Spectrometer(order), synProblems);
        return new RunScripts(documents.ToImmutable(), options, [.. problems.Where(p => p.IsError)]) { Syn = syn, SynProblems = [.. synProblems] };
    }

    /// <summary>What is known of the sample's irradiation; null for runs that are no unknowns, and when nothing is known.</summary>
    public IrradiationPosition? Irradiation { get; private init; }

    /// <summary>Why it could not be read.</summary>
    public ImmutableArray<Problem> IrradiationProblems { get; private init; } = [];

    /// <summary>The scripts, and the irradiation as its files are now.</summary>
    public RunScripts WithIrradiation(IrradiationFolder irradiations, RunSpec spec)
    {
        if (spec.AnalysisType != "unknown") return this;
        var problems = new List<Problem>();
        return this with { Irradiation = irradiations.Find(spec.Labnumber, problems), IrradiationProblems = [.. problems] };
    }

    /// <summary>The scripts that a row names.</summary>
    public static IEnumerable<(ScriptKind Kind, string Name)> Named(RunSpec spec) =>
        new[]
        {
            (ScriptKind.Extraction, spec.ExtractionScript),
            (ScriptKind.Measurement, spec.MeasurementScript),
            (ScriptKind.PostEquilibration, spec.PostEquilibrationScript),
            (ScriptKind.PostMeasurement, spec.PostMeasurementScript),
        }.Where(s => s.Item2.Length > 0);

    /// <summary>What a script of this run sees (reference: scripts.md §8).</summary>
    public ScriptContext Context(RunOrder order, ScriptKind kind) =>
        ScriptContext.For(kind, Values(order), Documents[kind].Metadata, Options);

    /// <summary>
    /// The numbers that conditionals may name as <c>$NAME</c>: what a row says, before it the script options, before them the docstrings of
    /// measurement and extraction script.
    /// </summary>
    public ImmutableDictionary<string, double> Numbers(RunOrder order)
    {
        var measurement = Documents.GetValueOrDefault(ScriptKind.Measurement)?.Metadata.Values;
        var extraction = Documents.GetValueOrDefault(ScriptKind.Extraction)?.Metadata.Values;
        return new[] { measurement, extraction, Options }
            .OfType<ImmutableDictionary<string, JsonElement>>()
            .SelectMany(values => values.Where(v => v.Value.ValueKind == JsonValueKind.Number).Select(v => (v.Key, Number: v.Value.GetDouble())))
            .Concat(Values(order).Where(v => v.Value is double).Select(v => (v.Key, Number: (double)v.Value!)))
            .Aggregate(ImmutableDictionary<string, double>.Empty, (all, n) => all.SetItem(n.Key, n.Number));
    }

    /// <summary>What the script of the measurement during extraction sees.</summary>
    public ScriptContext SynContext(RunOrder order) => ScriptContext.For(ScriptKind.Measurement, Values(order), Syn!.Metadata, Options);

    private ImmutableDictionary<string, object?> Values(RunOrder order) =>
        RunValues.Of(order.Spec).ToImmutableDictionary(v => v.Key, v => (object?)v.Value)
            .SetItem("analysis_type", order.Spec.AnalysisType)
            .SetItem("is_last", order.IsLast)
            .SetItem("load_identifier", order.Spec.LoadName)
            .SetItem("run_identifier", order.RunId)
            .SetItem("runid", order.RunId)
            .SetItem("identifier", order.Spec.Labnumber)
            .SetItem("cryo_temperature", order.Spec.CryoTemperature)
            .SetItem("use_cdd_warming", order.Spec.UseCddWarming)
            .SetItem("eqtime", EquilibrationTime(order));

    /// <summary>The spectrometer's name as the queue writes it: what prefixed script names start with.</summary>
    private static string Spectrometer(RunOrder order) =>
        order.Spec.MassSpectrometer.Length > 0 ? order.Spec.MassSpectrometer : order.Instrument.Name;

    /// <summary>The extraction script's docstring says it, else the instrument.</summary>
    private double EquilibrationTime(RunOrder order) =>
        Documents.TryGetValue(ScriptKind.Extraction, out var extraction) && extraction.Metadata.EqTime is { } seconds
            ? seconds
            : order.Instrument.Equilibration.TotalSeconds;
}
