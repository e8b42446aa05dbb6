using LabActors.Actors.Scripts.Tracing;

namespace LabActors.Console.Trace;

/// <summary>One way to show a trace.</summary>
public interface ITraceView
{
    /// <summary>Writes the whole trace.</summary>
    void Show(ScriptTraceResult result);
}
