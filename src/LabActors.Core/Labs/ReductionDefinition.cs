using LabActors.Core.Ages;

namespace LabActors.Core.Labs;

/// <summary>How the laboratory's analyses are reduced.</summary>
/// <param name="MetaData">Folder of irradiations, as Pychron's MetaData repository has it; empty when there is none.</param>
/// <param name="ChronologyZone">Time zone of the irradiations' chronologies.</param>
public sealed record ReductionDefinition(ArgonConstants Constants, string MetaData, TimeZoneInfo ChronologyZone)
{
    /// <summary>Pychron's constants, no irradiations.</summary>
    public static ReductionDefinition Default { get; } = new(ArgonConstants.Default, "", TimeZoneInfo.Utc);
}
