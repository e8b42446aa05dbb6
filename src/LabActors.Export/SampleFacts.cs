using LabActors.Core.Reduction;

namespace LabActors.Export;

/// <summary>What a laboratory knows of a sample, as Pychron's files have it; empty where it is not known.</summary>
public sealed record SampleFacts
{
    public string Name { get; init; } = "";

    public string Material { get; init; } = "";

    public string Grainsize { get; init; } = "";

    public string Project { get; init; } = "";

    public string PrincipalInvestigator { get; init; } = "";

    public string Note { get; init; } = "";

    public string Latitude { get; init; } = "";

    public string Longitude { get; init; } = "";

    public string Unit { get; init; } = "";

    public string Lithology { get; init; } = "";

    public string LithologyClass { get; init; } = "";

    public string LithologyGroup { get; init; } = "";

    public string LithologyType { get; init; } = "";

    public string Location { get; init; } = "";

    public string Irradiation { get; init; } = "";

    public string IrradiationLevel { get; init; } = "";

    /// <summary>Hole of the irradiation's tray; 0 for none.</summary>
    public int IrradiationPosition { get; init; }

    /// <summary>What a run's record says of its sample: by its irradiation, else by its queue.</summary>
    public static SampleFacts Of(RunRecord run) => run.Analysis.Inputs.Irradiation is { } known
        ? new()
        {
            Name = known.Sample.Length > 0 ? known.Sample : run.Spec.Sample,
            Material = known.Material,
            Project = known.Project,
            Irradiation = known.Irradiation,
            IrradiationLevel = known.Level,
            IrradiationPosition = known.Position,
        }
        : new() { Name = run.Spec.Sample };
}
