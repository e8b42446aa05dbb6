using LabActors.Core.Ages;
using LabActors.Core.Problems;

namespace LabActors.Core.Labs;

/// <summary>How the laboratory's analyses are reduced.</summary>
/// <param name="MetaData">Folder of irradiations, as Pychron's MetaData repository has it; it need not exist unless lab.yaml names it.</param>
/// <param name="MetaDataLine">1-based line on which lab.yaml names it; 0 when it does not.</param>
/// <param name="ChronologyZone">Time zone of the irradiations' chronologies.</param>
public sealed record ReductionDefinition(ArgonConstants Constants, string MetaData, int MetaDataLine, TimeZoneInfo ChronologyZone)
{
    /// <summary>Pychron's constants, no irradiations.</summary>
    public static ReductionDefinition Default { get; } = new(ArgonConstants.Default, "", 0, TimeZoneInfo.Utc);

    /// <summary>The folder that lab.yaml names and that is none; null when all is well.</summary>
    /// <param name="labFile">Path of lab.yaml, for the problem.</param>
    public Problem? MissingFolder(string labFile) => MetaDataLine > 0 && !Directory.Exists(MetaData)
        ? new Problem(labFile, MetaDataLine, 0, $"found no folder {MetaData}, expected one that is laid out as Pychron's MetaData repository", Field: "reduction.metadata")
        : null;
}
