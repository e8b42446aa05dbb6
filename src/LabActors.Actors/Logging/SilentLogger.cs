using Akka.Event;

namespace LabActors.Actors.Logging;

/// <summary>
/// Stands where Akka.NET writes to standard output before its loggers run and after they have stopped: the output of a console belongs to what it shows. Named in <c>hocon/operators.conf</c>.
/// </summary>
public sealed class SilentLogger : MinimalLogger
{
    /// <inheritdoc/>
    protected override void Log(object message)
    {
    }
}
