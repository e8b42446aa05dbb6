namespace LabActors.Actors.Results.Rows;

/// <summary>A script's text, once for all runs that used it.</summary>
public sealed class ScriptRow
{
    public required string Sha256 { get; init; }

    public required string Text { get; init; }
}
