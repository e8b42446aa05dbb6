using System.Collections.Frozen;

namespace LabActors.Core.Runs;

/// <summary>The text names of <see cref="RunState"/> and what a state means for the queue.</summary>
public static class RunStates
{
    private static readonly FrozenDictionary<RunState, string> Texts = new Dictionary<RunState, string>
    {
        [RunState.NotRun] = "not run",
        [RunState.Extraction] = "extraction",
        [RunState.Measurement] = "measurement",
        [RunState.Success] = "success",
        [RunState.Truncated] = "truncated",
        [RunState.Failed] = "failed",
        [RunState.Canceled] = "canceled",
        [RunState.Aborted] = "aborted",
        [RunState.Interrupted] = "interrupted",
        [RunState.Invalid] = "invalid",
        [RunState.Skipped] = "skipped",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, RunState> States =
        Texts.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The state as files and the journal write it, <c>not run</c>.</summary>
    public static string Text(this RunState state) => Texts[state];

    /// <summary>The state that a text names; <c>terminated</c>, Pychron's other word for <c>failed</c>, is understood.</summary>
    public static bool TryParse(string text, out RunState state)
    {
        if (text != "terminated")
            return States.TryGetValue(text, out state);
        state = RunState.Failed;
        return true;
    }

    /// <summary>True when nothing more will happen to the run.</summary>
    public static bool IsFinal(this RunState state) =>
        state is not (RunState.NotRun or RunState.Extraction or RunState.Measurement);
}
