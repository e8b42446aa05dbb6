using LabActors.Actors.Time;

namespace LabActors.Actors.Scripts;

/// <summary>Makes real CPython processes.</summary>
/// <param name="runtime">The interpreter.</param>
/// <param name="holds">The laboratory clock, which stands still while a script computes.</param>
public sealed class PythonProcesses(PythonRuntime runtime, IClockHolds holds) : IPythonProcesses
{
    /// <inheritdoc/>
    public IPythonProcess Create(string name, ScriptLimits limits, Action<HostMessage> sink) =>
        new PythonScriptProcess(runtime, holds, name, limits, sink);
}
