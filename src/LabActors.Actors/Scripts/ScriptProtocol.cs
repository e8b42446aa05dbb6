using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Scripts;

/// <summary>
/// Messages between a <see cref="ScriptActor"/> and its parent, the run. The script has one command outstanding at a
/// time; while a call-back or a snippet runs inside a pending command, the commands of that call-back are outstanding
/// on top of it, and the lower one may only be answered when the call-back has come back.
/// </summary>
public static class ScriptProtocol
{
    // to the parent

    /// <summary>The process runs and is about to execute the script's text.</summary>
    /// <param name="Kind">Which script.</param>
    /// <param name="PythonVersion">As <c>3.11.7</c>.</param>
    /// <param name="TextHash">SHA-256 of the script's text, hexadecimal; to be journaled.</param>
    public sealed record ScriptStarted(ScriptKind Kind, string PythonVersion, string TextHash);

    /// <summary>
    /// The script called a command and waits. Binding errors never get here. The host's own commands come this way too:
    /// <c>gosub</c> (extra arguments <c>$file</c>, <c>$hash</c>), <c>gosub_end</c>, <c>device_call</c>.
    /// </summary>
    /// <param name="Kind">Which script.</param>
    /// <param name="Seq">Number of the call within the script, strictly increasing; what an answer names.</param>
    /// <param name="Name">Today's name of the command (legacy names are translated).</param>
    /// <param name="Args">
    /// Every parameter by name, defaults filled in. A callable is <c>{"$callable": handle, "name": ...}</c>, a device
    /// <c>{"$device": name}</c>. What the script actor adds: <c>$hops</c> (load_hops, parsed file), <c>$fits</c>
    /// (set_fits and set_baseline_fits without arguments, the items of the default fits file), <c>$file</c>, <c>$hash</c>.
    /// </param>
    /// <param name="RawArgs">Positional and keyword arguments as the script wrote them: <c>[["A"],{"ntries":2}]</c>; what a resume compares.</param>
    /// <param name="Line">1-based line of the call.</param>
    /// <param name="Depth">0 in the top script, 1 in its child, and so on.</param>
    /// <param name="File">Path of the file with the call.</param>
    /// <param name="Child">The script of a <c>gosub</c>, null elsewhere; its text belongs into the journal too.</param>
    /// <param name="Suggested">The answer where the script actor knows it (<c>load_hops</c>, <c>get_value</c>, <c>gosub</c>, <c>gosub_end</c>), null elsewhere.</param>
    public sealed record CommandRequested(
        ScriptKind Kind,
        long Seq,
        string Name,
        ImmutableDictionary<string, JsonElement> Args,
        string RawArgs,
        int Line,
        int Depth,
        string File,
        JsonElement? Suggested = null,
        ScriptDocument? Child = null)
    {
        /// <summary>The argument of that name; undefined when the command has no such parameter.</summary>
        public JsonElement Arg(string name) => Args.GetValueOrDefault(name);
    }

    /// <summary>Lines that the script printed, or the host's own warnings; bounded.</summary>
    public sealed record Printed(ScriptKind Kind, ImmutableArray<string> Lines);

    /// <summary>What a <see cref="CallBack"/> returned; <paramref name="Error"/> is set when it raised instead.</summary>
    public sealed record CallBackResult(ScriptKind Kind, long Handle, JsonElement Value, string? Error);

    /// <summary>A <see cref="RunSnippet"/> ended; <paramref name="Error"/> is set when it raised.</summary>
    public sealed record SnippetEnded(ScriptKind Kind, string? Error);

    /// <summary>The script is over and its process gone; the last message of a script actor, which then stops.</summary>
    /// <param name="Kind">Which script.</param>
    /// <param name="Outcome">How it ended.</param>
    /// <param name="Error">Why, in words; null when it completed.</param>
    /// <param name="Line">Line of the error, 0 when unknown.</param>
    /// <param name="File">File of the error, empty when unknown.</param>
    public sealed record ScriptEnded(ScriptKind Kind, ScriptOutcome Outcome, string? Error, int Line, string File);

    // from the parent

    /// <summary>The value that the pending command returns.</summary>
    public sealed record Answer(long Seq, JsonElement Value)
    {
        /// <summary>An answer of None.</summary>
        public static Answer None(long seq) => new(seq, NoValue);

        private static readonly JsonElement NoValue = JsonElement.Parse("null");
    }

    /// <summary>The pending command raises an exception in the script.</summary>
    /// <param name="Seq">The command.</param>
    /// <param name="Message">What went wrong.</param>
    /// <param name="Exception">Python class: <c>CommandError</c>, <c>IntervalError</c>, <c>GosubError</c>, <c>TypeError</c>, <c>ValueError</c>.</param>
    public sealed record Fail(long Seq, string Message, string Exception = "CommandError");

    /// <summary>Raises at the pending or next command; the process is killed after the grace time.</summary>
    public sealed record CancelScript(string Reason);

    /// <summary>Calls a callable of the script while one of its commands is pending.</summary>
    /// <param name="Handle">The number in <c>{"$callable": number}</c>.</param>
    /// <param name="Args">Arguments; a function that takes fewer gets the first ones.</param>
    public sealed record CallBack(long Handle, ImmutableArray<JsonElement> Args);

    /// <summary>Runs a text in the script's own namespace while one of its commands is pending.</summary>
    public sealed record RunSnippet(string Text);

    /// <summary>Changes a live value (<c>truncated</c>, <c>is_last</c>, <c>testing_syntax</c>); seen after the next answer.</summary>
    public sealed record SetLive(string Name, JsonElement Value);
}
