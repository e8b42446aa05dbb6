namespace LabActors.Actors.Results.Rows;

/// <summary>A script that ran in a run; its text is in <see cref="ScriptRow"/> by its hash.</summary>
public sealed class RunScriptRow
{
    public required string Uuid { get; init; }

    public required int Ordinal { get; init; }

    /// <summary><c>extraction, measurement, post_equilibration, post_measurement</c>.</summary>
    public required string Kind { get; init; }

    public required string Path { get; init; }

    public required string Sha256 { get; init; }

    public required string PythonVersion { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary><c>completed, failed, canceled, killed</c>; empty when cut off.</summary>
    public required string Outcome { get; init; }

    public required string Error { get; init; }

    public required int Line { get; init; }

    public required string File { get; init; }
}
