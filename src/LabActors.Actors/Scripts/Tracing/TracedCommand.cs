using System.Text.Json;

namespace LabActors.Actors.Scripts.Tracing;

/// <summary>One command of a trace.</summary>
/// <param name="Seq">1, 2, 3 ... within the trace.</param>
/// <param name="Name">Today's name of the command.</param>
/// <param name="Args">Positional arguments as the script wrote them, an array.</param>
/// <param name="Kwargs">Keyword arguments as the script wrote them, an object.</param>
/// <param name="Line">1-based line of the call.</param>
/// <param name="Depth">0 in the top script, 1 in its child, and so on.</param>
/// <param name="File">File of the call.</param>
public sealed record TracedCommand(
    int Seq, string Name, JsonElement Args, JsonElement Kwargs, int Line, int Depth, string File);
