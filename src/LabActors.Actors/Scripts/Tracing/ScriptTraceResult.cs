using System.Collections.Immutable;
using LabActors.Core.Durations;
using LabActors.Core.Problems;

namespace LabActors.Actors.Scripts.Tracing;

/// <summary>What a script would do.</summary>
/// <param name="Commands">Its commands, in order; of the first pass where there were several.</param>
/// <param name="Completed">True when <c>main</c> returned.</param>
/// <param name="Canceled">True when the script itself called <c>cancel()</c>, <c>abort()</c> or <c>exit()</c>.</param>
/// <param name="Error">Why it did not complete; null when it did.</param>
/// <param name="Line">Line of the error.</param>
/// <param name="File">File of the error.</param>
/// <param name="Duration">Estimated laboratory time, s; of the first pass.</param>
/// <param name="Problems">Everything wrong, each once, with file and line.</param>
/// <param name="Output">Lines that the script printed.</param>
/// <param name="Passes">How often the script was run.</param>
public sealed record ScriptTraceResult(
    ImmutableArray<TracedCommand> Commands,
    bool Completed,
    bool Canceled,
    string? Error,
    int Line,
    string File,
    double Duration,
    ImmutableArray<Problem> Problems,
    ImmutableArray<string> Output,
    int Passes)
{
    /// <summary>How long it takes and when the inlet moves; of the first pass.</summary>
    public ScriptTimes Times { get; init; } = new(Duration);

    /// <summary>The files whose commands were called: the script's and its children's; of the first pass.</summary>
    public ImmutableArray<ScriptText> Texts { get; init; } = [];
}
