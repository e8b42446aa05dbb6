using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Scripts.Tracing;

/// <summary>What to trace.</summary>
/// <param name="Script">The script.</param>
/// <param name="Context">Its variables.</param>
/// <param name="Files">Where its children, hops and fits are.</param>
public sealed record ScriptTraceRequest(ScriptDocument Script, ScriptContext Context, ScriptFiles Files)
{
    /// <summary>The laboratory that the commands are held against.</summary>
    public ScriptEnvironment Environment { get; init; } = ScriptEnvironment.Unknown;

    /// <summary>
    /// What commands return, by name: one after another when there are several, the last one for ever. These are never
    /// changed by the trace. Commands without an answer here get a sane one.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<JsonElement>> Answers { get; init; } =
        ImmutableDictionary<string, ImmutableArray<JsonElement>>.Empty;

    /// <summary>Real time that one pass may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Commands that one pass may call.</summary>
    public int MostCommands { get; init; } = 100_000;

    /// <summary>Passes that a check may make to see the branches of queries.</summary>
    public int MostPasses { get; init; } = 16;

    /// <summary>True to accept the names of 2011 to 2015.</summary>
    public bool Legacy { get; init; } = true;
}
