using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>A pressure gauge; scripts name it by controller and gauge, consoles by any alias.</summary>
public sealed record GaugeDefinition(
    string Controller,
    string Name,
    string Volume,
    PressureUnit Units,
    ImmutableArray<string> Aliases);
