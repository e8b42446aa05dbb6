using System.Collections.Immutable;
using LabActors.Core.Ages;
using LabActors.Core.Reduction;

namespace LabActors.Core.Irradiations;

/// <summary>What the laboratory knows of an irradiated sample: where it lay, what it got, and how its age is reckoned.</summary>
/// <param name="Identifier">The labnumber.</param>
/// <param name="J">The position's J with its error, 1 sigma; null while it has none.</param>
/// <param name="PositionJError">1 sigma of the difference in J inside of the position.</param>
/// <param name="LambdaK">Total decay constant of 40K that was stored with J, 1/a; null when none was.</param>
/// <param name="ProductionName">Name of the production of its level.</param>
public sealed record IrradiationPosition(
    string Identifier,
    string Irradiation,
    string Level,
    int Position,
    Quantity? J,
    double PositionJError,
    Quantity? LambdaK,
    ImmutableArray<IrradiationSegment> Chronology,
    string ProductionName,
    Production Production,
    string Sample = "",
    string Material = "",
    string Project = "");
