namespace LabActors.Core.Ages;

/// <summary>The inverse isochron of a sample's analyses and the age that it gives.</summary>
/// <param name="Age">Null where its F gives none.</param>
public sealed record SampleIsochron(Isochron Isochron, AgeMa? Age);
