namespace LabActors.Actors.Scripts.Tracing;

/// <summary>Traces one script; see <see cref="ScriptTracer"/> for many.</summary>
public static class ScriptTrace
{
    /// <summary>Runs a script once, without effects, and says what it would do.</summary>
    public static async Task<ScriptTraceResult> RunAsync(
        ScriptTraceRequest request, PythonRuntime python, CancellationToken ct = default)
    {
        using var tracer = new ScriptTracer(python);
        return await tracer.RunAsync(request, ct);
    }

    /// <summary>Runs a script as often as it takes to see both sides of its queries, and says what is wrong with it.</summary>
    public static async Task<ScriptTraceResult> CheckAsync(
        ScriptTraceRequest request, PythonRuntime python, CancellationToken ct = default)
    {
        using var tracer = new ScriptTracer(python);
        return await tracer.CheckAsync(request, ct);
    }
}
