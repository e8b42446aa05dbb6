namespace LabActors.Core.Importing.Pychron;

/// <summary>A flag by which instruments share a part of the line.</summary>
internal sealed record InitFlag(string Name, string Kind, string File, int Line);
