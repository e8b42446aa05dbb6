namespace LabActors.Core.Importing.Pychron;

/// <summary>A detector as its file has it.</summary>
internal sealed record DetectorEntry(string Name, string File, CfgSection Keys);
